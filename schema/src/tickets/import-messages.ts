import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, type InputIssue } from '../problem.ts';

/** What was said on a ticket after its question, as it is sent. */
export const importedMessages = z
  .array(
    z.object({
      side: z.enum(['CUSTOMER', 'VENDOR']),
      authorId: z.string().nullish(),
      authorName: line(200).nullish(),
      internal: z.boolean().nullish(),
      body: prose(20_000),
      sentAt: z.date(),
    }),
  )
  .max(500);

/**
 * What was said on a ticket elsewhere, by whom and when, as it is written down here. Nobody is told, and no clock hears
 * of it (C34).
 *
 * @throws InvalidInputProblem for an author who is not known here, an internal note of the customer, or an instant
 *   before the receipt or to come
 */
export async function messagesOf(
  tx: Tx,
  { accountId, requesterId, receivedAt }: { accountId: string; requesterId: string; receivedAt: Date },
  said: z.output<typeof importedMessages>,
  now: Date,
) {
  const authorIds = said.flatMap(({ authorId }) => authorId ?? []);
  const contacts = await tx.contact.findMany({ where: { id: { in: authorIds }, accountId } });
  const staff = await tx.staffMember.findMany({ where: { id: { in: authorIds } } });
  const known = {
    CUSTOMER: new Set(contacts.map(({ id }) => id)),
    VENDOR: new Set(staff.map(({ id }) => id)),
  };
  const issues = said.flatMap(({ side, authorId, internal, sentAt }, index) => [
    ...(authorId && !known[side].has(authorId) ? [issue(index, 'authorId', 'UNKNOWN')] : []),
    ...(side === 'CUSTOMER' && internal ? [issue(index, 'internal', 'NOT_APPLICABLE')] : []),
    ...(sentAt < receivedAt ? [issue(index, 'sentAt', 'TOO_SMALL')] : []),
    ...(sentAt > now ? [issue(index, 'sentAt', 'TOO_BIG')] : []),
  ]);
  if (issues.length > 0) throw new InvalidInputProblem(issues);
  return said.map(({ side, authorId, authorName, internal, body, sentAt }) => ({
    id: newId('msg'),
    accountId,
    kind: internal ? ('INTERNAL_NOTE' as const) : ('REPLY' as const),
    visibleToCustomer: !internal,
    // What a customer said stays on the customer's side, whoever it was.
    contactId: side === 'CUSTOMER' ? (authorId ?? requesterId) : null,
    staffId: side === 'VENDOR' ? (authorId ?? null) : null,
    authorName: authorName ?? null,
    body,
    sentAt,
  }));
}

const TEXTS = {
  UNKNOWN: { fr: 'est inconnu de ce côté.', en: 'is not known on that side.' },
  NOT_APPLICABLE: { fr: 'n’existe que du côté du fournisseur.', en: 'is for the vendor’s side only.' },
  TOO_SMALL: { fr: 'précède la réception.', en: 'is before the receipt.' },
  TOO_BIG: { fr: 'est dans l’avenir.', en: 'is in the future.' },
};

function issue(index: number, field: string, code: keyof typeof TEXTS): InputIssue {
  return { path: `messages.${index}.${field}`, code, text: TEXTS[code] };
}
