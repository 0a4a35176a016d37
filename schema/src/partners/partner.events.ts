import { eventType, field, payload } from '../event-type.ts';

export const partnerEvents = {
  'partner.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un partenaire a été ajouté.', en: 'A partner was added.' },
    payload: payload({ administratorId: field.id('pps', 'The first of its people.') }),
  }),
  'partner.person_added': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une personne a rejoint un partenaire.', en: 'A person joined a partner.' },
    payload: payload({
      personId: field.id('pps', 'The person.'),
      roles: field.listOf(
        field.oneOf(['PARTNER_AGENT', 'PARTNER_ADMINISTRATOR'], 'A role.'),
        'What the person may do.',
      ),
    }),
  }),
  'partner.certified': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un partenaire a été certifié, ou sa certification renouvelée (S22).',
      en: 'A partner was certified, or its certification renewed (S22).',
    },
    payload: payload({
      certificationId: field.id('cer', 'The certification.'),
      level: field.oneOf(['ASSOCIATE', 'PROFESSIONAL', 'EXPERT'], 'How far.'),
      startsAt: field.instant('From when, inclusive.'),
      expiresAt: field.instant('Until when, exclusive.'),
    }),
  }),
  'partner.suspended': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un partenaire a été suspendu (S22).', en: 'A partner was suspended (S22).' },
    payload: payload({ reason: field.freeText('Why, for the record.') }),
  }),
  'partner.reinstated': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'La suspension d’un partenaire a été levée.', en: 'The suspension of a partner was lifted.' },
    payload: payload({
      suspendedAt: field.maybeInstant('Since when it had been suspended; null when it was not.'),
    }),
  }),
  'account.partner_granted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un partenaire peut agir au nom de ce client (S22).',
      en: 'A partner may act in this customer’s name (S22).',
    },
    payload: payload({
      grantId: field.id('grt', 'The grant.'),
      partnerId: field.id('par', 'The partner.'),
      scopes: field.listOf(field.oneOf(['READ', 'SUBMIT', 'REPLY'], 'A scope.'), 'What it may do.'),
      endsAt: field.maybeInstant('Until when, exclusive; null while no end is known.'),
    }),
  }),
  'account.partner_revoked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un partenaire ne peut plus agir au nom de ce client (S22).',
      en: 'A partner may no longer act in this customer’s name (S22).',
    },
    payload: payload({
      grantId: field.id('grt', 'The grant.'),
      partnerId: field.id('par', 'The partner.'),
      revokedAt: field.instant('Since when.'),
    }),
  }),
};
