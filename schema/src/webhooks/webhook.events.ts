import { eventType, field, payload } from '../event-type.ts';

const TYPES = field.listOf(
  field.text('A type, or all of a kind, such as `ticket.*`.'),
  'Which events it is told of; none means all.',
);
const SETTINGS = { url: field.text('Where to.'), types: TYPES };

export const webhookEvents = {
  'webhook.added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un webhook a été ajouté.', en: 'A webhook was added.' },
    payload: payload(SETTINGS),
  }),
  'webhook.changed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un webhook a été modifié.', en: 'A webhook was changed.' },
    payload: payload({
      before: field.object(SETTINGS, 'What it was.'),
      after: field.object(SETTINGS, 'What it is.'),
    }),
  }),
  'webhook.secret_rotated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un webhook a reçu un nouveau secret ; l’ancien signe encore un temps.',
      en: 'A webhook got a new secret; the former one signs too for a while.',
    },
    payload: payload({ formerExpiresAt: field.instant('Until when the former secret signs too.') }),
  }),
  'webhook.stopped': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un webhook est arrêté : rien ne lui est plus envoyé, rien n’est perdu.',
      en: 'A webhook is stopped: nothing is sent to it any more, and nothing is lost.',
    },
    payload: payload({
      cause: field.oneOf(
        ['GONE', 'EXHAUSTED', 'STOPPED'],
        'Why: its receiver is gone, nothing arrived in a whole schedule, or somebody stopped it.',
      ),
    }),
  }),
  'webhook.started': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un webhook a redémarré, là où il s’était arrêté.',
      en: 'A webhook was started again: it goes on where it had stopped.',
    },
    payload: payload({}),
  }),
  'webhook.removed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un webhook a été supprimé.', en: 'A webhook was removed.' },
    payload: payload({}),
  }),
  'webhook.replayed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Des événements ont été envoyés de nouveau.', en: 'Events were sent again.' },
    payload: payload({ count: field.integer('How many.') }),
  }),
  'webhook.tested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un événement d’essai a été demandé ; il ne dit rien d’autre.',
      en: 'A test event was asked for; it says nothing else.',
    },
    payload: payload({ greeting: field.text('A word of welcome.') }),
  }),
};
