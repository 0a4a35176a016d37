import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact, unlessTaken } from '../event.ts';
import { emailAddress, line, phoneNumber } from '../input.ts';
import { InvalidInputProblem, notFound, parse, unknownValue } from '../problem.ts';
import { personAtHand } from './person-at-hand.ts';

export const CORRECT_CONTACT_PROBLEMS = [InvalidInputProblem];

const correctContactInput = z.object({
  contactId: z.string(),
  name: line(200).nullish(),
  email: emailAddress.nullish(),
  phone: phoneNumber.nullish(),
  locale: z.enum(['FR', 'EN']).nullish(),
  siteId: z.string().nullish(),
});

/**
 * Corrects who a contact is and how to reach them; what is not mentioned stays. A site counts for later requests: running
 * clocks keep their calendar (C3, C29). Throws one of CORRECT_CONTACT_PROBLEMS.
 */
export async function correctContact(
  ctx: Context,
  raw: z.input<typeof correctContactInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'contact.correct');
  const { contactId: id, ...input } = parse(correctContactInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = await personAtHand(tx, actor, id);
    if (!person.accountId) throw notFound('contact', id);
    const { accountId } = person;
    const contact = await tx.contact.findUniqueOrThrow({ where: { id } });
    const { siteId = contact.siteId, phone = contact.phone, locale = contact.locale } = input;
    if (siteId && !(await tx.site.findFirst({ where: { id: siteId, accountId } }))) {
      throw unknownValue('siteId', siteId);
    }
    const { name, email } = { name: input.name ?? contact.name, email: input.email ?? contact.email };
    const [before, after] = [told(contact), told({ name, email, phone, locale, siteId })];
    if (JSON.stringify(before) === JSON.stringify(after)) return { value: { id }, events: NOTHING_HAPPENED };
    const data = { name, email, phone, locale, siteId };
    await unlessTaken({ email: 'email' }, tx.contact.update({ where: { id }, data }));
    return { value: { id }, events: [happened('person.corrected', { id, accountId }, { before, after })] };
  });
}

function told(contact: {
  name: string;
  email: string;
  phone: string | null;
  locale: 'FR' | 'EN' | null;
  siteId: string | null;
}) {
  const { name, email, phone, locale, siteId } = contact;
  return { name, email, ...(phone !== null && { phone }), locale, siteId };
}
