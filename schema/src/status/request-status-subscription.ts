import { randomBytes } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Context } from '../context.ts';
import { actorOrVisitor, happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { emailAddress } from '../input.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { knownComponents } from './known-components.ts';
import { confirmationMail } from './status-mail.rules.ts';
import { subscriptionChoice } from './subscription-input.ts';
import { REQUEST_LASTS_MS, REQUEST_REPEATS_AFTER_MS } from './subscription.rules.ts';

export const REQUEST_STATUS_SUBSCRIPTION_PROBLEMS = [InvalidInputProblem];

const requestStatusSubscriptionInput = z.object({ email: emailAddress, ...subscriptionChoice });

/**
 * Sends a mail that asks whether the address wants this: nothing else is sent before it is confirmed (S55). Open to
 * everybody. Whether the address is subscribed already, the answer does not tell. Throws one of
 * REQUEST_STATUS_SUBSCRIPTION_PROBLEMS.
 */
export async function requestStatusSubscription(
  ctx: Context,
  raw: z.input<typeof requestStatusSubscriptionInput>,
): Promise<{ email: string; expiresAt: Date }> {
  const { now } = ctx;
  const { email, locale, kinds, ...input } = parse(requestStatusSubscriptionInput, raw);
  const { expiresAt } = await transact(ctx, actorOrVisitor(ctx), async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`tierline.status ${email}`}))`;
    await tx.statusSubscriptionRequest.deleteMany({ where: { expiresAt: { lte: now } } });
    const components = await knownComponents(tx, input.components ?? []);
    const choice = { locale, kinds: [...new Set(kinds)], components };
    const open = await tx.statusSubscriptionRequest.findUnique({ where: { email } });
    if (open && now.getTime() - open.requestedAt.getTime() < REQUEST_REPEATS_AFTER_MS) {
      await tx.statusSubscriptionRequest.update({ where: { email }, data: choice });
      return { value: { expiresAt: open.expiresAt.toISOString() }, events: NOTHING_HAPPENED };
    }
    const id = newId('sts');
    const token = randomBytes(24).toString('base64url');
    const until = new Date(now.getTime() + REQUEST_LASTS_MS);
    await tx.statusSubscriptionRequest.deleteMany({ where: { email } });
    await tx.statusSubscriptionRequest.create({
      data: { ...choice, id, email, token, requestedAt: now, expiresAt: until },
    });
    const content = confirmationMail(locale, { publicUrl: ctx.publicUrl, token });
    await queueMail(tx, { address: email, locale, content, cause: id }, ctx);
    return {
      value: { expiresAt: until.toISOString() },
      events: [happenedAtVendor('status.subscription_requested', id, {})],
    };
  });
  return { email, expiresAt: new Date(expiresAt) };
}
