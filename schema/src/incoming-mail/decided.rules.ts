import { Problem } from '../problem.ts';

/** Only what is in quarantine can be decided about: this mail is not, or not any more. */
export class MailNotQuarantinedProblem extends Problem {
  readonly code = 'MAIL_NOT_QUARANTINED';

  constructor() {
    super({
      fr: 'Ce message n’est pas, ou n’est plus, en quarantaine.',
      en: 'This mail is not in quarantine, or not any more.',
    });
  }
}
