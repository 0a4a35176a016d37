import { Problem } from '../problem.ts';

/** What is over cannot end again. */
export class StatusEventEndedProblem extends Problem {
  readonly code = 'STATUS_EVENT_ENDED';
  readonly endedAt: Date;

  constructor(endedAt: Date) {
    super({ fr: 'Cet événement est déjà terminé.', en: 'This event is over already.' });
    this.endedAt = endedAt;
  }
}

/** @throws StatusEventEndedProblem */
export function checkGoesOn({ endedAt }: { endedAt: Date | null }): void {
  if (endedAt) throw new StatusEventEndedProblem(endedAt);
}
