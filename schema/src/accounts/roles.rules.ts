import type { Role } from '../access.ts';
import { InvalidInputProblem, Problem } from '../problem.ts';

/** Whose person somebody is: the customer's, the vendor's or a partner's. */
export type PersonKind = 'CONTACT' | 'STAFF' | 'PARTNER_PERSON';

export const ROLES = [
  'REQUESTER',
  'ADMINISTRATOR',
  'ENGINEER',
  'TAM',
  'MANAGER',
  'PARTNER_AGENT',
  'PARTNER_ADMINISTRATOR',
] as const satisfies readonly Role[];

const ROLES_OF: Record<PersonKind, readonly Role[]> = {
  CONTACT: ['REQUESTER', 'ADMINISTRATOR'],
  STAFF: ['ENGINEER', 'TAM', 'MANAGER'],
  PARTNER_PERSON: ['PARTNER_AGENT', 'PARTNER_ADMINISTRATOR'],
};

/** The role without which nobody could add people any more, but for partners, for whom managers do. */
const IN_CHARGE: Record<PersonKind, Role | null> = {
  CONTACT: 'ADMINISTRATOR',
  STAFF: 'MANAGER',
  PARTNER_PERSON: null,
};

/** Somebody is the last who can look after the account, or the vendor's desk. */
export class LastInChargeProblem extends Problem {
  readonly code = 'LAST_IN_CHARGE';
  readonly role: Role;

  constructor(role: Role) {
    super(
      role === 'MANAGER'
        ? {
            fr: 'C’est le dernier responsable du fournisseur : nommez-en d’abord un autre.',
            en: 'This is the vendor’s last manager: appoint another one first.',
          }
        : {
            fr: 'C’est le dernier administrateur du compte : nommez-en d’abord un autre.',
            en: 'This is the account’s last administrator: appoint another one first.',
          },
    );
    this.role = role;
  }
}

/** The role that somebody is about to lose and somebody must keep; null where none is lost. */
export function chargeLost(kind: PersonKind, before: readonly Role[], after: readonly Role[]): Role | null {
  const role = IN_CHARGE[kind];
  return role && before.includes(role) && !after.includes(role) ? role : null;
}

/**
 * The roles, each once.
 *
 * @throws InvalidInputProblem for none, and for those of other people
 */
export function rolesFor(kind: PersonKind, roles: readonly Role[]): Role[] {
  const asked = [...new Set(roles)];
  if (asked.length === 0) {
    throw refused('TOO_SMALL', { fr: 'est vide.', en: 'is empty.' });
  }
  if (asked.every((role) => ROLES_OF[kind].includes(role))) return asked;
  const possible = ROLES_OF[kind].join(', ');
  throw refused('NOT_APPLICABLE', {
    fr: `nomme un rôle que cette personne ne peut avoir : ${possible} sont possibles.`,
    en: `names a role that this person cannot have: ${possible} are possible.`,
  });
}

function refused(code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'roles', code, text }]);
}
