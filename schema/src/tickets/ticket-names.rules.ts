import type { Text } from '../problem.ts';
import type { TicketMove, TicketState } from './ticket.rules.ts';

// What states and moves are called in the sentences of problems: "The ticket is … Not possible: …".

export const STATE_NAMES: Record<TicketState, Text> = {
  RECEIVED: { fr: 'reçu', en: 'received' },
  IN_REVIEW: { fr: 'en cours d’examen', en: 'in review' },
  IN_PROGRESS: { fr: 'en cours', en: 'in progress' },
  WAITING_ON_CUSTOMER: { fr: 'en attente du client', en: 'waiting on the customer' },
  WAITING_ON_THIRD_PARTY: { fr: 'en attente d’un tiers', en: 'waiting on a third party' },
  RESOLVED: { fr: 'résolu', en: 'resolved' },
  CLOSED: { fr: 'fermé', en: 'closed' },
  REJECTED_OUT_OF_SCOPE: { fr: 'rejeté, car hors périmètre', en: 'rejected as out of scope' },
  WITHDRAWN: { fr: 'retiré', en: 'withdrawn' },
  CANCELLED: { fr: 'annulé', en: 'cancelled' },
};

export const MOVE_NAMES: Record<TicketMove, Text> = {
  REPLY: { fr: 'répondre', en: 'reply' },
  LOG_CALL: { fr: 'consigner un appel', en: 'log a call' },
  BEGIN_REVIEW: { fr: 'commencer l’examen', en: 'begin the review' },
  REVIEW: { fr: 'examiner le périmètre', en: 'review the scope' },
  START_WORK: { fr: 'commencer le travail', en: 'start work' },
  WAIT_FOR_CUSTOMER: { fr: 'attendre le client', en: 'wait for the customer' },
  WAIT_FOR_THIRD_PARTY: { fr: 'attendre un tiers', en: 'wait for a third party' },
  RESUME: { fr: 'reprendre', en: 'resume' },
  RESOLVE: { fr: 'résoudre', en: 'resolve' },
  REOPEN: { fr: 'rouvrir', en: 're-open' },
  REJECT: { fr: 'rejeter', en: 'reject' },
  REQUEST_SECOND_OPINION: { fr: 'demander un deuxième avis', en: 'request a second opinion' },
  GIVE_SECOND_OPINION: { fr: 'donner un deuxième avis', en: 'give a second opinion' },
  ACCEPT_OFFER: { fr: 'accepter l’offre', en: 'accept the offer' },
  DECLINE_OFFER: { fr: 'décliner l’offre', en: 'decline the offer' },
  RAISE_SEVERITY: { fr: 'relever la gravité', en: 'raise the severity' },
  LOWER_SEVERITY: { fr: 'abaisser la gravité', en: 'lower the severity' },
  CONTEST: { fr: 'contester la gravité abaissée', en: 'contest the lowered severity' },
  DECIDE_CONTEST: { fr: 'décider de la contestation', en: 'decide on the contest' },
  SPLIT: { fr: 'scinder', en: 'split' },
  MERGE: { fr: 'fusionner avec un autre', en: 'merge into another' },
  CANCEL: { fr: 'annuler', en: 'cancel' },
  CLOSE: { fr: 'fermer', en: 'close' },
  RATE: { fr: 'évaluer', en: 'rate' },
  NOTE: { fr: 'ajouter une note interne', en: 'add an internal note' },
  ASSIGN: { fr: 'attribuer', en: 'assign' },
  RECLASSIFY: { fr: 'reclasser', en: 'reclassify' },
};

/** What is to be done before something else, the nearest first. */
export const FIRST_MOVES = {
  REVIEW: { fr: 'Le périmètre doit d’abord être examiné.', en: 'The scope must be reviewed first.' },
  BEGIN_REVIEW: { fr: 'L’examen doit d’abord commencer.', en: 'The review must begin first.' },
  START_WORK: { fr: 'Le travail doit d’abord commencer.', en: 'Work must start first.' },
  RESUME: { fr: 'Le travail doit d’abord reprendre.', en: 'The ticket must be resumed first.' },
  REJECT: { fr: 'La demande doit d’abord être rejetée.', en: 'The request must be rejected first.' },
  WAIT_FOR_CUSTOMER: {
    fr: 'Le ticket doit d’abord attendre quelqu’un.',
    en: 'The ticket must wait for somebody first.',
  },
  RESOLVE: { fr: 'Le ticket doit d’abord être résolu.', en: 'The ticket must be resolved first.' },
  REOPEN: { fr: 'Le ticket doit d’abord être rouvert.', en: 'The ticket must be re-opened first.' },
  REPLY: { fr: 'Une réponse doit d’abord rouvrir le ticket.', en: 'A reply must re-open the ticket first.' },
} satisfies Partial<Record<TicketMove, Text>>;

export type FirstMove = keyof typeof FIRST_MOVES;
