import { Problem } from '../problem.ts';
import type { SecondOpinionState, TicketStanding } from './ticket.rules.ts';

/** The customer has asked for the one second opinion already, or has accepted the offer instead (B5). */
export class SecondOpinionSpentProblem extends Problem {
  readonly code = 'SECOND_OPINION_SPENT';
  readonly secondOpinionState: SecondOpinionState;

  constructor(secondOpinionState: SecondOpinionState) {
    super(
      {
        REQUESTED: {
          fr: 'Un deuxième avis est déjà demandé : un autre ingénieur va le donner.',
          en: 'A second opinion is asked for already: another engineer is going to give it.',
        },
        UPHELD: {
          fr: 'Le deuxième avis a confirmé le rejet ; il n’y en a qu’un par demande.',
          en: 'The second opinion has upheld the rejection; there is one for each request.',
        },
        OVERTURNED: {
          fr: 'Le deuxième avis a déjà annulé le rejet.',
          en: 'The second opinion has overturned the rejection already.',
        },
        RENOUNCED: {
          fr: 'L’offre a été acceptée : le rejet n’est plus en question.',
          en: 'The offer has been accepted: the rejection is no longer in question.',
        },
      }[secondOpinionState],
    );
    this.secondOpinionState = secondOpinionState;
  }
}

/** Whoever gives the second opinion has judged this request before (B5). */
export class SameReviewerProblem extends Problem {
  readonly code = 'SAME_REVIEWER';

  constructor() {
    super({
      fr: 'Vous avez déjà jugé cette demande : un autre ingénieur doit donner le deuxième avis.',
      en: 'You have judged this request before: another engineer must give the second opinion.',
    });
  }
}

/** @throws SecondOpinionSpentProblem when it was asked for before, or renounced */
export function checkSecondOpinion({ secondOpinionState }: Pick<TicketStanding, 'secondOpinionState'>): void {
  if (secondOpinionState !== null) throw new SecondOpinionSpentProblem(secondOpinionState);
}

/** @throws SameReviewerProblem */
export function checkAnotherReviewer(reviewerIds: readonly string[], actorId: string): void {
  if (reviewerIds.includes(actorId)) throw new SameReviewerProblem();
}
