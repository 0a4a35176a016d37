import { asTenant } from '@tierline/prisma/tenancy';
import { passTime } from '@tierline/schema/sandboxes/pass-time';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { unwrap } from '@tierline/sdk';
import { doWhatIsDue } from '@tierline/server/jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPartner, type PartnerCaller } from '../support/partners.ts';
import { openDesk, REQUEST, type Desk } from '../support/programme.ts';
import { newSandbox, type SandboxWorld } from '../support/sandboxes.ts';

let desk: Desk;
let partner: PartnerCaller;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  partner = await newPartner(desk);
}, 60_000);
afterAll(() => desk?.stop());

const db = () => desk.server.database.client;

/** What happened by itself: what, when it took effect, and of which kind. */
async function story(world: SandboxWorld): Promise<string[]> {
  return (await world.told())
    .filter(({ type }) => type !== 'sandbox.clock_advanced')
    .map(({ type, occurredAt, payload }) =>
      [type, occurredAt, (payload as { kind?: string }).kind ?? ''].join(' ').trim(),
    );
}

/** Asks for time to pass, as a process does that dies at once. */
async function ask(world: SandboxWorld, to: string): Promise<void> {
  await asTenant([world.id], async () => {
    await db().sandbox.update({ where: { id: world.id }, data: { advancingTo: new Date(to) } });
  });
}

test(
  'B22 C32 whether time passes at once or in processes that die on the way, the same happens once, in the same order',
  { timeout: 60_000 },
  async () => {
    const [atOnce, interrupted] = [await newSandbox(desk, partner), await newSandbox(desk, partner)];
    for (const world of [atOnce, interrupted]) await world.customer.act('openTicket', REQUEST);

    await atOnce.advance('2026-05-04T12:00:00Z');
    await ask(interrupted, '2026-05-04T12:00:00Z');
    let calls = 0;
    const dies = async (client: Parameters<typeof doWhatIsDue>[0], now: Date) => {
      calls += 1;
      if (calls % 3 === 1) throw new Error('killed before');
      if (calls % 3 === 2) {
        await fireDeadlines(client, now);
        throw new Error('killed between');
      }
      await doWhatIsDue(client, now);
    };
    const isOver = async () => (await partner.client.sandboxes.get(interrupted.id))!.advancingTo === null;
    while (!(await isOver())) await passTime(db(), interrupted.id, dies, 5_000).catch(() => {});

    expect(calls).toBeGreaterThan(6);
    const expected = await story(atOnce);
    expect(expected).toContain('clock.breached 2026-05-04T07:00:00.000Z');
    expect(expected.filter((line) => line.startsWith('clock.breached'))).toHaveLength(1);
    expect(await story(interrupted)).toEqual(expected);
    for (const { id } of [atOnce, interrupted]) {
      unwrap(await partner.client.sandboxes.delete({ sandboxId: id }));
    }
  },
);

test('B22 a process that died at it is waited for no longer than its claim lasts; while it lives nobody else is at it', async () => {
  const world = await newSandbox(desk, partner);
  await ask(world, '2026-05-04T09:00:00Z');
  const claim = (seconds: number) =>
    asTenant([world.id], async () => {
      await db().$executeRaw`
        update "Sandbox" set "claimedBy" = 'another', "claimedUntil" = now() + make_interval(secs => ${seconds}::int)
        where "id" = ${world.id}`;
    });
  await claim(60);
  await passTime(db(), world.id, doWhatIsDue, 100);
  expect((await partner.client.sandboxes.get(world.id))!.now).toBe('2026-05-04T06:00:00.000Z');
  await claim(-1);
  await passTime(db(), world.id, doWhatIsDue, 10_000);
  expect(await partner.client.sandboxes.get(world.id)).toMatchObject({
    now: '2026-05-04T09:00:00.000Z',
    advancingTo: null,
  });
});

test('B22 of two calls at once both count, and what comes due between happens once', async () => {
  const world = await newSandbox(desk, partner);
  await world.customer.act('openTicket', REQUEST);
  const hour = { sandboxId: world.id, bySeconds: 3_600 };
  const advances = [partner.client, world.customer.client, world.engineer.client, partner.client];
  for (const result of await Promise.all(advances.map(({ sandboxes }) => sandboxes.advanceClock(hour))))
    unwrap(result);
  await world.advance('2026-05-04T10:00:01Z');

  expect(await partner.client.sandboxes.get(world.id)).toMatchObject({ now: '2026-05-04T10:00:01.000Z' });
  const told = await world.told();
  expect(
    told
      .filter(({ type }) => type === 'sandbox.clock_advanced')
      .map(({ payload }) => (payload as { to: string }).to),
  ).toEqual([
    '2026-05-04T07:00:00.000Z',
    '2026-05-04T08:00:00.000Z',
    '2026-05-04T09:00:00.000Z',
    '2026-05-04T10:00:00.000Z',
    '2026-05-04T10:00:01.000Z',
  ]);
  expect(
    told.filter(({ type }) => /at_risk|breached/.test(type)).map(({ occurredAt }) => occurredAt),
  ).toEqual(['2026-05-04T06:45:00.000Z', '2026-05-04T07:00:00.000Z']);
});

test('B19 B22 a call that is sent twice advances once', async () => {
  const sandboxId = (await partner.client.sandboxes.list())[0]!.id;
  const before = (await partner.client.sandboxes.get(sandboxId))!.now;
  const named = { idempotencyKey: 'an-hour-please' };
  for (let time = 0; time < 2; time += 1) {
    unwrap(await partner.client.sandboxes.advanceClock({ sandboxId, bySeconds: 3_600 }, named));
  }
  const { now } = (await partner.client.sandboxes.get(sandboxId))!;
  expect(Date.parse(now) - Date.parse(before)).toBe(3_600_000);
});
