import { eventType, field, payload } from '../event-type.ts';
import { ROLES } from './roles.rules.ts';

const KIND = field.oneOf(
  ['CONTACT', 'STAFF', 'PARTNER_PERSON'],
  'Whose person it is: the customer’s, the vendor’s or a partner’s.',
);
const rolesAs = (description: string) => field.listOf(field.oneOf(ROLES, 'A role.'), description);
const CONTACT = {
  name: field.freeText('The name.'),
  email: field.freeText('Where the person is written to.'),
  phone: field.maybeFreeText('The telephone number, where there is one.'),
  locale: field.maybeOneOf(['FR', 'EN'], 'The language preferred; the account’s when null.'),
  siteId: field.maybeId('sit', 'Where the person works.'),
};

export const personEvents = {
  'person.access_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’accès d’une personne a pris fin : elle ne peut plus se connecter.',
      en: 'The access of a person has ended: they cannot sign in any more.',
    },
    payload: payload({
      kind: KIND,
      reason: field.freeText('Why.'),
      roles: rolesAs('What the person might do until now.'),
      keys: field.integer(
        'How many API keys were revoked that spoke for the person, or that they made for a sandbox.',
      ),
      tickets: field.integer('How many open tickets went back to the queue.'),
    }),
  }),
  'person.access_restored': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une personne a de nouveau accès.', en: 'A person has access again.' },
    payload: payload({
      kind: KIND,
      reason: field.freeText('Why.'),
      roles: rolesAs('What the person may do from now on.'),
    }),
  }),
  'person.roles_changed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Les rôles d’une personne ont changé.', en: 'The roles of a person changed.' },
    payload: payload({
      kind: KIND,
      before: rolesAs('What the person might do until now.'),
      after: rolesAs('What the person may do from now on.'),
    }),
  }),
  'person.corrected': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le nom ou les coordonnées d’une personne ont été corrigés.',
      en: 'The name of a person, or how to reach them, was corrected.',
    },
    payload: payload({
      before: field.object(CONTACT, 'What was known until now.'),
      after: field.object(CONTACT, 'What is known from now on.'),
    }),
  }),
};
