import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

interface Country {
  code: string;
  name: string;
  timeZones: string[];
  subdivisions: { code: string; name: string }[];
}

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const countries = async (code?: string) =>
  (
    await query<{ countries: Country[] }>(
      server,
      'query($code: String) { countries(code: $code) { code name timeZones subdivisions { code name } } }',
      { variables: { code } },
    )
  ).countries;

test('K10 a passer-by reads which parts of a country have holidays of their own', async () => {
  const [germany] = await countries('DE');

  expect(germany).toMatchObject({ code: 'DE', name: 'Germany' });
  expect(germany?.subdivisions).toContainEqual({ code: 'BY', name: 'Bayern' });
});

test('K11 a country with several zones lists them all, and one with a single zone that one', async () => {
  const [australia] = await countries('AU');
  const [france] = await countries('FR');

  expect(australia?.timeZones).toContain('Australia/Adelaide');
  expect(australia?.timeZones).toContain('Australia/Sydney');
  expect(france?.timeZones).toEqual(['Europe/Paris']);
});

test('K10 a code that is no known country finds none', async () => {
  expect(await countries('UK')).toEqual([]);
});
