import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, unlessTaken } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';
import { checkSubject, personInput } from './person.ts';

export const ADD_CONTACT_PROBLEMS = [InvalidInputProblem];

const addContactInput = z.object({
  accountId: z.string(),
  ...personInput,
  siteId: z.string().nullish(),
  roles: z.array(z.enum(['REQUESTER', 'ADMINISTRATOR'])).min(1),
});

/**
 * Adds a person to an account. The address is unique in the account, the subject everywhere.
 * Throws one of ADD_CONTACT_PROBLEMS.
 */
export async function addContact(
  ctx: Context,
  raw: z.input<typeof addContactInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'contact.add');
  const { siteId, roles, accountId, ...person } = parse(addContactInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    if (siteId && !(await tx.site.findFirst({ where: { id: siteId, accountId } }))) {
      throw unknownValue('siteId', siteId);
    }
    await checkSubject(tx, person.subject, 'subject');
    const id = newId('con');
    await unlessTaken(
      { email: 'email', subject: 'subject' },
      tx.contact.create({
        data: { ...person, id, accountId, siteId: siteId ?? null, roles: [...new Set(roles)] },
      }),
    );
    return {
      value: { id },
      events: [
        happened(
          'account.contact_added',
          { id: accountId, accountId },
          { contactId: id, roles, siteId: siteId ?? null },
        ),
      ],
    };
  });
}
