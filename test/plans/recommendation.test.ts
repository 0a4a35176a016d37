import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const RECOMMEND = `query ($input: RecommendPlanInput!) { recommendPlan(input: $input) {
  plan { code name } reasons { code fr: text(locale: FR) en: text(locale: EN) }
} }`;

test('S6 S32 S35 B21 anybody gets a plan recommended, with the criterion cited in both languages', async () => {
  const variables = { input: { highlyRegulatedIndustry: true, certifiedPartner: true } };
  expect(await query(server, RECOMMEND, { variables })).toEqual({
    recommendPlan: {
      plan: { code: 'PREMIUM', name: 'Premium' },
      reasons: [
        {
          code: 'HIGHLY_REGULATED_INDUSTRY',
          fr: 'Premium est idéal pour les clients des industries hautement réglementées.',
          en: 'Premium is ideal for customers in highly regulated industries.',
        },
      ],
    },
  });
});

test('S6 S19 who says nothing is well served by Basic', async () => {
  expect(await query(server, RECOMMEND, { variables: { input: {} } })).toMatchObject({
    recommendPlan: { plan: { code: 'BASIC' }, reasons: [{ code: 'NOTHING_BEYOND_BASIC' }] },
  });
});
