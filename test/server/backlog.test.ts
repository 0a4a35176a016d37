import { mailNotices } from '@tierline/schema/mail/mail-notices.jobs';
import { asTenant } from '@tierline/prisma/tenancy';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inboundMail, mailOf, type InboundMail } from '../support/mail-desk.ts';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
let mail: InboundMail;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-05T07:00:00Z' }); // a Tuesday, 09:00 in Paris
  mail = await inboundMail(desk);
});
afterAll(async () => {
  await mail?.stop();
  await desk?.stop();
});

const NOTHING = {
  deadlines: [0, 0],
  late_answers: [0, 0],
  mails: [0, 0],
  webhooks: [0, 0],
  incoming_mails: [0, 0],
  quarantine: [0, 0],
  phone_calls: [0, 0],
};

test('S13 B11 C31 the metrics say how much waits, and for how long the oldest does', async () => {
  const { client } = desk.server.database;
  const customer = await desk.customer({ plan: 'PREMIUM' });
  expect(await backlog()).toEqual(NOTHING);

  // Two business hours for a moderate request on Premium: due at 11:00 in Paris, and nobody looks.
  await customer.open({ severity: 'MODERATE' });
  desk.at('2026-05-05T09:30:00Z');
  expect(await backlog()).toMatchObject({ late_answers: [1, 1_800], mails: [0, 0] });
  expect((await backlog())['deadlines']?.[0]).toBe(1);

  await asTenant('every-account', () => fireDeadlines(client, desk.server.clock.now()));
  await asTenant('every-account', () => tellOfTickets(client, desk.server.clock.now()));
  const places = { publicUrl: 'https://vendor.example', inboundDomain: null };
  await asTenant('every-account', () => mailNotices(client, desk.server.clock.now(), places));
  await mail.send(mailOf('stranger@else.example', {}, 'Hello'));
  desk.at('2026-05-05T09:31:00Z');
  const told = await backlog();
  expect(told).toMatchObject({
    deadlines: [0, 0],
    late_answers: [1, 1_860],
    incoming_mails: [1, 60],
    quarantine: [0, 0],
  });
  expect(told['mails']).toEqual([expect.any(Number), 60]);
  expect(told['mails']![0]).toBeGreaterThan(0);

  await mail.read();
  desk.at('2026-05-05T09:32:00Z');
  expect(await backlog()).toMatchObject({ incoming_mails: [0, 0], quarantine: [1, 120] });
});

/** Of each backlog how much and how old, from both measures. */
async function backlog(): Promise<Record<string, [number, number]>> {
  const metrics = await (await fetch(`${desk.server.url}/metrics`)).text();
  const read = (name: string) =>
    new Map(
      [...metrics.matchAll(new RegExp(`^${name}\\{of="(\\w+)"\\} (\\S+)$`, 'gm'))].map(([, of, value]) => [
        of!,
        Number(value),
      ]),
    );
  const [counts, ages] = [read('backlog'), read('backlog_oldest_seconds')];
  return Object.fromEntries([...counts].map(([of, count]) => [of, [count, ages.get(of)!]]));
}
