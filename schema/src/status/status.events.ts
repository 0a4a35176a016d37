import { eventType, field, payload } from '../event-type.ts';
import { STATUS_STAGES } from './status.rules.ts';

export const statusEvents = {
  'status.event_reported': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une panne, un incident ou une maintenance de la plateforme a été signalé (S53).',
      en: 'An outage, an incident or maintenance of the platform was reported (S53).',
    },
    payload: payload({
      kind: field.oneOf(['OUTAGE', 'INCIDENT', 'MAINTENANCE'], 'What it is.'),
      components: field.listOf(field.text('The code of a part of the platform.'), 'What is affected.'),
    }),
  }),
  'status.maintenance_scheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une maintenance de la plateforme a été annoncée (S53).',
      en: 'Maintenance of the platform was announced (S53).',
    },
    payload: payload({
      components: field.listOf(field.text('The code of a part of the platform.'), 'What is affected.'),
      startsAt: field.instant('When it will begin.'),
      endsAt: field.instant('When it should be over.'),
    }),
  }),
  'status.maintenance_rescheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une maintenance de la plateforme a changé de date (S53).',
      en: 'Maintenance of the platform was moved to another time (S53).',
    },
    payload: payload({
      formerStartsAt: field.instant('When it should have begun.'),
      startsAt: field.instant('When it will begin.'),
      endsAt: field.instant('When it should be over.'),
    }),
  }),
  'status.update_posted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une nouvelle d’un événement de la plateforme a été publiée (S53, S55).',
      en: 'News of an event of the platform was published (S53, S55).',
    },
    payload: payload({
      updateId: field.id('stu', 'The update.'),
      stage: field.oneOf(STATUS_STAGES, 'Where the event stands from then on.'),
    }),
  }),
  'status.subscription_requested': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Quelqu’un a demandé à recevoir les nouvelles de la plateforme par e-mail (S55).',
      en: 'Somebody asked for news of the platform by mail (S55).',
    },
    payload: payload({}),
  }),
  'status.subscribed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une adresse a été confirmée et abonnée (S55).',
      en: 'An address was confirmed and subscribed (S55).',
    },
    payload: payload({}),
  }),
  'status.subscription_changed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un abonnement a changé (S55).', en: 'A subscription changed (S55).' },
    payload: payload({}),
  }),
  'status.unsubscribed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un abonnement a pris fin ; l’adresse est oubliée (S55).',
      en: 'A subscription ended; its address is forgotten (S55).',
    },
    payload: payload({}),
  }),
  'status.event_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un événement de la plateforme est terminé.', en: 'An event of the platform is over.' },
    payload: payload({ endedAt: field.instant('When.') }),
  }),
};
