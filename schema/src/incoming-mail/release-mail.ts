import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { MailNotQuarantinedProblem } from './decided.rules.ts';
import { quarantined } from './quarantined.ts';

export const RELEASE_MAIL_PROBLEMS = [InvalidInputProblem, MailNotQuarantinedProblem];

const releaseMailInput = z.object({
  mailId: z.string(),
  contactId: z.string().nullish(),
  ticketId: z.string().nullish(),
  requestType: z.string().nullish(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']).nullish(),
  sku: z.string().nullish(),
});

/**
 * Lets a quarantined mail through, as the mail of a contact, on a ticket or as a new one: it is read once more within
 * seconds, by the rules of coverage, and its clock starts when it came in (C4). Throws one of RELEASE_MAIL_PROBLEMS.
 */
export async function releaseMail(
  ctx: Context,
  raw: z.input<typeof releaseMailInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'incomingMail.decide');
  const { mailId, contactId, ticketId, requestType, severity, sku } = parse(releaseMailInput, raw);
  return transact(ctx, actor, async (tx) => {
    const mail = await quarantined(tx, mailId);
    const contact = contactId
      ? await tx.contact.findFirst({ where: { id: contactId, erasedAt: null, accessEndedAt: null } })
      : await onlyContact(tx, mail.fromAddress ?? '');
    if (!contact) throw unknownValue('contactId', contactId ?? '');
    const { accountId } = contact;
    if (ticketId && !(await tx.ticket.findFirst({ where: { id: ticketId, accountId } }))) {
      throw unknownValue('ticketId', ticketId);
    }
    if (requestType && !(await tx.requestType.findUnique({ where: { code: requestType } }))) {
      throw unknownValue('requestType', requestType);
    }
    if (sku && !(await tx.sku.findUnique({ where: { code: sku } }))) throw unknownValue('sku', sku);
    const released = {
      contactId: contact.id,
      ticketId: ticketId ?? null,
      requestType: requestType ?? null,
      severity: severity ?? null,
      sku: sku ?? null,
    };
    await tx.incomingMail.update({
      where: { id: mailId },
      data: {
        ...{ state: 'RECEIVED', reason: null, detail: null, attempts: 0, claimedUntil: null },
        ...{ released, decidedById: actor.id, decidedAt: now },
      },
    });
    const told = { contactId: contact.id, ticketId: ticketId ?? null };
    return { value: { id: mailId }, events: [happenedAtVendor('mail.released', mailId, told)] };
  });
}

/** Whose address it is, where it is one contact's. */
async function onlyContact(tx: Parameters<Parameters<typeof transact>[2]>[0], email: string) {
  const contacts = await tx.contact.findMany({
    where: { email, erasedAt: null, accessEndedAt: null },
    take: 2,
  });
  return contacts.length === 1 ? contacts[0] : null;
}
