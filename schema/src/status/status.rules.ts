import { InvalidInputProblem, Problem, type Text } from '../problem.ts';

export type StatusEventKind = 'OUTAGE' | 'INCIDENT' | 'MAINTENANCE';
export const STATUS_EVENT_KINDS = ['OUTAGE', 'INCIDENT', 'MAINTENANCE'] as const;

/** Where an outage or an incident can stand. */
export const DISTURBANCE_STAGES = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'] as const;
/** Where maintenance can stand. */
export const MAINTENANCE_STAGES = [
  'SCHEDULED',
  'IN_PROGRESS',
  'VERIFYING',
  'COMPLETED',
  'CANCELLED',
] as const;
export type StatusStage = (typeof DISTURBANCE_STAGES)[number] | (typeof MAINTENANCE_STAGES)[number];
export const STATUS_STAGES = [...DISTURBANCE_STAGES, ...MAINTENANCE_STAGES] as const;

/** What is over cannot end again. */
export class StatusEventEndedProblem extends Problem {
  readonly code = 'STATUS_EVENT_ENDED';
  readonly endedAt: Date;

  constructor(endedAt: Date) {
    super({ fr: 'Cet événement est déjà terminé.', en: 'This event is over already.' });
    this.endedAt = endedAt;
  }
}

/** The life of an event of this kind does not lead from where it stands to there. */
export class StatusStageProblem extends Problem {
  readonly code = 'STATUS_STAGE';
  readonly stage: StatusStage;
  readonly allowed: readonly StatusStage[];

  constructor(stage: StatusStage, allowed: readonly StatusStage[]) {
    super({
      fr: `De l’étape « ${stageName(stage).fr} », cet événement ne peut pas passer à celle-là.`,
      en: `From “${stageName(stage).en}” this event cannot go there.`,
    });
    this.stage = stage;
    this.allowed = allowed;
  }
}

/** @throws StatusEventEndedProblem */
export function checkGoesOn({ endedAt }: { endedAt: Date | null }): void {
  if (endedAt) throw new StatusEventEndedProblem(endedAt);
}

/** Where an event can go from each stage (S53). It may stay where it is, with something new to say. */
const NEXT: Record<StatusStage, readonly StatusStage[]> = {
  INVESTIGATING: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'],
  IDENTIFIED: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'],
  MONITORING: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'],
  RESOLVED: [],
  SCHEDULED: ['SCHEDULED', 'IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['IN_PROGRESS', 'VERIFYING', 'COMPLETED'],
  VERIFYING: ['IN_PROGRESS', 'VERIFYING', 'COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
};

/** @throws StatusEventEndedProblem, StatusStageProblem */
export function checkMove(event: { stage: StatusStage; endedAt: Date | null }, to: StatusStage): void {
  checkGoesOn(event);
  const allowed = NEXT[event.stage];
  if (!allowed.includes(to)) throw new StatusStageProblem(event.stage, allowed);
}

/** Where an event of this kind stands when it is over as it should be. */
export function lastStage(kind: StatusEventKind): StatusStage {
  return kind === 'MAINTENANCE' ? 'COMPLETED' : 'RESOLVED';
}

/** Where an event of this kind stands when it is reported while it happens. */
export function firstStage(kind: StatusEventKind): StatusStage {
  return kind === 'MAINTENANCE' ? 'IN_PROGRESS' : 'INVESTIGATING';
}

export function isOver(stage: StatusStage): boolean {
  return NEXT[stage].length === 0;
}

/**
 * Confirms that maintenance is announced for a time to come, and ends after it begins.
 *
 * @throws InvalidInputProblem
 */
export function checkWindow({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): void {
  if (startsAt <= now) throw tooEarly('startsAt', { fr: 'est passé.', en: 'has passed.' });
  if (endsAt <= startsAt) {
    throw tooEarly('endsAt', { fr: 'doit suivre le début.', en: 'must follow the start.' });
  }
}

function tooEarly(path: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code: 'TOO_SMALL', text }]);
}

export function stageName(stage: StatusStage): Text {
  return STAGE_NAMES[stage];
}

const STAGE_NAMES: Record<StatusStage, Text> = {
  INVESTIGATING: { fr: 'En cours d’analyse', en: 'Investigating' },
  IDENTIFIED: { fr: 'Cause identifiée', en: 'Identified' },
  MONITORING: { fr: 'Sous surveillance', en: 'Monitoring' },
  RESOLVED: { fr: 'Résolu', en: 'Resolved' },
  SCHEDULED: { fr: 'Planifiée', en: 'Scheduled' },
  IN_PROGRESS: { fr: 'En cours', en: 'In progress' },
  VERIFYING: { fr: 'En vérification', en: 'Verifying' },
  COMPLETED: { fr: 'Terminée', en: 'Completed' },
  CANCELLED: { fr: 'Annulée', en: 'Cancelled' },
};

export function kindName(kind: StatusEventKind): Text {
  return KIND_NAMES[kind];
}

const KIND_NAMES: Record<StatusEventKind, Text> = {
  OUTAGE: { fr: 'Panne', en: 'Outage' },
  INCIDENT: { fr: 'Incident', en: 'Incident' },
  MAINTENANCE: { fr: 'Maintenance', en: 'Maintenance' },
};
