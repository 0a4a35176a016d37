import { Problem } from '../problem.ts';

/** The rules name nobody else than who has the ticket already. */
export class NobodyFoundProblem extends Problem {
  readonly code = 'NOBODY_FOUND';

  constructor() {
    super({
      fr: 'Les règles ne désignent personne d’autre que qui a déjà le ticket.',
      en: 'The rules name nobody else than who has the ticket already.',
    });
  }
}
