import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endAssignmentsOf } from '../tam/end-assignment.ts';
import { personAtHand, setRoles, toldOfPerson } from './person-at-hand.ts';
import { LastInChargeProblem, ROLES, rolesFor } from './roles.rules.ts';

export const CHANGE_ROLES_PROBLEMS = [InvalidInputProblem, LastInChargeProblem];

const changeRolesInput = z.object({ personId: z.string(), roles: z.array(z.enum(ROLES)) });

/**
 * Gives a person exactly these roles, from the next request on. Whoever is no TAM any more is the TAM of no account (S66).
 * Throws one of CHANGE_ROLES_PROBLEMS.
 */
export async function changeRoles(
  ctx: Context,
  raw: z.input<typeof changeRolesInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'person.manage');
  const { personId: id, ...input } = parse(changeRolesInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = await personAtHand(tx, actor, id);
    if (person.accessEndedAt) throw ended();
    const after = rolesFor(person.kind, input.roles);
    const before = [...person.roles];
    if (before.toSorted().join() === after.toSorted().join()) {
      return { value: { id }, events: NOTHING_HAPPENED };
    }
    await setRoles(tx, person, after, null);
    const noTam = before.includes('TAM') && !after.includes('TAM');
    return {
      value: { id },
      events: [
        toldOfPerson(person, 'person.roles_changed', { kind: person.kind, before, after }),
        ...(noTam ? await endAssignmentsOf(tx, id, now) : []),
      ],
    };
  });
}

function ended(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'personId',
      code: 'ENDED',
      text: { fr: 'n’a plus accès : rétablissez-le d’abord.', en: 'has no access any more: restore it.' },
    },
  ]);
}
