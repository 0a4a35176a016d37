import type { Tx } from '../event.ts';
import { bareCode } from './region.rules.ts';
import { correctionsFor, type PublishedCorrection } from './region-overrides.rules.ts';
import type { Place } from './support-calendar.ts';

// What this term offers to others: the corrections of public holidays that were published while servers run (K9). Read
// from the database whenever a calendar of now is asked for, so that every process has them at once.

type Db = Pick<Tx, '$queryRaw'>;

export interface StandingCorrections {
  /** The number of the last correction or withdrawal anywhere that is part of this; 0 before the first. */
  lastChange: number;
  /** In the order in which they apply. */
  corrections: PublishedCorrection[];
}

/**
 * The corrections of countries that stand, read in one statement together with the last change.
 *
 * @param asOf as they stood at this instant (B13); as they stand unless told
 */
export async function standingCorrections(
  db: Db,
  countries: readonly string[],
  asOf: Date | null = null,
): Promise<StandingCorrections> {
  const rows = await db.$queryRaw<({ lastChange: number } & (CorrectionRow | { version: null }))[]>`
    select l."version" as "lastChange", c."version", c."country", c."subdivision", c."action"::text, c."on"::text,
      c."closesFrom", c."nameFr", c."nameEn", c."reason", c."source"
    from (
      select coalesce(max("version"), 0) as "version"
      from (select "version" from "HolidayCorrection" union all select "version" from "HolidayWithdrawal") changes
    ) l
    left join (
      "HolidayCorrection" c left join "HolidayWithdrawal" w on w."correctionVersion" = c."version"
    ) on c."country" = any(${countries}) and case
      when ${asOf}::timestamptz is null then w."version" is null
      else c."publishedAt" <= ${asOf} and (w."withdrawnAt" is null or w."withdrawnAt" > ${asOf})
    end
    order by c."version"`;
  return {
    lastChange: rows[0]!.lastChange,
    corrections: rows.flatMap((row) => (row.version === null ? [] : asCorrection(row))),
  };
}

/** Those of them that concern a place. */
export function correctionsOfPlace(
  corrections: readonly PublishedCorrection[],
  { country, subdivision }: Pick<Place, 'country' | 'subdivision'>,
): readonly PublishedCorrection[] {
  return correctionsFor(corrections, country, subdivision ? bareCode(country, subdivision) : undefined);
}

/** The last change of each country's corrections, for those that ever had one. */
export async function lastChanges(db: Db): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ country: string; version: number }[]>`
    select c."country", max(greatest(c."version", w."version")) as "version"
    from "HolidayCorrection" c left join "HolidayWithdrawal" w on w."correctionVersion" = c."version"
    group by c."country"`;
  return new Map(rows.map(({ country, version }) => [country, version]));
}

interface CorrectionRow {
  version: number;
  country: string;
  subdivision: string | null;
  action: 'ADD' | 'REMOVE' | 'CLOSE_EARLY';
  on: string;
  closesFrom: string | null;
  nameFr: string | null;
  nameEn: string | null;
  reason: string;
  source: string;
}

/** A row as rules read it; what each action has, the table checks. */
function asCorrection(row: CorrectionRow): PublishedCorrection {
  const { version, country, subdivision, reason, source, on: rule } = row;
  const what = {
    version,
    country,
    subdivisions: subdivision ? [subdivision] : ('ALL' as const),
    reason,
    source,
    rule,
  };
  const name = { fr: row.nameFr!, en: row.nameEn! };
  switch (row.action) {
    case 'REMOVE':
      return { ...what, action: row.action };
    case 'ADD':
      return { ...what, action: row.action, name };
    case 'CLOSE_EARLY':
      return { ...what, action: row.action, closesFrom: row.closesFrom!, name };
  }
}
