import type { Actor } from '../access.ts';
import type { Text } from '../problem.ts';
import { NOTICE_KINDS, type NoticeKind } from './notice.rules.ts';

/** A kind of notices, as whoever chooses among them reads it. */
interface KindWords {
  /** Whom it can concern: people of customers, the vendor's staff, or both. */
  audience: 'CUSTOMER' | 'VENDOR' | 'ALL';
  label: Text;
  description: Text;
}

/** What each kind is called, and when it is told. */
export const KIND_WORDS: Record<NoticeKind, KindWords> = {
  CLOCK_AT_RISK: {
    audience: 'VENDOR',
    label: { fr: 'Première réponse à donner bientôt', en: 'First response due soon' },
    description: { fr: 'Une première réponse est à donner bientôt.', en: 'A first response is due soon.' },
  },
  CLOCK_BREACHED: {
    audience: 'VENDOR',
    label: { fr: 'Délai de première réponse dépassé', en: 'First response overdue' },
    description: {
      fr: 'Une première réponse n’est pas venue à temps.',
      en: 'A first response did not come in time.',
    },
  },
  ASSIGNEE_SILENT: {
    audience: 'VENDOR',
    label: { fr: 'Client sans nouvelles', en: 'Customer without news' },
    description: {
      fr: 'Le client attend, et personne du fournisseur n’a écrit depuis un moment.',
      en: 'The customer waits, and nobody of the vendor has written for a while.',
    },
  },
  TICKET_ASSIGNED: {
    audience: 'VENDOR',
    label: { fr: 'Ticket attribué', en: 'Ticket assigned' },
    description: { fr: 'Un ticket vous est attribué.', en: 'A ticket is assigned to you.' },
  },
  TICKET_RECEIVED: {
    audience: 'CUSTOMER',
    label: { fr: 'Accusé de réception', en: 'Acknowledgement' },
    description: {
      fr: 'Votre demande est arrivée : sa référence, et quand vous aurez une première réponse.',
      en: 'Your request has arrived: its reference, and when you get a first response.',
    },
  },
  TICKET_REPLIED: {
    audience: 'ALL',
    label: { fr: 'Réponses', en: 'Replies' },
    description: {
      fr: 'L’autre côté a écrit sur un ticket qui vous concerne, qu’il attende votre réponse ou soit résolu.',
      en: 'The other side wrote on a ticket that concerns you, be it that it waits for you or is resolved.',
    },
  },
  TICKET_CHANGED: {
    audience: 'ALL',
    label: { fr: 'Changements d’un ticket', en: 'Changes of a ticket' },
    description: {
      fr: 'Un état, une gravité, une échéance ou une décision a changé sur un ticket qui vous concerne.',
      en: 'A state, a severity, a deadline or a decision changed on a ticket that concerns you.',
    },
  },
  RATING_ASKED: {
    audience: 'CUSTOMER',
    label: { fr: 'Demande d’évaluation', en: 'Request for a rating' },
    description: {
      fr: 'Votre demande est résolue, et vous pouvez l’évaluer.',
      en: 'Your request is resolved, and you can rate it.',
    },
  },
  MEETING_SCHEDULED: {
    audience: 'ALL',
    label: { fr: 'Réunion prévue', en: 'Meeting scheduled' },
    description: {
      fr: 'Vous participez à une nouvelle réunion. L’invitation vient par e-mail de toute façon.',
      en: 'You take part in a new meeting. The invitation comes by mail anyway.',
    },
  },
  MEETING_RESCHEDULED: {
    audience: 'ALL',
    label: { fr: 'Réunion déplacée', en: 'Meeting moved' },
    description: {
      fr: 'Une réunion à laquelle vous participez a été déplacée. L’invitation vient par e-mail de toute façon.',
      en: 'A meeting in which you take part was moved. The invitation comes by mail anyway.',
    },
  },
  MEETING_CANCELLED: {
    audience: 'ALL',
    label: { fr: 'Réunion annulée', en: 'Meeting cancelled' },
    description: {
      fr: 'Une réunion à laquelle vous deviez participer n’a pas lieu. L’annulation vient par e-mail de toute façon.',
      en: 'A meeting in which you were to take part does not take place. The cancellation comes by mail anyway.',
    },
  },
  INCIDENT_UPDATE_DUE: {
    audience: 'VENDOR',
    label: { fr: 'Nouvelles d’un incident à donner', en: 'News of an incident due' },
    description: {
      fr: 'Le client d’un incident sévère attend des nouvelles, comme convenu.',
      en: 'The customer of a severe incident is to hear how it stands, as agreed.',
    },
  },
  MEETING_SLOTS_PROPOSED: {
    audience: 'CUSTOMER',
    label: { fr: 'Créneaux proposés', en: 'Times proposed' },
    description: {
      fr: 'Votre Technical Account Manager propose des créneaux pour une réunion.',
      en: 'Your Technical Account Manager proposes times for a meeting.',
    },
  },
  CONTRACT_RENEWAL_DUE: {
    audience: 'CUSTOMER',
    label: { fr: 'Fin de contrat proche', en: 'Contract ends soon' },
    description: {
      fr: 'La durée du service de votre contrat s’achève bientôt.',
      en: 'The service term of your contract ends soon.',
    },
  },
  CONTRACT_RENEWAL_FAILED: {
    audience: 'CUSTOMER',
    label: { fr: 'Renouvellement impossible', en: 'Renewal failed' },
    description: {
      fr: 'Votre contrat n’a pas pu se renouveler de lui-même.',
      en: 'Your contract could not renew by itself.',
    },
  },
  FORUM_REPLIED: {
    audience: 'ALL',
    label: { fr: 'Réponses dans le forum', en: 'Replies in the forum' },
    description: {
      fr: 'Quelqu’un a répondu à un sujet que vous suivez.',
      en: 'Somebody replied to a topic that you follow.',
    },
  },
  API_KEY_EXPIRING: {
    audience: 'ALL',
    label: { fr: 'Clé d’API qui expire', en: 'API key expires' },
    description: { fr: 'Une clé d’API expire dans la semaine.', en: 'An API key expires within a week.' },
  },
  OBLIGATION_DUE: {
    audience: 'ALL',
    label: { fr: 'Prestation à faire', en: 'Service due' },
    description: {
      fr: 'Ce que le forfait promet est à faire bientôt.',
      en: 'What the plan promises is due soon.',
    },
  },
  OBLIGATION_OVERDUE: {
    audience: 'ALL',
    label: { fr: 'Prestation en retard', en: 'Service overdue' },
    description: {
      fr: 'Ce que le forfait promet n’a pas été fait à temps.',
      en: 'What the plan promises was not done in time.',
    },
  },
  OBLIGATION_WAIVED: {
    audience: 'ALL',
    label: { fr: 'Prestation abandonnée', en: 'Service waived' },
    description: {
      fr: 'Le fournisseur a abandonné ce que le forfait promet.',
      en: 'The vendor waived what the plan promises.',
    },
  },
  HEALTH_REVIEW_COMPLETED: {
    audience: 'CUSTOMER',
    label: { fr: 'Examen du compte terminé', en: 'Health review completed' },
    description: {
      fr: 'L’examen de l’état de votre compte est terminé.',
      en: 'The health review of your account is completed.',
    },
  },
  OBJECTIVE_PROPOSED: {
    audience: 'CUSTOMER',
    label: { fr: 'Objectif proposé', en: 'Objective proposed' },
    description: {
      fr: 'Un objectif de votre plan de réussite est proposé, ou proposé de nouveau.',
      en: 'An objective of your success plan is proposed, or proposed anew.',
    },
  },
};

/** The kinds that can concern a person of a customer, or of the vendor. */
export function kindsFor({ kind: person }: Pick<Actor, 'kind'>): readonly NoticeKind[] {
  const others = person === 'staff' ? 'CUSTOMER' : 'VENDOR';
  return NOTICE_KINDS.filter((kind) => KIND_WORDS[kind].audience !== others);
}
