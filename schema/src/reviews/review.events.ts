import { eventType, field, payload } from '../event-type.ts';

const clusterId = field.id('clu', 'The cluster.');
const month = field.text('The month, such as 2026-05.');

export const reviewEvents = {
  'monthly_review.opened': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une revue mensuelle a été ouverte, ou ses demandes regroupées à nouveau (S83).',
      en: 'A monthly review was opened, or its requests grouped anew (S83).',
    },
    payload: payload({ month }),
  }),
  'monthly_review.requests_reviewed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Des demandes du mois ont été examinées (S83).',
      en: 'Requests of the month were reviewed (S83).',
    },
    payload: payload({ ticketIds: field.listOf(field.id('tkt', 'A ticket.'), 'Which ones.') }),
  }),
  'monthly_review.request_moved': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une demande a changé de groupe (S84).',
      en: 'A request was put into another cluster (S84).',
    },
    payload: payload({ ticketId: field.id('tkt', 'The ticket.'), clusterId }),
  }),
  'monthly_review.clusters_merged': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Deux groupes n’en font plus qu’un (S84).', en: 'Two clusters became one (S84).' },
    payload: payload({ clusterId, intoId: field.id('clu', 'The one that stands.') }),
  }),
  'monthly_review.cluster_dismissed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un groupe n’est pas un problème récurrent (S84).',
      en: 'A cluster is no recurring issue (S84).',
    },
    payload: payload({ clusterId }),
  }),
  'monthly_review.cluster_analysed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un problème récurrent a été analysé (S84).', en: 'A recurring issue was analysed (S84).' },
    payload: payload({ clusterId }),
  }),
  'monthly_review.completed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La revue mensuelle de toutes les demandes est terminée (S83, B6).',
      en: 'The monthly review of all requests is completed (S83, B6).',
    },
    payload: payload({ month }),
  }),
};
