import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { personAtHand, setRoles, toldOfPerson } from './person-at-hand.ts';
import { ROLES, rolesFor } from './roles.rules.ts';

export const RESTORE_ACCESS_PROBLEMS = [InvalidInputProblem];

const restoreAccessInput = z.object({
  personId: z.string(),
  roles: z.array(z.enum(ROLES)),
  reason: line(500),
});

/**
 * Lets a person in again, in the roles told: tokens work from the next request on. Keys that were revoked, tickets and
 * accounts that went elsewhere do not come back. Throws one of RESTORE_ACCESS_PROBLEMS.
 */
export async function restoreAccess(
  ctx: Context,
  raw: z.input<typeof restoreAccessInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'person.manage');
  const { personId: id, reason, ...input } = parse(restoreAccessInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = await personAtHand(tx, actor, id);
    if (!person.accessEndedAt) throw notEnded();
    const roles = rolesFor(person.kind, input.roles);
    await setRoles(tx, person, roles, null);
    const { kind } = person;
    return {
      value: { id },
      events: [toldOfPerson(person, 'person.access_restored', { kind, reason, roles })],
    };
  });
}

function notEnded(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'personId',
      code: 'NOT_ENDED',
      text: { fr: 'a accès : changez ses rôles.', en: 'has access: change the roles instead.' },
    },
  ]);
}
