import { eventType, field, payload } from '../event-type.ts';

const MESSAGE = {
  messageId: field.id('msg', 'The message; read it on the ticket.'),
  by: field.oneOf(['CUSTOMER', 'PARTNER', 'VENDOR'], 'Who wrote it: a partner does in the customer’s name.'),
};
const REDACTION = {
  messageId: field.id('msg', 'The message; read on the ticket what is left of it.'),
  text: field.yesNo('Its text was taken out.'),
  attachmentIds: field.listOf(field.id('att', 'A file.'), 'The files that were taken out.'),
};
const MOVE = {
  before: field.text('The state until now, as `TicketState` lists.'),
  after: field.text('The state from now on, as `TicketState` lists.'),
};
const ASSIGNMENT = {
  assigneeId: field.maybeId('stf', 'Who works on it.'),
  teamId: field.maybeId('tea', 'The team that it is with.'),
};
const CLASSIFICATION = {
  subject: field.freeText('The question in one line.'),
  requestType: field.text('What is asked for (S42).'),
  kind: field.oneOf(['INCIDENT', 'SERVICE_REQUEST', 'TAM_REQUEST'], 'Its kind (S28, S30).'),
  sku: field.text('Code of the service that it is about (S88).'),
  profileId: field.maybeId('prf', 'The profile that it is about.'),
  requesterId: field.id('con', 'Who asks.'),
};
const WHY = field.object(
  {
    rule: field.text('`TAM`, `BACKUP`, or a rule as version and number, such as `0.1`.'),
    scores: field.listOf(
      field.object(
        {
          staffId: field.id('stf', 'Somebody of the team.'),
          load: field.integer('What the open tickets of the person weigh.'),
          refusal: field.maybeOneOf(
            ['ABSENT', 'SKILL_REQUEST_TYPE', 'SKILL_SOLUTION', 'SKILL_LANGUAGE', 'CAPACITY'],
            'Why not this person; null where nothing speaks against it.',
          ),
        },
        'Who was considered.',
      ),
      'Everybody of the team, those with the least to do first.',
    ),
  },
  'Why these, where a rule chose them.',
);
const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;

