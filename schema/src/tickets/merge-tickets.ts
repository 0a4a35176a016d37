import * as z from 'zod';
import { allow, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { mergeClocks } from '../sla/merge-clocks.ts';
import { goesOnIn } from './belongs-to.ts';
import { checkMerge, MergeTargetProblem, TicketCycleProblem } from './merge.rules.ts';
import { moveTicket } from './move-ticket.ts';
import { addSystemMessage } from './system-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { IllegalMoveProblem, reference } from './ticket.rules.ts';

export const MERGE_TICKETS_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  TicketCycleProblem,
  MergeTargetProblem,
];

const mergeTicketsInput = z.object({ sourceId: z.string(), targetId: z.string() });

/**
 * Lets a ticket go on in another one of the same account: what is written on it lands there from now on. No promise is
 * lost: where both wait for the first response, the earlier deadline holds; where only the source does, its clock goes
 * on in the target. The notice on both is no response (C8, C20). A target that was merged itself stands for where it
 * goes on. Throws one of MERGE_TICKETS_PROBLEMS.
 */
export async function mergeTickets(
  ctx: Context,
  raw: z.input<typeof mergeTicketsInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.merge');
  const input = parse(mergeTicketsInput, raw);
  return transact(ctx, actor, async (tx) => {
    const targetId = await goesOnIn(tx, input.targetId);
    const [source, target] = await bothAtHand(tx, actor, input.sourceId, targetId);
    const after = checkMerge(source, target, actor);
    const cancellation = { cancellation: 'MERGED' as const, belongsToId: target.id };
    const payload = { reason: 'MERGED', belongsToId: target.id };
    const moved = await moveTicket(tx, source, after, now, payload, cancellation);
    const taken = await mergeClocks(tx, source, target, now);
    const ended = await endClocks(
      tx,
      source,
      ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'],
      now,
      'MERGED',
    );
    const [from, into] = [reference(source.number), reference(target.number)];
    await addSystemMessage(
      tx,
      source,
      { fr: `Ce ticket continue dans ${into}.`, en: `This ticket goes on in ${into}.` },
      now,
    );
    await addSystemMessage(
      tx,
      target,
      { fr: `Le ticket ${from} continue ici.`, en: `Ticket ${from} goes on here.` },
      now,
    );
    return {
      value: { id: target.id },
      events: [...moved, ...ended, happened('ticket.absorbed', target, { ticketId: source.id }), ...taken],
    };
  });
}

/** Both tickets locked, always in the same order, so that no two who merge wait for each other. */
async function bothAtHand(tx: Tx, actor: SignedInActor, sourceId: string, targetId: string) {
  if (sourceId < targetId) {
    const source = await ticketAtHand(tx, actor, sourceId);
    return [source, await ticketAtHand(tx, actor, targetId)] as const;
  }
  const target = await ticketAtHand(tx, actor, targetId);
  return [await ticketAtHand(tx, actor, sourceId), target] as const;
}
