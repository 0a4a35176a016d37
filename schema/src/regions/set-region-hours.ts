import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue, type Refinement } from '../problem.ts';
import { checkRegionHours, RegionHoursTooLongProblem } from './region-hours.rules.ts';

export const SET_REGION_HOURS_PROBLEMS = [InvalidInputProblem, RegionHoursTooLongProblem];

const localTime = z.string().refine((text) => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text), {
  params: {
    code: 'INVALID_FORMAT',
    fr: 'n’est pas une heure telle que 09:30.',
    en: 'is not a time such as 09:30.',
  } satisfies Refinement,
});
const setRegionHoursInput = z.object({
  region: z.string(),
  windows: z
    .array(
      z
        .object({ weekday: z.number().int().min(1).max(7), opensAt: localTime, closesAt: localTime })
        .refine(({ opensAt, closesAt }) => opensAt < closesAt, {
          path: ['closesAt'],
          params: {
            code: 'NOT_AFTER_OPENING',
            fr: 'doit suivre l’ouverture.',
            en: 'must come after the opening.',
          } satisfies Refinement,
        }),
    )
    .min(1)
    .max(20)
    .refine((windows) => !overlap(windows), {
      params: {
        code: 'OVERLAP',
        fr: 'contient deux plages qui se chevauchent.',
        en: 'contains two windows that overlap.',
      } satisfies Refinement,
    }),
});

/**
 * Sets when the engineers of a region work, in its local time; it never moves the clock of a ticket, which is the
 * customer's (S108, Q5). Throws one of SET_REGION_HOURS_PROBLEMS.
 */
export async function setRegionHours(
  ctx: Context,
  raw: z.input<typeof setRegionHoursInput>,
): Promise<{ code: string }> {
  allow(ctx.actor, 'region.setHours');
  const { region: code, windows } = parse(setRegionHoursInput, raw);
  checkRegionHours(windows);
  return transact(ctx, ctx.actor, async (tx) => {
    // Taken first, so that of two at once one stands whole.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('tierline.region-hours'), hashtext(${code}))::text`;
    const region = await tx.region.findUnique({ where: { code }, include: { hours: true } });
    if (!region) throw unknownValue('region', code);
    await tx.regionHours.deleteMany({ where: { regionCode: code } });
    await tx.regionHours.createMany({ data: windows.map((window) => ({ ...window, regionCode: code })) });
    const before = region.hours.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt }));
    return {
      value: { code },
      events: [happenedAtVendor('region.hours_set', code, { before, after: windows })],
    };
  });
}

function overlap(windows: readonly { weekday: number; opensAt: string; closesAt: string }[]): boolean {
  return windows.some((a, at) =>
    windows
      .slice(at + 1)
      .some((b) => a.weekday === b.weekday && a.opensAt < b.closesAt && b.opensAt < a.closesAt),
  );
}
