import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { chainOf } from './belongs-to.ts';
import { TicketCycleProblem } from './merge.rules.ts';
import { moveTicket } from './move-ticket.ts';
import { addSystemMessage } from './system-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem, reference } from './ticket.rules.ts';

export const CANCEL_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem, TicketCycleProblem];

const cancelTicketInput = z.object({
  ticketId: z.string(),
  reason: z.enum(['SPAM', 'DUPLICATE']),
  duplicateOfId: z.string().nullish(),
});

/**
 * Ends a ticket without an answer, because it is no request or stands in another ticket already: the only way for the
 * vendor to end one whose promise still waits. The customer sees why, and its clocks count apart (C24, C36).
 * Throws one of CANCEL_TICKET_PROBLEMS.
 */
export async function cancelTicket(
  ctx: Context,
  raw: z.input<typeof cancelTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.cancel');
  const { ticketId, reason, duplicateOfId } = parse(cancelTicketInput, raw);
  if (reason === 'SPAM' && duplicateOfId) throw unexpectedOriginal();
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'CANCEL');
    const original = reason === 'DUPLICATE' ? await originalOf(tx, ticket, duplicateOfId ?? '') : null;
    const belongsToId = original?.id ?? null;
    const notice = original
      ? {
          fr: `Cette demande figure déjà dans ${reference(original.number)}\u00a0: le ticket est annulé.`,
          en: `This request stands in ${reference(original.number)} already: the ticket is cancelled.`,
        }
      : {
          fr: 'Ce message a été jugé indésirable\u00a0: le ticket est annulé.',
          en: 'This was judged to be spam: the ticket is cancelled.',
        };
    await addSystemMessage(tx, ticket, notice, now);
    return {
      value: { id: ticketId },
      events: [
        ...(await moveTicket(
          tx,
          ticket,
          after,
          now,
          { reason, belongsToId },
          { cancellation: reason, belongsToId },
        )),
        ...(await endClocks(tx, ticket, ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'], now, reason)),
      ],
    };
  });
}

/** Another ticket of the same account, which does not itself belong to this one. */
async function originalOf(tx: Tx, ticket: { id: string; accountId: string }, id: string) {
  const original = await tx.ticket.findUnique({ where: { id } });
  if (!original) throw unknownValue('duplicateOfId', id);
  if (original.accountId !== ticket.accountId) throw otherAccount();
  if ((await chainOf(tx, id)).includes(ticket.id)) throw new TicketCycleProblem();
  return original;
}

function otherAccount(): InvalidInputProblem {
  const text = { fr: 'est le ticket d’un autre client.', en: 'is the ticket of another customer.' };
  return new InvalidInputProblem([{ path: 'duplicateOfId', code: 'OTHER_ACCOUNT', text }]);
}

function unexpectedOriginal(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'duplicateOfId',
      code: 'UNEXPECTED',
      text: { fr: 'n’a pas de sens pour un indésirable.', en: 'makes no sense for spam.' },
    },
  ]);
}
