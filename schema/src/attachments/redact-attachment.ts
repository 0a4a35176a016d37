import * as z from 'zod';
import { allow, checkAuthor, reach, visibleAttachments, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { messageRedacted } from '../tickets/message-redacted.ts';
import { redactFiles } from './redact-files.ts';

export const REDACT_ATTACHMENT_PROBLEMS = [InvalidInputProblem];

const redactAttachmentInput = z.object({ attachmentId: z.string() });

/**
 * Takes the content and the name of an attached file out for good: staff of any, others of those that they uploaded. That
 * there was one stays. Done again, it does nothing. Throws one of REDACT_ATTACHMENT_PROBLEMS.
 */
export async function redactAttachment(
  ctx: Context,
  raw: z.input<typeof redactAttachmentInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'message.redact');
  const { attachmentId: id } = parse(redactAttachmentInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId, message } = await attachmentAtHand(tx, actor, id);
    const { locale } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    const [redacted] = await redactFiles(tx, { id }, locale, now);
    if (!redacted) return { value: { id }, events: NOTHING_HAPPENED };
    const told = { ...happenedAtVendor('attachment.redacted', id, {}), accountId };
    return {
      value: { id },
      events: [told, ...(message ? [messageRedacted(message, { text: false, attachmentIds: [id] })] : [])],
    };
  });
}

/** The file, locked, with the message that it is attached to, if it is one. */
async function attachmentAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "Attachment" where "id" = ${id} for update`;
  const file = found(
    await tx.attachment.findFirst({
      where: { AND: [{ id, attachedAt: { not: null } }, visibleAttachments(actor)] },
      include: { message: true },
    }),
    'attached file',
    id,
  );
  const accountId = found(file.accountId, 'attached file', id);
  reach(actor, accountId, 'message.redact');
  checkAuthor(actor, file);
  return { ...file, accountId };
}
