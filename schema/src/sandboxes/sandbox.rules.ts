import { InvalidInputProblem, Problem } from '../problem.ts';

/** How many a partner has at a time. */
export const MOST_SANDBOXES = 3;
/** As far as one call advances a clock. */
const FARTHEST_DAYS = 366;

const DAY_MS = 86_400_000;
const HORIZON_DAYS = 3_652;

/** Whom a partner plays in a sandbox: each has a key of its own. */
export const PERSONAS = ['CUSTOMER', 'PARTNER', 'ENGINEER', 'TAM', 'MANAGER'] as const;
export type Persona = (typeof PERSONAS)[number];

/** The partner has as many sandboxes as it may. */
export class SandboxLimitProblem extends Problem {
  readonly code = 'SANDBOX_LIMIT';
  readonly limit = MOST_SANDBOXES;

  constructor() {
    super({
      fr: `Un partenaire a ${MOST_SANDBOXES} bacs à sable au plus : supprimez-en un, ou réinitialisez-le.`,
      en: `A partner has at most ${MOST_SANDBOXES} sandboxes: delete one, or reset it.`,
    });
  }
}

/** The clock of the sandbox is going on right now. */
export class SandboxAdvancingProblem extends Problem {
  readonly code = 'SANDBOX_ADVANCING';

  constructor() {
    super({
      fr: 'L’horloge du bac à sable avance en ce moment : attendez que `advancingTo` soit nul.',
      en: 'The clock of the sandbox is going on at this moment: wait until `advancingTo` is null.',
    });
  }
}

/**
 * Where a clock is advanced to: an instant, or so many seconds on, counted from where it stands or is already going.
 * Forward only, or where it stands already, at most 366 days a call, and within ten years of the day on which the sandbox was made.
 *
 * @throws InvalidInputProblem for neither or both, and for an instant that is out of bounds. Source: B22.
 */
export function targetOf(
  { to, bySeconds }: { to?: Date | null | undefined; bySeconds?: number | null | undefined },
  { now, advancingTo, createdAt }: { now: Date; advancingTo: Date | null; createdAt: Date },
): Date {
  const from = advancingTo ?? now;
  const path = to ? 'to' : 'bySeconds';
  if ((to == null) === (bySeconds == null)) {
    throw refused('to', 'ONE_OF_BOTH', {
      fr: 'ou `bySeconds` : l’un des deux, et un seul.',
      en: 'or `bySeconds`: one of both, and one only.',
    });
  }
  const target = to ?? new Date(from.getTime() + bySeconds! * 1_000);
  if (target < now) {
    throw refused(path, 'TOO_SMALL', {
      fr: `ne recule pas : l’horloge en est à ${now.toISOString()}.`,
      en: `does not go back: the clock stands at ${now.toISOString()}.`,
    });
  }
  if (target.getTime() - from.getTime() > FARTHEST_DAYS * DAY_MS) {
    throw refused(path, 'TOO_BIG', {
      fr: `avance de plus de ${FARTHEST_DAYS} jours : faites-le en plusieurs fois.`,
      en: `advances by more than ${FARTHEST_DAYS} days: do it in several calls.`,
    });
  }
  if (Math.abs(target.getTime() - createdAt.getTime()) > HORIZON_DAYS * DAY_MS) {
    throw refused(path, 'TOO_BIG', {
      fr: 's’éloigne de plus de dix ans du jour de la création : réinitialisez le bac à sable.',
      en: 'goes more than ten years from the day on which the sandbox was made: reset it.',
    });
  }
  return target;
}

/**
 * Where the clock of a new sandbox stands: now unless told, within a year of it.
 *
 * @throws InvalidInputProblem TOO_SMALL or TOO_BIG
 */
export function startOf(startsAt: Date | null | undefined, now: Date): Date {
  const start = startsAt ?? now;
  const ahead = start.getTime() - now.getTime();
  if (Math.abs(ahead) <= FARTHEST_DAYS * DAY_MS) return start;
  throw refused('startsAt', ahead < 0 ? 'TOO_SMALL' : 'TOO_BIG', {
    fr: `est à plus de ${FARTHEST_DAYS} jours d’aujourd’hui.`,
    en: `is more than ${FARTHEST_DAYS} days from today.`,
  });
}

function refused(path: string, code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}
