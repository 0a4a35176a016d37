import { Problem } from '../problem.ts';
import type { SecondOpinionState } from './ticket.rules.ts';

export type EngagementState = 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN';

/** The offer can be neither accepted nor declined now. */
export class OfferNotOpenProblem extends Problem {
  readonly code = 'OFFER_NOT_OPEN';
  readonly state: EngagementState;

  constructor(state: EngagementState) {
    super(
      {
        OFFERED: {
          fr: 'Un deuxième avis est attendu : l’offre attend avec lui.',
          en: 'A second opinion is awaited: the offer waits for it.',
        },
        ACCEPTED: { fr: 'L’offre est déjà acceptée.', en: 'The offer has been accepted already.' },
        DECLINED: { fr: 'L’offre a été déclinée.', en: 'The offer has been declined.' },
        WITHDRAWN: {
          fr: 'L’offre a été retirée, car la demande est traitée dans le cadre du forfait.',
          en: 'The offer has been withdrawn, because the request is done within the plan.',
        },
      }[state],
    );
    this.state = state;
  }
}

/** @throws OfferNotOpenProblem when it was settled, or waits for the second opinion */
export function checkOffer(state: EngagementState, secondOpinion: SecondOpinionState | null): void {
  if (state !== 'OFFERED' || secondOpinion === 'REQUESTED') throw new OfferNotOpenProblem(state);
}
