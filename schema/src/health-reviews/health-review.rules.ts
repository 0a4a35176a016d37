import { InvalidInputProblem, Problem, type Text } from '../problem.ts';

export type HealthReviewState = 'PLANNED' | 'UNDER_WAY' | 'COMPLETED' | 'CANCELLED';

interface Course {
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
}

/** Where a health review stands: under way from the first profile that was examined (S82). */
export function healthReviewState({ startedAt, completedAt, cancelledAt }: Course): HealthReviewState {
  if (cancelledAt) return 'CANCELLED';
  if (completedAt) return 'COMPLETED';
  return startedAt ? 'UNDER_WAY' : 'PLANNED';
}

/**
 * Confirms that an examination says what it found: findings, or that there is nothing, and not both.
 *
 * @throws InvalidInputProblem REQUIRED or NOT_APPLICABLE
 */
export function checkExamination(findings: readonly object[], nothingFound: boolean): void {
  if (findings.length > 0 !== nothingFound) return;
  throw nothingFound
    ? refused('nothingFound', 'NOT_APPLICABLE', {
        fr: 'contredit ce qui a été constaté.',
        en: 'contradicts what was found.',
      })
    : refused('findings', 'REQUIRED', {
        fr: 'est vide : dites ce qui a été constaté, ou nothingFound s’il n’y a rien.',
        en: 'is empty: say what was found, or nothingFound where there is nothing.',
      });
}

/** A day on which it is to be done must not be past. */
export function checkPlannedOn(plannedOn: string, today: string): void {
  if (plannedOn >= today) return;
  throw refused('plannedOn', 'TOO_SMALL', { fr: 'est passé.', en: 'is in the past.' });
}

/** What a ticket asked for is called off with its ticket, which gives the unit back (E5). */
export function followsTicket(): InvalidInputProblem {
  return refused('reviewId', 'FOLLOWS_TICKET', {
    fr: 'a été demandé par un ticket, avec lequel il s’annule.',
    en: 'was asked for by a ticket, and is cancelled with it.',
  });
}

function refused(path: string, code: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}

/** Not every profile that the review covers was examined (S82, S111). */
export class ProfilesUnexaminedProblem extends Problem {
  readonly code = 'PROFILES_UNEXAMINED';
  /** Those that lack it, by name. */
  readonly profiles: readonly { id: string; name: string }[];

  constructor(profiles: readonly { id: string; name: string }[]) {
    const names = profiles.map(({ name }) => name).join(', ');
    super({
      fr: `Chaque profil demande un constat, ou qu’il n’y a rien ; il manque : ${names}.`,
      en: `Every profile needs a finding, or that there is nothing; missing: ${names}.`,
    });
    this.profiles = profiles;
  }
}

/** The review is completed or cancelled, and stays as it is. */
export class HealthReviewEndedProblem extends Problem {
  readonly code = 'HEALTH_REVIEW_ENDED';
  readonly state: 'COMPLETED' | 'CANCELLED';

  constructor(state: 'COMPLETED' | 'CANCELLED') {
    super(
      state === 'COMPLETED'
        ? {
            fr: 'L’examen est terminé et ne change plus.',
            en: 'The health review is completed and does not change any more.',
          }
        : { fr: 'L’examen est annulé.', en: 'The health review is cancelled.' },
    );
    this.state = state;
  }
}

/** Somebody else examined the profile since it was read: read again, so that nothing written is lost. */
export class ExaminationChangedProblem extends Problem {
  readonly code = 'EXAMINATION_CHANGED';
  /** The revision that it has now. */
  readonly revision: number;

  constructor(revision: number) {
    super({
      fr: 'Quelqu’un d’autre a examiné ce profil entre-temps : relisez avant d’écrire.',
      en: 'Somebody else examined this profile meanwhile: read it again before you write.',
    });
    this.revision = revision;
  }
}
