import type { Prisma } from '@tierline/prisma/database';
import { WriteConflict } from '@tierline/prisma/transact';
import type { Tx } from '../event.ts';
import type { ClockInstants } from './clock.rules.ts';

export type Metric = 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';

export interface TicketOfClocks {
  id: string;
  accountId: string;
}

export interface RunningClock extends ClockInstants {
  id: string;
  accountId: string;
  metric: Metric;
  calendarId: string;
  targetVersion: number | null;
  atRiskToldAt: Date | null;
  breachToldAt: Date | null;
  countedOn: string;
  version: number;
}

/**
 * Changes clocks as they were read: compare-and-set on their versions (C35).
 *
 * @throws WriteConflict when somebody changed one of them meanwhile; `transact` then begins anew
 */
export async function changeClocks(
  tx: Tx,
  clocks: readonly { id: string; version: number }[],
  data: Omit<Prisma.ClockUncheckedUpdateManyInput, 'id' | 'version'>,
): Promise<void> {
  if (clocks.length === 0) return;
  const { count } = await tx.clock.updateMany({
    where: { OR: clocks.map(({ id, version }) => ({ id, version })) },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== clocks.length) throw new WriteConflict();
}
