import { Problem } from '../problem.ts';

export const OBJECTIVE_STATUSES = [
  'PROPOSED',
  'AGREED',
  'DECLINED',
  'ACHIEVED',
  'NOT_ACHIEVED',
  'DROPPED',
] as const;
export type ObjectiveStatus = (typeof OBJECTIVE_STATUSES)[number];

/** How an objective ends. */
export const ENDS = ['ACHIEVED', 'NOT_ACHIEVED', 'DROPPED'] as const satisfies readonly ObjectiveStatus[];

const OPEN: Record<ObjectiveMove, readonly ObjectiveStatus[]> = {
  CHANGE: ['PROPOSED', 'AGREED', 'DECLINED'],
  ANSWER: ['PROPOSED'],
  REPORT: ['AGREED'],
  CLOSE: ['PROPOSED', 'AGREED', 'DECLINED'],
};

/** What can be done with an objective. */
export type ObjectiveMove = 'CHANGE' | 'ANSWER' | 'REPORT' | 'CLOSE';

/**
 * Confirms that an objective is where this can be done, and is still what the caller read. What both sides agreed on is
 * agreed on anew when it changes; progress is that of something agreed; what ended stays ended.
 *
 * @throws ObjectiveChangedProblem
 * @throws ObjectiveStatusProblem
 * Source: S8, S78.
 */
export function checkMove(
  move: ObjectiveMove,
  stands: { version: number; status: ObjectiveStatus },
  version: number,
): void {
  if (stands.version !== version) throw new ObjectiveChangedProblem(stands.version);
  if (!OPEN[move].includes(stands.status)) throw new ObjectiveStatusProblem(stands.status);
}

/** The objective is not in a status in which this can be done. */
export class ObjectiveStatusProblem extends Problem {
  readonly code = 'OBJECTIVE_STATUS';
  readonly status: ObjectiveStatus;

  constructor(status: ObjectiveStatus) {
    super(STANDS[status]);
    this.status = status;
  }
}

const STANDS: Record<ObjectiveStatus, { fr: string; en: string }> = {
  PROPOSED: {
    fr: 'L’objectif est proposé, le client n’a pas encore répondu.',
    en: 'The objective is proposed, and the customer has not answered yet.',
  },
  AGREED: { fr: 'L’objectif est déjà convenu.', en: 'The objective is agreed already.' },
  DECLINED: { fr: 'Le client a refusé l’objectif.', en: 'The customer declined the objective.' },
  ACHIEVED: { fr: 'L’objectif est atteint.', en: 'The objective is achieved.' },
  NOT_ACHIEVED: { fr: 'L’objectif n’a pas été atteint.', en: 'The objective was not achieved.' },
  DROPPED: { fr: 'L’objectif est abandonné.', en: 'The objective is dropped.' },
};

/** Somebody else changed the objective since it was read: read again, so that nothing written is lost. */
export class ObjectiveChangedProblem extends Problem {
  readonly code = 'OBJECTIVE_CHANGED';
  /** The version that stands now. */
  readonly version: number;

  constructor(version: number) {
    super({
      fr: 'Quelqu’un d’autre a modifié l’objectif entre-temps : relisez avant d’écrire.',
      en: 'Somebody else changed the objective meanwhile: read it again before you write.',
    });
    this.version = version;
  }
}

/** Somebody else wrote on the topic since it was read: read again, so that nothing written is lost. */
export class ContextChangedProblem extends Problem {
  readonly code = 'CONTEXT_CHANGED';
  readonly topic: ContextTopic;
  /** The version that stands now. */
  readonly version: number;

  constructor(topic: ContextTopic, version: number) {
    super({
      fr: 'Quelqu’un d’autre a écrit sur ce sujet entre-temps : relisez avant d’écrire.',
      en: 'Somebody else wrote on this topic meanwhile: read it again before you write.',
    });
    this.topic = topic;
    this.version = version;
  }
}

export const CONTEXT_TOPICS = ['USAGE', 'ARCHITECTURE', 'CONTACTS', 'CONSTRAINTS'] as const;
export type ContextTopic = (typeof CONTEXT_TOPICS)[number];
