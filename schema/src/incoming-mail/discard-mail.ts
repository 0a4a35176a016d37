import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { MailNotQuarantinedProblem } from './decided.rules.ts';
import { quarantined } from './quarantined.ts';

export const DISCARD_MAIL_PROBLEMS = [InvalidInputProblem, MailNotQuarantinedProblem];

const discardMailInput = z.object({ mailId: z.string() });

/** Decides that nothing comes of a quarantined mail; it is kept. Throws one of DISCARD_MAIL_PROBLEMS. */
export async function discardMail(
  ctx: Context,
  raw: z.input<typeof discardMailInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'incomingMail.decide');
  const { mailId } = parse(discardMailInput, raw);
  return transact(ctx, actor, async (tx) => {
    await quarantined(tx, mailId);
    await tx.incomingMail.update({
      where: { id: mailId },
      data: { state: 'DISCARDED', reason: null, decidedById: actor.id, decidedAt: now },
    });
    return { value: { id: mailId }, events: [happenedAtVendor('mail.discarded', mailId, {})] };
  });
}
