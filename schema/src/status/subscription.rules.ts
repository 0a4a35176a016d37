import { Problem } from '../problem.ts';

/** The token of a mail that confirms, manages or ends a subscription does so no more, or never did. */
export class StatusLinkProblem extends Problem {
  readonly code = 'STATUS_LINK';

  constructor() {
    super({
      fr: 'Ce lien ne mène à aucun abonnement : il a expiré, ou l’abonnement a pris fin. Abonnez-vous à nouveau.',
      en: 'This link leads to no subscription: it has expired, or the subscription has ended. Subscribe again.',
    });
  }
}

/** How long an address can be confirmed. */
export const REQUEST_LASTS_MS = 7 * 86_400_000;
/** An address gets no second mail to confirm within this time: nobody's inbox is filled by others. */
export const REQUEST_REPEATS_AFTER_MS = 10 * 60_000;
