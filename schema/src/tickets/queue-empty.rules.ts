import { Problem } from '../problem.ts';

/** No ticket of one's teams waits without somebody who has it. */
export class QueueEmptyProblem extends Problem {
  readonly code = 'QUEUE_EMPTY';

  constructor() {
    super({
      fr: 'Aucun ticket de vos équipes n’attend sans que quelqu’un s’en occupe.',
      en: 'No ticket of your teams waits without somebody who has it.',
    });
  }
}
