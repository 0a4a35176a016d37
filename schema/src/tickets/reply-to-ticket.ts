import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { answerTicket } from './answer-ticket.ts';
import { RECEIPT_PROBLEMS } from './receive-ticket.ts';
import { scopeReviewInput } from './scope-review.ts';
import { IllegalMoveProblem, ScopeReviewMissingProblem } from './ticket.rules.ts';

export const REPLY_TO_TICKET_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  ScopeReviewMissingProblem,
  ...RECEIPT_PROBLEMS,
];

const replyToTicketInput = z.object({
  ticketId: z.string(),
  body: prose(20_000),
  resolve: z.boolean().nullish(),
  review: scopeReviewInput.nullish(),
  attachmentIds: z.array(z.string()).nullish(),
});

/** Adds a message that both sides see, see `answerTicket`. Throws one of REPLY_TO_TICKET_PROBLEMS. */
export async function replyToTicket(
  ctx: Context,
  raw: z.input<typeof replyToTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reply');
  if (raw.resolve) allow(actor, 'ticket.resolve');
  if (raw.review) allow(actor, 'ticket.reviewScope');
  const input = parse(replyToTicketInput, raw);
  const said = { ...input, channel: 'WEB' } as const;
  return transact(ctx, actor, async (tx) => answerTicket(tx, { actor, now }, said));
}
