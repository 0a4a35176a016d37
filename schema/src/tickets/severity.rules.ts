import type { Severity } from '../plans/plan.rules.ts';
import { Problem, type Text } from '../problem.ts';

/** Severities from worst to least. */
const SEVERITIES: readonly Severity[] = ['SEVERE', 'MODERATE', 'LIMITED'];

/** The severity asked for is not higher than that of the ticket. */
export class SeverityNotRaisedProblem extends Problem {
  readonly code = 'SEVERITY_NOT_RAISED';
  readonly severity: Severity;

  constructor(severity: Severity) {
    super({
      fr: `La gravité est déjà ${SEVERITY_NAMES[severity].fr} : ${severity === 'SEVERE' ? 'c’est la plus haute.' : 'choisissez-en une plus haute.'}`,
      en: `The severity is ${SEVERITY_NAMES[severity].en} already: ${severity === 'SEVERE' ? 'there is none higher.' : 'choose a higher one.'}`,
    });
    this.severity = severity;
  }
}

/** What severities are called in sentences. */
export const SEVERITY_NAMES: Record<Severity, Text> = {
  SEVERE: { fr: 'sévère', en: 'severe' },
  MODERATE: { fr: 'modérée', en: 'moderate' },
  LIMITED: { fr: 'limitée', en: 'limited' },
};

/** @throws SeverityNotRaisedProblem for the same severity or a lower one */
export function checkRaise(before: Severity, after: Severity): void {
  if (SEVERITIES.indexOf(after) >= SEVERITIES.indexOf(before)) throw new SeverityNotRaisedProblem(before);
}

/** The severity asked for is not lower than that of the ticket. */
export class SeverityNotLoweredProblem extends Problem {
  readonly code = 'SEVERITY_NOT_LOWERED';
  readonly severity: Severity;

  constructor(severity: Severity) {
    super({
      fr: `La gravité est déjà ${SEVERITY_NAMES[severity].fr} : ${severity === 'LIMITED' ? 'c’est la plus basse.' : 'choisissez-en une plus basse.'}`,
      en: `The severity is ${SEVERITY_NAMES[severity].en} already: ${severity === 'LIMITED' ? 'there is none lower.' : 'choose a lower one.'}`,
    });
    this.severity = severity;
  }
}

/** @throws SeverityNotLoweredProblem for the same severity or a higher one */
export function checkLower(before: Severity, after: Severity): void {
  if (SEVERITIES.indexOf(after) <= SEVERITIES.indexOf(before)) throw new SeverityNotLoweredProblem(before);
}

/** What a customer is told when the severity is lowered (C17). */
export function loweringNotice(before: Severity, after: Severity, reason: string): Text {
  return {
    fr: `La gravité passe de ${SEVERITY_NAMES[before].fr} à ${SEVERITY_NAMES[after].fr}\u00a0: ${reason}`,
    en: `The severity was lowered from ${SEVERITY_NAMES[before].en} to ${SEVERITY_NAMES[after].en}: ${reason}`,
  };
}

/** What a customer is told when a contest is decided (C17). */
export function decisionNotice(decision: 'UPHELD' | 'RESTORED', severity: Severity, reason: string): Text {
  return decision === 'UPHELD'
    ? {
        fr: `Après votre contestation, la gravité reste ${SEVERITY_NAMES[severity].fr}\u00a0: ${reason}`,
        en: `You contested it; the severity stays ${SEVERITY_NAMES[severity].en}: ${reason}`,
      }
    : {
        fr: `Après votre contestation, la gravité est de nouveau ${SEVERITY_NAMES[severity].fr}\u00a0: ${reason}`,
        en: `You contested it; the severity is ${SEVERITY_NAMES[severity].en} again: ${reason}`,
      };
}

/** Why a lowered severity cannot be contested. */
export const CONTEST_OBSTACLES = [
  'NOTHING_LOWERED',
  'CONTESTED_ALREADY',
  'CHANGED_SINCE',
  'TICKET_OVER',
] as const;
export type ContestObstacle = (typeof CONTEST_OBSTACLES)[number];

/** There is nothing to contest, or no longer: a lowering is contested once, while it stands (C17). */
export class NotContestableProblem extends Problem {
  readonly code = 'NOT_CONTESTABLE';
  readonly obstacle: ContestObstacle;

  constructor(obstacle: ContestObstacle) {
    super(OBSTACLES[obstacle]);
    this.obstacle = obstacle;
  }
}

const OBSTACLES: Record<ContestObstacle, Text> = {
  NOTHING_LOWERED: { fr: 'La gravité n’a pas été abaissée.', en: 'The severity was not lowered.' },
  CONTESTED_ALREADY: { fr: 'Vous l’avez déjà contesté une fois.', en: 'It was contested once already.' },
  CHANGED_SINCE: {
    fr: 'La gravité a changé depuis : il n’y a plus rien à contester.',
    en: 'The severity has changed since: there is nothing left to contest.',
  },
  TICKET_OVER: { fr: 'Le ticket est terminé.', en: 'The ticket is over.' },
};

/** What of a lowering decides whether it can be contested. */
interface Lowering {
  after: Severity;
  contestedAt: Date | null;
  decidedAt: Date | null;
}

/** @throws NotContestableProblem unless the latest lowering stands, uncontested, on a ticket that is open */
export function checkContest<Latest extends Lowering>(
  latest: Latest | undefined,
  ticket: { severity: Severity; open: boolean },
): Latest {
  if (!latest) throw new NotContestableProblem('NOTHING_LOWERED');
  if (latest.contestedAt) throw new NotContestableProblem('CONTESTED_ALREADY');
  if (!ticket.open) throw new NotContestableProblem('TICKET_OVER');
  if (ticket.severity !== latest.after) throw new NotContestableProblem('CHANGED_SINCE');
  return latest;
}

/** The customer’s contest waits for a decision: until then nobody lowers again (C17). */
export class ContestPendingProblem extends Problem {
  readonly code = 'CONTEST_PENDING';

  constructor() {
    super({
      fr: 'Le client conteste un abaissement : décidez-en d’abord.',
      en: 'The customer contests a lowering: decide on that first.',
    });
  }
}

/** No contest waits for a decision. */
export class NoContestProblem extends Problem {
  readonly code = 'NO_CONTEST';

  constructor() {
    super({ fr: 'Aucune contestation n’attend de décision.', en: 'No contest waits for a decision.' });
  }
}
