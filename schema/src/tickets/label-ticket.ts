import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

export const LABEL_TICKET_PROBLEMS = [InvalidInputProblem];

const MAX_PER_TICKET = 20;

const labelTicketInput = z.object({
  ticketId: z.string(),
  add: z.array(z.string()).max(100).nullish(),
  remove: z.array(z.string()).max(100).nullish(),
});

/** Puts labels on a ticket and takes others off, whatever its state. Throws one of LABEL_TICKET_PROBLEMS. */
export async function labelTicket(
  ctx: Context,
  raw: z.input<typeof labelTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.label');
  const { ticketId, ...input } = parse(labelTicketInput, raw);
  const asked = [...new Set(input.add ?? [])];
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const known = await tx.label.findMany({ where: { id: { in: asked } }, select: { id: true } });
    const unknown = asked.find((id) => !known.some((label) => label.id === id));
    if (unknown !== undefined) throw unknownValue('add', unknown);
    const before = (await tx.ticketLabel.findMany({ where: { ticketId } })).map(({ labelId }) => labelId);
    const removed = before.filter((id) => input.remove?.includes(id));
    const added = asked.filter((id) => !before.includes(id) && !input.remove?.includes(id));
    const value = { id: ticket.id };
    if (removed.length + added.length === 0) return { value, events: NOTHING_HAPPENED };
    if (before.length - removed.length + added.length > MAX_PER_TICKET) throw tooMany();
    await tx.ticketLabel.deleteMany({ where: { ticketId, labelId: { in: removed } } });
    const { accountId } = ticket;
    await tx.ticketLabel.createMany({
      data: added.map((labelId) => ({ ticketId, labelId, accountId, since: now })),
    });
    return { value, events: [happened('ticket.labelled', ticket, { added, removed })] };
  });
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'add',
      code: 'TOO_BIG',
      text: {
        fr: `mettrait plus de ${MAX_PER_TICKET} étiquettes sur le ticket.`,
        en: `would put more than ${MAX_PER_TICKET} labels on the ticket.`,
      },
    },
  ]);
}
