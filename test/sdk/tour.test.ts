import { spawn } from 'node:child_process';
import path from 'node:path';
import { personas } from '@tierline/prisma/demo/people';
import { asTenant } from '@tierline/prisma/tenancy';
import { loadDemo } from '@tierline/server/demo';
import { playground, type Persona } from '@tierline/server/playground/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

const MINUTES = 60_000;
const TOUR = path.join(import.meta.dirname, '../../sdk/examples/tour.mjs');
const people: Persona[] = [];
let server: TestServer;

beforeAll(async () => {
  // Monday before Bastille Day: 10:00 in Paris, 04:00 in New York, 17:00 in Tokyo, 17:30 in Adelaide.
  server = await testServer({ at: '2026-07-13T08:00:00Z', pages: [playground({ personas: people })] });
  await loadDemo(server.database, server.clock.now(), server.files);
  for (const { subject, ...titles } of personas)
    people.push({ ...titles, token: await server.token(subject) });
}, 3 * MINUTES);

afterAll(() => server.stop());

test(
  'V6 B1 B2 S61 S69 the tour shows what is promised in four places, and that it is kept',
  async () => {
    const { code, lines, errors } = await tour(`${server.url}/graphql`);
    expect(errors).toBe('');
    expect(code).toBe(0);

    expect(lines).toContain('  first answer, moderate  –           4 h         2 h');
    expect(lines).toContain('  De Basic à Enhanced, vous gagnez :');
    // The next holidays: Bastille Day, Labor Day on 7 September, Marine Day on 20 July, Labour Day on 5 October.
    expect(lines).toContain('    premium   réponse avant mer. 15 juil. 2026, 09:00 (2 h ouvrées)');
    expect(lines).toContain('    enhanced  answer by Tue, 8 Sept 2026, 11:00 (4 h of business time)');
    expect(lines).toContain('    premium   answer by Tue, 21 Jul 2026, 09:00 (2 h of business time)');
    expect(lines).toContain('    enhanced  answer by Tue, 6 Oct 2026, 11:00 (4 h of business time)');
    // Opened now.
    expect(lines).toContain('    réponse avant lun. 13 juil. 2026, 12:00 (2 h ouvrées)');
    expect(lines).toContain('    answer by Mon, 13 Jul 2026, 12:00 (4 h of business time)');
    expect(lines).toContain('    no time promised; desk open from Mon, 13 Jul 2026, 17:00');
    expect(lines).toContain('    answer by Tue, 14 Jul 2026, 11:30 (4 h of business time)');
    // Refused, and answered.
    expect(lines).toContain('    NotCoveredProblem · required plan ENHANCED · next step HIGHER_PLAN');
    expect(lines).toContain('    Clause 3.4 : « Le conseil en architecture »');
    const tickets = lines.map((line) => line.replace(/^ {2}T-\d+ /, ''));
    expect(tickets).toContain(
      'is answered Mon, 13 Jul 2026, 08:00 UTC, due by Mon, 13 Jul 2026, 10:00 UTC: MET',
    );
    // Severe on Enhanced, 260 business minutes before Monday 10:00 in Munich: Friday 15:40, due at 17:40.
    expect(tickets).toContain(
      'is answered Mon, 13 Jul 2026, 08:00 UTC, broken since Fri, 10 Jul 2026, 15:40 UTC: BREACHED',
    );
    expect(lines.at(-1)).toBe('  68 held, 0 broken.');
  },
  3 * MINUTES,
);

test(
  'a promise that does not hold is named, and the tour fails',
  async () => {
    const [ticket] = await asTenant('every-account', async () => {
      const moved = await server.database.client.$queryRaw<{ number: number }[]>`
        update "Clock" c set "dueAt" = c."dueAt" + interval '1 hour' from "Ticket" t
        where t."id" = c."ticketId" and c."metric" = 'INITIAL_RESPONSE' and t."subject" like 'Deux collègues%'
        returning t."number"`;
      return moved;
    });
    const { code, lines } = await tour(`${server.url}/graphql`);
    expect(code).toBe(1);
    expect(lines).toContain(`  BROKEN  T-${ticket!.number}: the open seconds explained are those promised`);
    expect(lines.at(-1)).toBe('  67 held, 1 broken.');
  },
  3 * MINUTES,
);

test('a server that is not there is one sentence', async () => {
  const { code, lines, errors } = await tour('http://127.0.0.1:1/graphql');
  expect(code).toBe(1);
  expect(lines).toEqual(['']);
  expect(errors).toBe(
    'No server answers at http://127.0.0.1:1/graphql: start one with npm start, or name another with TIERLINE_URL.\n',
  );
});

test('a server that is no demo is left alone', async () => {
  const real = await testServer({ pages: [playground({ personas: [] })] });
  const { code, errors } = await tour(`${real.url}/graphql`);
  await real.stop();
  expect(code).toBe(1);
  expect(errors).toBe(
    `The server at ${real.url}/graphql is no demo: the tour opens tickets, so it only visits one that npm start has made.\n`,
  );
});

test('a wrong TIERLINE_URL is one sentence', async () => {
  const { code, errors } = await tour('localhost');
  expect(code).toBe(1);
  expect(errors).toBe('TIERLINE_URL=localhost is not a web address such as http://localhost:4000/graphql.\n');
});

function tour(url: string): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const child = spawn(process.execPath, [TOUR], { env: { ...process.env, TIERLINE_URL: url } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, lines: output.trimEnd().split('\n'), errors })),
  );
}
