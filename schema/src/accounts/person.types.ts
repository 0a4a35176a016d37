import { builder } from '../builder.ts';
import { PartnerPerson } from '../partners/partner.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Contact, StaffMember } from './account.types.ts';
import { LastInChargeProblem, type ROLES } from './roles.rules.ts';

export const Person = builder.unionType('Person', {
  description: 'Somebody who signs in: of a customer, of the vendor or of a partner.',
  types: [Contact, StaffMember, PartnerPerson],
  resolveType: (person) =>
    'accountId' in person ? Contact : 'partnerId' in person ? PartnerPerson : StaffMember,
});

export const PersonRole = builder.enumType('PersonRole', {
  description: 'What somebody may do: a role of whose person they are.',
  values: {
    REQUESTER: { description: 'Of a contact: see `ContactRole`.' },
    ADMINISTRATOR: { description: 'Of a contact: see `ContactRole`.' },
    ENGINEER: { description: 'Of a member of staff: see `StaffRole`.' },
    TAM: { description: 'Of a member of staff: see `StaffRole`.' },
    MANAGER: { description: 'Of a member of staff: see `StaffRole`.' },
    PARTNER_AGENT: { description: 'Of a person of a partner: see `PartnerRole`.' },
    PARTNER_ADMINISTRATOR: { description: 'Of a person of a partner: see `PartnerRole`.' },
  } satisfies Record<(typeof ROLES)[number], { description: string }>,
});

builder.objectType(LastInChargeProblem, {
  name: 'LastInChargeProblem',
  description: 'Nobody would be left to look after the account, or the vendor’s desk: appoint another first.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    role: t.field({
      type: PersonRole,
      description: 'The role that somebody must keep.',
      resolve: ({ role }) => role,
    }),
  }),
});
