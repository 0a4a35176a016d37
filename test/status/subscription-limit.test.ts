import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({
    budgets: { known: { limit: 1_000, restoreRate: 50 }, anonymous: { limit: 1_000, restoreRate: 50 } },
  });
});
afterAll(() => server?.stop());

const subscribe = (email: string, locale = 'en') =>
  fetch(`${server.url}/status/subscriptions?locale=${locale}`, {
    method: 'POST',
    body: new URLSearchParams({ email, kinds: 'OUTAGE' }),
  });

test('S55 B19 from one address not many mails are asked for at a time; who is told to wait finds the form as it was', async () => {
  expect((await subscribe('one@elsewhere.example')).status).toBe(200);
  expect((await subscribe('two@elsewhere.example')).status).toBe(200);

  const refused = await subscribe('three@elsewhere.example');
  const html = await refused.text();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('10');
  expect(html).toContain('Too many requests come from your network: try again in 10 seconds.');
  expect(html).toContain('value="three@elsewhere.example"');
  expect(await (await subscribe('three@elsewhere.example', 'fr')).text()).toMatch(
    /Trop de demandes viennent de votre réseau\s: réessayez dans 10 secondes\./,
  );

  const { client } = server.database;
  expect(await client.statusSubscriptionRequest.count()).toBe(2);
  expect(await client.outgoingMail.count()).toBe(2);

  server.clock.set(new Date(server.clock.now().getTime() + 10_000).toISOString());
  expect((await subscribe('three@elsewhere.example')).status).toBe(200);
});
