import type { Text } from '../problem.ts';

/**
 * What the library's data have wrong, per country and subdivision, as one versioned table (K9). The table
 * itself is data of the catalogue; corrections apply in its order.
 */
export interface RegionOverrides {
  readonly version: string;
  readonly corrections: readonly RegionCorrection[];
}

export type RegionCorrection = CorrectedRegion & Correction;

interface CorrectedRegion {
  readonly country: string;
  /** The country with all its subdivisions, only the country asked for as a whole, or these subdivisions. */
  readonly subdivisions: 'ALL' | 'NONE' | readonly string[];
  /** The years concerned, ends included. */
  readonly years?: { readonly from?: number; readonly to?: number };
  readonly reason: string;
  /** Where the truth is published. */
  readonly source: string;
}

/**
 * A `rule` is written in the library's grammar: a date ("2026-06-15"), a date of each year ("11-20"), or a
 * day of another calendar ("9 Dhu al-Hijjah"). REMOVE takes a date or one of the library's own rules.
 */
export type Correction =
  | { readonly action: 'ADD'; readonly rule: string; readonly name: Text }
  | { readonly action: 'REMOVE'; readonly rule: string }
  | {
      readonly action: 'CLOSE_EARLY';
      readonly rule: string;
      /** "HH:mm" local: closed from then to midnight. */
      readonly closesFrom: string;
      readonly name: Text;
    }
  | { readonly action: 'KEEP_ONLY'; readonly rules: readonly string[] };

/** A correction that was published while the server runs, with its number. */
export type PublishedCorrection = RegionCorrection & { readonly version: number };

export const NO_OVERRIDES: RegionOverrides = { version: 'none', corrections: [] };

/** The corrections of one region; those of a subdivision reach its own parts too ("BY" is also for "BY-A"). */
export function correctionsFor<Published extends RegionCorrection>(
  corrections: readonly Published[],
  country: string,
  subdivision: string | undefined,
): readonly Published[] {
  return corrections.filter((correction) => {
    if (correction.country !== country) return false;
    if (correction.subdivisions === 'ALL') return true;
    if (correction.subdivisions === 'NONE') return subdivision === undefined;
    return correction.subdivisions.some(
      (code) => code === subdivision || (subdivision?.startsWith(`${code}-`) ?? false),
    );
  });
}
