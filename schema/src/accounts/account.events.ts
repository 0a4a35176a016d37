import { eventType, field, payload } from '../event-type.ts';

const PLACE = {
  timeZone: field.text('IANA zone.'),
  country: field.text('ISO 3166-1 code.'),
  subdivision: field.maybeText('State or region with holidays of its own.'),
};

const STAFF = {
  name: field.freeText('The name.'),
  email: field.freeText('Where the person is written to.'),
  region: field.text('The region whose calendar the person works by (S108).'),
};

export const accountEvents = {
  'account.created': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un compte client a été créé, avec son premier administrateur.',
      en: 'An account was created, with its first administrator.',
    },
    payload: payload({
      name: field.text('The customer’s name.'),
      ...PLACE,
      termsVersion: field.integer('The version of the terms that it accepted (S86).'),
      administratorId: field.id('con', 'The first administrator.'),
    }),
  }),
  'account.relocated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un compte a changé de fuseau, de pays ou de région.',
      en: 'An account moved to another zone, country or region.',
    },
    payload: payload({
      before: field.object(PLACE, 'Where it was.'),
      after: field.object(PLACE, 'Where it is.'),
    }),
  }),
  'account.contact_added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une personne a été ajoutée au compte.', en: 'A person was added to the account.' },
    payload: payload({
      contactId: field.id('con', 'The person.'),
      roles: field.listOf(field.oneOf(['REQUESTER', 'ADMINISTRATOR'], 'A role.'), 'What the person may do.'),
      siteId: field.maybeId('sit', 'Where the person works.'),
    }),
  }),
  'account.site_added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un lieu a été ajouté au compte.', en: 'A place was added to the account.' },
    payload: payload({
      id: field.id('sit', 'The place.'),
      accountId: field.id('acc', 'The account.'),
      name: field.text('What the customer calls it.'),
      ...PLACE,
    }),
  }),
  'account.profile_added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un profil de la plateforme a été ajouté au compte (S77).',
      en: 'A profile of the platform was added to the account (S77).',
    },
    payload: payload({
      profileId: field.id('prf', 'The profile.'),
      name: field.text('Its name on the platform.'),
    }),
  }),
  'account.sku_subscribed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le compte a souscrit à un service (S88).',
      en: 'The account subscribed to a service (S88).',
    },
    payload: payload({
      subscriptionId: field.id('sub', 'The subscription.'),
      sku: field.text('Code of the SKU.'),
      startsAt: field.instant('From when, inclusive.'),
      endsAt: field.maybeInstant('Until when, exclusive; null while no end is known.'),
    }),
  }),
  'account.subscription_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un abonnement prend fin (S88).', en: 'A subscription ends (S88).' },
    payload: payload({
      subscriptionId: field.id('sub', 'The subscription.'),
      sku: field.text('Code of the SKU.'),
      endsAt: field.instant('From when it is over.'),
    }),
  }),
  'account.product_activated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un produit a été activé (S45).', en: 'A product was activated (S45).' },
    payload: payload({
      sku: field.text('Code of the SKU.'),
      ticketId: field.id('tkt', 'The request that was resolved.'),
    }),
  }),
  'account.product_deactivated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un produit a été désactivé (S45).', en: 'A product was deactivated (S45).' },
    payload: payload({
      sku: field.text('Code of the SKU.'),
      ticketId: field.id('tkt', 'The request that was resolved.'),
    }),
  }),
  'account.terms_accepted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Des conditions ont été acceptées (S86).', en: 'Terms were accepted (S86).' },
    payload: payload({
      before: field.integer('The version accepted until then.'),
      after: field.integer('The version accepted.'),
    }),
  }),
  'account.day_closed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un jour a été fermé ou raccourci pour ce client (K9, C38).',
      en: 'A day was closed or shortened for this customer (K9, C38).',
    },
    payload: payload({
      on: field.date('The customer’s local date.'),
      opensAt: field.maybe('Local time before which it is closed; without both it is closed all day.'),
      closesAt: field.maybe('Local time from which it is closed; without both it is closed all day.'),
      reason: field.freeText('Why, as the account wrote it.'),
    }),
  }),
  'account.day_reopened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un jour fermé ou raccourci ne l’est plus.',
      en: 'A closed or shortened day is one no longer.',
    },
    payload: payload({ on: field.date('The customer’s local date.') }),
  }),
  'staff.hired': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une personne a rejoint le personnel.', en: 'A person joined the staff.' },
    payload: payload({
      roles: field.listOf(field.oneOf(['ENGINEER', 'TAM', 'MANAGER'], 'A role.'), 'What the person does.'),
      region: field.text('The region whose calendar the person works by (S108).'),
    }),
  }),
  'staff.corrected': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le nom, l’adresse ou la région d’un membre du personnel ont été corrigés.',
      en: 'The name, address or region of a member of the staff was corrected.',
    },
    payload: payload({
      before: field.object(STAFF, 'What was known until now.'),
      after: field.object(STAFF, 'What is known from now on.'),
    }),
  }),
};
