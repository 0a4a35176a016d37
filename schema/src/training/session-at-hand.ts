import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The session, locked until the transaction ends: its seats are given one after the other. Lock accounts first.
 *
 * @throws RequestError NOT_FOUND
 */
export async function sessionAtHand(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from "TrainingSession" where "id" = ${id} for no key update`;
  const session = await tx.trainingSession.findUnique({ where: { id }, include: { course: true } });
  return found(session, 'training session', id);
}

/** How many seats are taken and how many people wait, whoever's they are: the database counts beyond the tenant. */
export async function occupancyOf(
  db: Pick<Tx, '$queryRaw'>,
  sessionId: string,
): Promise<{ booked: number; waiting: number }> {
  const [occupancy] = await db.$queryRaw<{ booked: number; waiting: number }[]>`
    select booked, waiting from tierline_training_occupancy(${sessionId})`;
  return occupancy ?? { booked: 0, waiting: 0 };
}