export const ticketEvents = {
  'ticket.opened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un ticket a été ouvert.', en: 'A ticket was opened.' },
    payload: payload({
      reference: field.text('The handle among people, "T-1042".'),
      requesterId: field.id('con', 'Who asks.'),
      channel: field.oneOf(['WEB', 'EMAIL', 'PHONE'], 'How it came in (S12–S14).'),
      requestType: field.text('What is asked for (S42).'),
      severity: field.oneOf(SEVERITIES, 'How badly the customer is hit.'),
      plan: field.oneOf(['BASIC', 'ENHANCED', 'PREMIUM'], 'The plan that the promise is made by.'),
      sku: field.text('Code of the service that it is about (S88).'),
      receivedAt: field.instant('When the server received it (C4).'),
      relatedToId: field.maybeId('tkt', 'The ticket that it arose from.'),
    }),
  }),
  'ticket.replied': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une réponse a été écrite, lisible des deux côtés.',
      en: 'A reply that both sides see was written.',
    },
    payload: payload(MESSAGE),
  }),
  'ticket.call_logged': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un appel téléphonique a été noté sur le ticket (C8).',
      en: 'A telephone call was noted on the ticket (C8).',
    },
    payload: payload(MESSAGE),
  }),
  'ticket.noted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une note interne a été écrite.', en: 'An internal note was written.' },
    payload: payload(MESSAGE),
  }),
  'ticket.message_redacted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un texte ou des fichiers ont été retirés d’un message ; le message reste.',
      en: 'A text or files were taken out of a message; that there was one stays.',
    },
    payload: payload(REDACTION),
  }),
  'ticket.note_redacted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un texte ou des fichiers ont été retirés d’une note interne.',
      en: 'A text or files were taken out of an internal note.',
    },
    payload: payload(REDACTION),
  }),
  'ticket.redacted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Des mots ont été retirés de ce que dit le ticket ; le reste demeure.',
      en: 'Words were taken out of what the ticket says; the rest stays.',
    },
    payload: payload({ texts: field.integer('In how many texts and events of the ticket they stood.') }),
  }),
  'ticket.labelled': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Les étiquettes du ticket ont changé.', en: 'The labels of the ticket changed.' },
    payload: payload({
      added: field.listOf(field.id('lab', 'A label.'), 'What was put on it.'),
      removed: field.listOf(field.id('lab', 'A label.'), 'What was taken off.'),
    }),
  }),
  'ticket.watched': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une personne du compte suit le ticket.', en: 'A person of the account follows the ticket.' },
    payload: payload({ contactId: field.id('con', 'Who.') }),
  }),
  'ticket.unwatched': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne du compte ne suit plus le ticket.',
      en: 'A person of the account follows the ticket no more.',
    },
    payload: payload({ contactId: field.id('con', 'Who.') }),
  }),
  'ticket.followed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un membre du personnel suit le ticket.', en: 'One of the staff watches the ticket.' },
    payload: payload({ staffId: field.id('stf', 'Who.') }),
  }),
  'ticket.unfollowed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un membre du personnel ne suit plus le ticket.',
      en: 'One of the staff watches the ticket no more.',
    },
    payload: payload({ staffId: field.id('stf', 'Who.') }),
  }),
  'ticket.assigned': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le ticket a été confié à une personne ou à une équipe (C19).',
      en: 'The ticket was given to a person or a team (C19).',
    },
    payload: payload({
      before: field.object(ASSIGNMENT, 'Whose it was until now.'),
      after: field.object(ASSIGNMENT, 'Whose it is from now on.'),
      why: WHY.optional().describe('Why these, where a rule chose them.'),
    }),
  }),
  'ticket.reclassified': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Ce que demande le ticket, ou pour qui, a été corrigé ; aucun délai n’a bougé.',
      en: 'What the ticket asks for, or for whom, was corrected; no deadline moved.',
    },
    payload: payload({
      before: field.object(CLASSIFICATION, 'What it was until now.'),
      after: field.object(CLASSIFICATION, 'What it is from now on.'),
      answersChanged: field.yesNo('The answers to the intake form changed too (S87).'),
    }),
  }),
  'ticket.rating_asked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La personne qui a ouvert la demande est invitée à l’évaluer : une fois par ticket (S2).',
      en: 'Whoever made the request is asked to rate it: once per ticket (S2).',
    },
    payload: payload({ closesAt: field.instant('The last instant at which a rating is taken.') }),
  }),
  'ticket.rated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La demande a été évaluée, ou son évaluation changée (S2).',
      en: 'The request was rated, or its rating changed (S2).',
    },
    payload: payload({
      before: field.maybeInteger('The score until now, 1 to 5; null for the first one.'),
      after: field.integer('The score from now on, 1 to 5.'),
    }),
  }),
  'ticket.known_event_linked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le fournisseur connaît déjà ce qui est signalé : un événement de la page d’état est lié au ticket (B18).',
      en: 'The vendor knows of it already: an event of the status page is linked to the ticket (B18).',
    },
    payload: payload({
      eventId: field.id('ste', 'The event of the status page.'),
      messageId: field.id('msg', 'The message that tells the customer.'),
    }),
  }),
  'ticket.severity_raised': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'La gravité a été relevée (C16).', en: 'The severity was raised (C16).' },
    payload: payload({
      before: field.oneOf(SEVERITIES, 'The severity until now.'),
      after: field.oneOf(SEVERITIES, 'The severity from now on.'),
      cause: field.text('Why: `WORSENED`, or `CORRECTION` of a misjudgement.'),
    }),
  }),
  'ticket.waiting': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le ticket attend le client ou un tiers (C12).',
      en: 'The ticket waits for the customer or for a third party (C12).',
    },
    payload: payload({
      ...MOVE,
      reason: field.maybeFreeText('Whom or what it waits for, when that is a third party.'),
    }),
  }),
  'ticket.work_started': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Le travail a commencé.', en: 'Work has started.' },
    payload: payload(MOVE),
  }),
  'ticket.resumed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Le ticket a été repris.', en: 'The ticket was taken up again.' },
    payload: payload(MOVE),
  }),
  'ticket.resolved': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Le ticket est résolu.', en: 'The ticket is resolved.' },
    payload: payload(MOVE),
  }),
  'ticket.reopened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un ticket résolu, ou terminé par erreur, a été rouvert (C22).',
      en: 'A ticket that was resolved, or ended by mistake, was re-opened (C22).',
    },
    payload: payload({ ...MOVE, reason: field.maybeFreeText('Why, when the vendor re-opened it.') }),
  }),
  'ticket.closed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Le ticket est clos.', en: 'The ticket was closed for good.' },
    payload: payload(MOVE),
  }),
  'ticket.withdrawn': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le client a retiré le ticket avant toute réponse (C24).',
      en: 'The customer withdrew the ticket before anybody answered (C24).',
    },
    payload: payload(MOVE),
  }),
  'ticket.rejected': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La demande est hors du programme (S93).',
      en: 'The request is outside the programme (S93).',
    },
    payload: payload({
      ...MOVE,
      rejectionId: field.id('rej', 'The rejection; read it on the ticket.'),
      clauseId: field.text('The exclusion that it falls under.'),
      reasonFr: field.freeText('What the customer was told, in French.'),
      reasonEn: field.freeText('What the customer was told, in English.'),
    }),
  }),
  'ticket.cancelled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le ticket a été annulé : indésirable, en double ou fusionné (C20, C24).',
      en: 'The ticket was cancelled: spam, a duplicate, or merged (C20, C24).',
    },
    payload: payload({
      ...MOVE,
      reason: field.oneOf(['SPAM', 'DUPLICATE', 'MERGED'], 'Why.'),
      belongsToId: field.maybeId('tkt', 'The ticket that it belongs to; null for spam.'),
    }),
  }),
};
