import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { knownEventFor } from './known-event.ts';

export const REPORT_STATUS_EVENT_PROBLEMS = [InvalidInputProblem];

const reportStatusEventInput = z.object({
  kind: z.enum(['OUTAGE', 'INCIDENT', 'MAINTENANCE']),
  titleFr: line(200),
  titleEn: line(200),
  components: z.array(z.string()).min(1).max(50),
});

/**
 * Reports that something happens to the platform, from now on, and links it with the open tickets that say so (B18).
 * No clock stops (C30). Throws one of REPORT_STATUS_EVENT_PROBLEMS.
 */
export async function reportStatusEvent(
  ctx: Context,
  raw: z.input<typeof reportStatusEventInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'status.report');
  const { kind, titleFr, titleEn, ...input } = parse(reportStatusEventInput, raw);
  const components = [...new Set(input.components)];
  return transact(ctx, actor, async (tx) => {
    const known = await tx.statusComponent.findMany({ where: { code: { in: components } } });
    const unknown = components.find((code) => !known.some((component) => component.code === code));
    if (unknown !== undefined) throw unknownValue('components', unknown);
    const id = newId('ste');
    await tx.statusEvent.create({
      data: {
        id,
        kind,
        titleFr,
        titleEn,
        openedAt: now,
        components: { create: components.map((componentCode) => ({ componentCode })) },
      },
    });
    return {
      value: { id },
      events: [
        happenedAtVendor('status.event_reported', id, { kind, components }),
        ...(await knownEventFor(tx, { eventId: id }, now)),
      ],
    };
  });
}
