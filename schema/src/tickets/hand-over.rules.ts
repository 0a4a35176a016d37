import { Problem } from '../problem.ts';
import { isOpen, type TicketState } from './ticket.rules.ts';

/** What is over is not handed over, nor what somebody else has by now. */
export class NotOnTheirDeskProblem extends Problem {
  readonly code = 'NOT_ON_THEIR_DESK';

  constructor() {
    super({
      fr: 'Ce n’est pas, ou plus, un ticket ouvert de cette personne.',
      en: 'This is not, or no longer, an open ticket of this person.',
    });
  }
}

/** @throws NotOnTheirDeskProblem for a ticket that is over, or not assigned to the person */
export function checkHandOver(
  ticket: { state: TicketState; assigneeId: string | null },
  fromId: string,
): void {
  if (!isOpen(ticket.state) || ticket.assigneeId !== fromId) throw new NotOnTheirDeskProblem();
}
