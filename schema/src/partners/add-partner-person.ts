import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { checkSubject, personInput } from '../accounts/person.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { InvalidInputProblem, parse, RequestError } from '../problem.ts';
import { partnerAtHand } from './partner-at-hand.ts';

export const ADD_PARTNER_PERSON_PROBLEMS = [InvalidInputProblem];

const { name, email, subject } = personInput;
const addPartnerPersonInput = z.object({
  partnerId: z.string(),
  name,
  email,
  subject,
  roles: z.array(z.enum(['PARTNER_AGENT', 'PARTNER_ADMINISTRATOR'])).min(1),
});

/** Adds a person to a partner organisation: its administrators to the own one. Throws one of ADD_PARTNER_PERSON_PROBLEMS. */
export async function addPartnerPerson(
  ctx: Context,
  raw: z.input<typeof addPartnerPersonInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'partner.addPerson');
  if (actor.kind === 'partner' && actor.partnerId !== raw.partnerId) {
    throw new RequestError('FORBIDDEN', {
      fr: 'C’est une autre organisation que la vôtre.',
      en: 'This is another organisation than your own.',
    });
  }
  const { partnerId, roles, ...person } = parse(addPartnerPersonInput, raw);
  return transact(ctx, actor, async (tx) => {
    await partnerAtHand(tx, partnerId);
    await checkSubject(tx, person.subject, 'subject');
    const id = newId('pps');
    const data = { ...person, id, partnerId, roles: [...new Set(roles)] };
    await unlessTaken({ email: 'email', subject: 'subject' }, tx.partnerPerson.create({ data }));
    return {
      value: { id },
      events: [happenedAtVendor('partner.person_added', partnerId, { personId: id, roles })],
    };
  });
}
