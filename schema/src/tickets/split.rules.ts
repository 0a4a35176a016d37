import { Problem } from '../problem.ts';
import { isResponse } from '../sla/clock.rules.ts';

/** The question went to a ticket of its own already: another one would be a second promise for it (S89). */
export class AlreadySplitProblem extends Problem {
  readonly code = 'ALREADY_SPLIT';
  readonly ticketId: string;

  constructor(ticket: { id: string; reference: string }) {
    super({
      fr: `Cette question continue déjà dans ${ticket.reference}. Si le message en contient une autre, écrivez-la comme question.`,
      en: `This question goes on in ${ticket.reference} already. If the message holds another one, write that as the question.`,
    });
    this.ticketId = ticket.id;
  }
}

/** What of a message decides where a split-off question counts from. */
interface Said {
  kind: 'REPLY' | 'CALL' | 'INTERNAL_NOTE' | 'SYSTEM';
  byStaff: boolean;
  visibleToCustomer: boolean;
  sentAt: Date;
}

/**
 * From when a question that is split off counts: from its original message while nobody has answered since, from the
 * earliest of those when there are several; from the split when all of it was answered already.
 *
 * @param said    all that was said on the ticket
 * @param chosen  the messages of the customer that hold the question
 * Source: C21.
 */
export function splitOffAt(said: readonly Said[], chosen: readonly Said[], now: Date): Date {
  const unanswered = chosen.filter((question) => !said.some((answer) => isResponse(answer, question.sentAt)));
  const [first] = unanswered.map(({ sentAt }) => sentAt).toSorted((a, b) => a.getTime() - b.getTime());
  return first ?? now;
}
