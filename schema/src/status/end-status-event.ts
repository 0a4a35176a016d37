import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { checkGoesOn, StatusEventEndedProblem } from './status.rules.ts';

export const END_STATUS_EVENT_PROBLEMS = [InvalidInputProblem, StatusEventEndedProblem];

const endStatusEventInput = z.object({ statusEventId: z.string() });

/** Says that something of the platform is over. Linked tickets stay linked. Throws one of END_STATUS_EVENT_PROBLEMS. */
export async function endStatusEvent(
  ctx: Context,
  raw: z.input<typeof endStatusEventInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'status.report');
  const { statusEventId: id } = parse(endStatusEventInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "StatusEvent" where "id" = ${id} for update`;
    const event = found(await tx.statusEvent.findUnique({ where: { id } }), 'status event', id);
    checkGoesOn(event);
    const endedAt = now < event.openedAt ? event.openedAt : now;
    await tx.statusEvent.update({ where: { id }, data: { endedAt } });
    return {
      value: { id },
      events: [happenedAtVendor('status.event_ended', id, { endedAt: endedAt.toISOString() })],
    };
  });
}
