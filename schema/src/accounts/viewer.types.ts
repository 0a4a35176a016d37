import { builder } from '../builder.ts';
import { PartnerPerson } from '../partners/partner.types.ts';
import { Contact, StaffMember } from './account.types.ts';

const Viewer = builder.unionType('Viewer', {
  description: 'Who the token speaks for: a person of a customer, of the vendor or of a partner.',
  types: [Contact, StaffMember, PartnerPerson],
  resolveType: (person) =>
    'accountId' in person ? Contact : 'partnerId' in person ? PartnerPerson : StaffMember,
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description:
      'Who the token speaks for; null without a token. A partner who is not certified reads this and nothing else (S22).',
    resolve: (_root, _args, { actor, db }) => {
      if (actor.kind === 'anonymous') return null;
      const where = { id: actor.id };
      if (actor.kind === 'contact') return db.contact.findUniqueOrThrow({ where });
      if (actor.kind === 'staff') return db.staffMember.findUniqueOrThrow({ where });
      return db.partnerPerson.findUniqueOrThrow({ where });
    },
  }),
);
