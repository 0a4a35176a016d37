import { eventType, field, payload } from '../event-type.ts';

const KEY = { apiKeyId: field.id('key', 'The key.') };
const EXPIRES = field.instant('When it expires.');

export const apiKeyEvents = {
  'api_key.created': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une clé d’API a été créée.', en: 'An API key was created.' },
    payload: payload({
      ...KEY,
      name: field.freeText('What it is for.'),
      actsForId: field.text('The person that it speaks for, such as `con_…`.'),
      scopes: field.listOf(field.text('A scope, such as `tickets:read`.'), 'What it may do.'),
      knownDocumentsOnly: field.yesNo('Whether it may send documents of the SDK only.'),
      expiresAt: EXPIRES,
    }),
  }),
  'api_key.rotated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une clé d’API a reçu un nouveau secret ; l’ancien reste valable un temps.',
      en: 'An API key got a new secret; the former one stays valid for a while.',
    },
    payload: payload({ ...KEY, formerExpiresAt: field.instant('Until when the former secret is valid.') }),
  }),
  'api_key.expiring': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une clé d’API expire dans une semaine.', en: 'An API key expires within a week.' },
    payload: payload({ ...KEY, expiresAt: EXPIRES }),
  }),
  'api_key.revoked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une clé d’API a été révoquée.', en: 'An API key was revoked.' },
    payload: payload(KEY),
  }),
};
