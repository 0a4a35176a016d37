import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { changeClocks } from '@tierline/schema/sla/change-clocks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

test('C35 a change that read an older version begins anew on the newer one, and nothing is overwritten', async () => {
  const { initialResponse } = await (await desk.customer({ plan: 'ENHANCED' })).open();
  const { id } = initialResponse;
  const now = new Date('2026-05-04T06:00:00Z');
  const origin = { db: desk.server.database.client, now, requestId: 'test', actor: BY_SYSTEM };
  const other = openDatabase({ url: desk.server.databaseUrl, connections: 1 });
  const read: number[] = [];

  await asTenant('every-account', () =>
    transact(origin, async (tx) => {
      const clock = await tx.clock.findUniqueOrThrow({ where: { id } });
      read.push(clock.version);
      if (read.length === 1) await endBySomebodyElse(other.client, id);
      await changeClocks(tx, [clock], { targetSeconds: clock.targetSeconds! + clock.version });
      return { value: {}, events: [] };
    }),
  );
  await other.close();

  expect(read).toEqual([1, 2]);
  const after = await asTenant('every-account', async () =>
    desk.server.database.client.clock.findUniqueOrThrow({ where: { id } }),
  );
  expect(after).toMatchObject({ version: 3, targetSeconds: 7_202, endedAt: ENDED });
});

const BY_SYSTEM = { kind: 'system', id: null } as const;
const ENDED = new Date('2026-05-04T06:00:01Z');

/** Outside the transaction at hand, as another process would. */
async function endBySomebodyElse(
  client: ReturnType<typeof openDatabase>['client'],
  id: string,
): Promise<void> {
  const change = async () =>
    client.clock.update({ where: { id }, data: { endedAt: ENDED, version: { increment: 1 } } });
  await asTenant('every-account', change);
}
