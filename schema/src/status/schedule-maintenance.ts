import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { knownComponents } from './known-components.ts';
import { sayUpdate } from './say-update.ts';
import { checkWindow } from './status.rules.ts';

export const SCHEDULE_MAINTENANCE_PROBLEMS = [InvalidInputProblem];

const scheduleMaintenanceInput = z.object({
  titleFr: line(200),
  titleEn: line(200),
  bodyFr: prose(5_000),
  bodyEn: prose(5_000),
  components: z.array(z.string()).min(1).max(50),
  startsAt: z.date(),
  endsAt: z.date(),
});

/**
 * Announces maintenance to come; it begins by itself when its time comes (status.jobs.ts).
 * Throws one of SCHEDULE_MAINTENANCE_PROBLEMS.
 */
export async function scheduleMaintenance(
  ctx: Context,
  raw: z.input<typeof scheduleMaintenanceInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'status.report');
  const input = parse(scheduleMaintenanceInput, raw);
  checkWindow(input, now);
  const { titleFr, titleEn, bodyFr, bodyEn, startsAt, endsAt } = input;
  return transact(ctx, actor, async (tx) => {
    const components = await knownComponents(tx, input.components);
    const id = newId('ste');
    await tx.statusEvent.create({
      data: {
        id,
        kind: 'MAINTENANCE',
        stage: 'SCHEDULED',
        titleFr,
        titleEn,
        openedAt: now,
        scheduledStartAt: startsAt,
        scheduledEndAt: endsAt,
        components: { create: components.map((componentCode) => ({ componentCode })) },
      },
    });
    await sayUpdate(tx, id, { stage: 'SCHEDULED', body: { fr: bodyFr, en: bodyEn } }, ctx);
    const payload = { components, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return { value: { id }, events: [happenedAtVendor('status.maintenance_scheduled', id, payload)] };
  });
}
