import { eventType, field, payload } from '../event-type.ts';

const sandboxId = field.id('acc', 'The sandbox.');

export const sandboxEvents = {
  'sandbox.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un partenaire a créé un bac à sable (B22).', en: 'A partner made a sandbox (B22).' },
    payload: payload({
      sandboxId,
      plan: field.oneOf(['BASIC', 'ENHANCED', 'PREMIUM'], 'The plan of its account.'),
      now: field.instant('Where its clock stands.'),
    }),
  }),
  'sandbox.key_created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une clé d’un bac à sable a été créée ; la précédente de ce rôle prend fin (B22).',
      en: 'A key of a sandbox was made; the former one of that persona ends (B22).',
    },
    payload: payload({
      sandboxId,
      apiKeyId: field.id('key', 'The key.'),
      persona: field.oneOf(['CUSTOMER', 'PARTNER', 'ENGINEER', 'TAM', 'MANAGER'], 'Whom it plays.'),
      expiresAt: field.instant('Until when it works.'),
    }),
  }),
  'sandbox.key_ended': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une clé d’un bac à sable a pris fin avec l’accès de la personne qui l’avait créée (B22).',
      en: 'A key of a sandbox ended with the access of whoever made it (B22).',
    },
    payload: payload({
      sandboxId,
      apiKeyId: field.id('key', 'The key.'),
      persona: field.oneOf(['CUSTOMER', 'PARTNER', 'ENGINEER', 'TAM', 'MANAGER'], 'Whom it played.'),
    }),
  }),
  'sandbox.clock_advanced': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’horloge d’un bac à sable avance : ce qui vient à échéance se produit (B22).',
      en: 'The clock of a sandbox goes on: what comes due happens (B22).',
    },
    payload: payload({
      from: field.instant('Where it stood.'),
      to: field.instant('Where it will stand.'),
    }),
  }),
  'sandbox.reset': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un bac à sable a été réinitialisé (B22).', en: 'A sandbox was reset (B22).' },
    payload: payload({ sandboxId, now: field.instant('Where its clock stands.') }),
  }),
  'sandbox.deleted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un bac à sable a été supprimé (B22).', en: 'A sandbox was deleted (B22).' },
    payload: payload({ sandboxId }),
  }),
};
