import { Problem } from '../problem.ts';

/** The ticket would belong to itself, in one step or in several (C20). */
export class TicketCycleProblem extends Problem {
  readonly code = 'TICKET_CYCLE';

  constructor() {
    super({
      fr: 'Un ticket ne peut pas continuer en lui-même, même par d’autres tickets.',
      en: 'A ticket cannot go on in itself, not even by way of other tickets.',
    });
  }
}

/** The ticket in which it was to go on is over, or of another account (C20). */
export class MergeTargetProblem extends Problem {
  readonly code = 'MERGE_TARGET';
  readonly obstacle: 'TARGET_OVER' | 'OTHER_ACCOUNT';

  constructor(obstacle: 'TARGET_OVER' | 'OTHER_ACCOUNT') {
    super(
      obstacle === 'TARGET_OVER'
        ? {
            fr: 'L’autre ticket est terminé : il faut un ticket ouvert pour continuer.',
            en: 'The other ticket is over: it takes an open one to go on in.',
          }
        : {
            fr: 'L’autre ticket est d’un autre client.',
            en: 'The other ticket is of another customer.',
          },
    );
    this.obstacle = obstacle;
  }
}
