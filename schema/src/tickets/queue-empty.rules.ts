import { Problem } from '../problem.ts';

/** No ticket of one's teams, and none without a team for which one has the skills, waits without somebody who has it. */
export class QueueEmptyProblem extends Problem {
  readonly code = 'QUEUE_EMPTY';

  constructor() {
    super({
      fr: 'Aucun ticket de vos équipes, ni ticket sans équipe qui demande vos compétences, n’attend sans que quelqu’un s’en occupe.',
      en: 'No ticket of your teams, and none without a team that your skills fit, waits without somebody who has it.',
    });
  }
}
