import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { checkCorrection } from './holiday-correction.rules.ts';
import { standingCorrections } from './holiday-corrections.ts';
import { checkPlace, placeInput } from './place.ts';
import { subdivisionCode } from './region.rules.ts';
import { correctedCatalogue } from './support-calendar.ts';

export const PUBLISH_HOLIDAY_CORRECTION_PROBLEMS = [InvalidInputProblem];

const holidayCorrectionInput = z
  .object({
    country: placeInput.country,
    subdivision: placeInput.subdivision,
    action: z.enum(['ADD', 'REMOVE', 'CLOSE_EARLY']),
    on: z.iso.date(),
    // Within the desk's hours: before them it is a whole day, after them nothing.
    closesFrom: z
      .string()
      .refine((text) => /^(0[89]|1[0-7]):[0-5]\d$/.test(text) && text > '08:00', {
        params: {
          code: 'INVALID_FORMAT',
          fr: 'n’est pas une heure entre 08:01 et 17:59.',
          en: 'is not a time from 08:01 to 17:59.',
        } satisfies Refinement,
      })
      .nullish(),
    nameFr: line(200).nullish(),
    nameEn: line(200).nullish(),
    reason: prose(2_000),
    source: z
      .string()
      .trim()
      .max(2_000)
      .pipe(z.url({ protocol: /^https?$/ })),
  })
  .superRefine((input, { addIssue }) => {
    const has = {
      closesFrom: input.closesFrom != null,
      nameFr: input.nameFr != null,
      nameEn: input.nameEn != null,
    };
    const named = input.action !== 'REMOVE';
    const wanted = { closesFrom: input.action === 'CLOSE_EARLY', nameFr: named, nameEn: named };
    for (const field of ['closesFrom', 'nameFr', 'nameEn'] as const) {
      if (has[field] === wanted[field]) continue;
      addIssue({ code: 'custom', path: [field], params: has[field] ? NOT_EXPECTED : MISSING });
    }
  });

const MISSING: Refinement = {
  code: 'MISSING',
  fr: 'est nécessaire pour cette action.',
  en: 'is needed for this action.',
};
const NOT_EXPECTED: Refinement = {
  code: 'NOT_EXPECTED',
  fr: 'ne va pas avec cette action.',
  en: 'does not go with this action.',
};

/**
 * Publishes a correction of a country's public holidays under the next number. Every calendar that is asked for has it
 * from the commit on; running clocks are counted anew by `recountOutdated` (K9, C28), and what was kept stays (B13).
 * Throws one of PUBLISH_HOLIDAY_CORRECTION_PROBLEMS.
 */
export async function publishHolidayCorrection(
  ctx: Context,
  raw: z.input<typeof holidayCorrectionInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'holidays.correct');
  const input = parse(holidayCorrectionInput, raw);
  const { country, action, on, reason, source } = input;
  // Holidays are local dates: any zone does to know the place.
  checkPlace({ ...input, timeZone: 'UTC' });
  const subdivision = input.subdivision ? subdivisionCode(country, input.subdivision) : null;
  const closesFrom = input.closesFrom ?? null;
  return transact(ctx, actor, async (tx) => {
    await holdCorrections(tx);
    const { lastChange, corrections } = await standingCorrections(tx, [country]);
    checkCorrection({ country, subdivision, action, on, closesFrom }, correctedCatalogue(corrections), now);
    const version = lastChange + 1;
    await tx.holidayCorrection.create({
      data: {
        version,
        country,
        subdivision,
        action,
        on: new Date(`${on}T00:00:00Z`),
        closesFrom,
        nameFr: input.nameFr ?? null,
        nameEn: input.nameEn ?? null,
        reason,
        source,
        publishedAt: now,
        publishedById: actor.id,
      },
    });
    return {
      value: { version },
      events: [
        happenedAtVendor('holiday.corrected', `holiday_${version}`, {
          version,
          country,
          subdivision,
          action,
          on,
          closesFrom,
        }),
      ],
    };
  });
}

/** Corrections are published and withdrawn one after the other: their numbers follow their commits. */
export async function holdCorrections(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.holidays'))`;
}
