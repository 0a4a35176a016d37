import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { intakeAnswers } from './intake-answers.ts';
import { RECEIPT_PROBLEMS, receiveTicket } from './receive-ticket.ts';
import { AlreadySplitProblem, splitOffAt } from './split.rules.ts';
import { addSystemMessage } from './system-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem, reference } from './ticket.rules.ts';

export const SPLIT_TICKET_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  AlreadySplitProblem,
  ...RECEIPT_PROBLEMS,
];

const splitTicketInput = z.object({
  ticketId: z.string(),
  messageIds: z.array(z.string()).min(1).max(100),
  subject: line(200),
  question: prose(20_000).nullish(),
  requestType: z.string().nullish(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']).nullish(),
  sku: z.string().nullish(),
  intakeVersion: z.number().int().nullish(),
  answers: intakeAnswers.nullish(),
  profileIds: z.array(z.string()).nullish(),
});

/**
 * Makes a ticket of its own of another question on a ticket, for the same requester and admitted like any other (S89).
 * It counts from its original message while that is not answered, else from now; the ticket that it came from keeps its
 * clocks and its messages (C21). A message that was split off before holds another question only where that is written
 * out. Throws one of SPLIT_TICKET_PROBLEMS.
 */
export async function splitTicket(
  ctx: Context,
  raw: z.input<typeof splitTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.split');
  const input = parse(splitTicketInput, raw);
  const messageIds = [...new Set(input.messageIds)];
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    checkMove(ticket, actor, 'SPLIT');
    const messages = await tx.message.findMany({
      where: { ticketId: ticket.id },
      orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    });
    const said = messages.map((message) => ({
      ...message,
      byStaff: message.contactId === null && message.partnerPersonId === null,
    }));
    const chosen = said.filter(({ id, byStaff }) => !byStaff && messageIds.includes(id));
    const unknown = messageIds.find((id) => !chosen.some((message) => message.id === id));
    if (unknown !== undefined) throw unknownValue('messageIds', unknown);
    await checkOnce(tx, messageIds, input.question ?? null);
    const requester = await tx.contact.findUniqueOrThrow({ where: { id: ticket.requesterId } });
    const received = await receiveTicket(
      tx,
      requester,
      {
        requestType: input.requestType ?? ticket.requestTypeCode,
        severity: input.severity ?? ticket.severity,
        sku: input.sku ?? ticket.skuCode,
        subject: input.subject,
        question: input.question ?? chosen.map(({ body }) => body).join('\n\n'),
        channel: ticket.channel,
        intakeVersion: input.intakeVersion,
        answers: input.answers,
        profileIds: input.profileIds,
        profileId: ticket.profileId,
        relatedToId: ticket.id,
      },
      { actor, now: splitOffAt(said, chosen, now) },
    );
    const child = await tx.ticket.findUniqueOrThrow({ where: { id: received.value.id } });
    await tx.splitMessage.createMany({
      data: chosen.map(({ id }) => ({
        ticketId: child.id,
        messageId: id,
        accountId: ticket.accountId,
      })),
    });
    const [from, into] = [reference(ticket.number), reference(child.number)];
    await addSystemMessage(
      tx,
      ticket,
      {
        fr: `Une autre question de ce ticket continue dans ${into}.`,
        en: `Another question of this ticket goes on in ${into}.`,
      },
      now,
    );
    await addSystemMessage(
      tx,
      child,
      { fr: `Cette question vient du ticket ${from}.`, en: `This question comes from ticket ${from}.` },
      now,
    );
    const split = happened('ticket.split', ticket, { childId: child.id, messageIds });
    return { value: { id: child.id }, events: [split, ...received.events] };
  });
}

/** Nobody splits off the same question twice by mistake; a ticket that was cancelled, as spam or merged, does not count. */
async function checkOnce(tx: Tx, messageIds: string[], question: string | null): Promise<void> {
  const split = await tx.splitMessage.findMany({
    where: { messageId: { in: messageIds }, ticket: { state: { not: 'CANCELLED' } } },
    include: {
      ticket: { include: { messages: { orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], take: 1 } } },
    },
    orderBy: { ticketId: 'asc' },
  });
  const same = split.find(({ ticket }) => question === null || ticket.messages[0]?.body === question);
  if (!same) return;
  const { id, number } = same.ticket;
  throw new AlreadySplitProblem({ id, reference: reference(number) });
}
