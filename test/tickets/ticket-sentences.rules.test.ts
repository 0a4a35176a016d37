import { expect, test } from 'vitest';
import { expectSentence, sentenceOf, typesOf, type Sentence } from '../support/telling.ts';

const DUE = '2026-05-04T10:00:00.000Z';
const LATER = '2026-05-04T14:00:00.000Z';
const MOVE = { before: 'IN_PROGRESS', after: 'RESOLVED' };
const CLASSIFICATION = {
  subject: 'Tags do not fire',
  requestType: 'HOW_TO',
  kind: 'SERVICE_REQUEST',
  sku: 'IQ',
  profileId: null,
  requesterId: 'con_1',
};

/** By type: a payload, and the sentence in French and in English. */
const SENTENCES: Sentence[] = [
  [
    'ticket.opened',
    {
      reference: 'T-1043',
      requesterId: 'con_1',
      channel: 'EMAIL',
      requestType: 'HOW_TO',
      severity: 'MODERATE',
      plan: 'ENHANCED',
      sku: 'IQ',
      receivedAt: DUE,
      relatedToId: 'tkt_2',
    },
    'Ouvert pour Aline Petit par e-mail\u00a0: Mode d’emploi, gravité modérée, forfait Enhanced. Issu de T-1042.',
    'Opened for Aline Petit by email: How-to, severity moderate, plan Enhanced. It arose from T-1042.',
  ],
  [
    'ticket.imported',
    {
      reference: 'T-1043',
      requesterId: 'con_1',
      requestType: 'HOW_TO',
      severity: 'LIMITED',
      plan: 'BASIC',
      receivedAt: DUE,
      respondedAt: null,
      resolvedAt: null,
    },
    'Repris d’un autre système pour Aline Petit\u00a0: Mode d’emploi, gravité limitée, reçu là-bas le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'Taken over from another system for Aline Petit: How-to, severity limited, received there on Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  ['ticket.replied', { messageId: 'msg_1', by: 'CUSTOMER' }, 'Le client a répondu.', 'The customer replied.'],
  [
    'ticket.replied',
    { messageId: 'msg_1', by: 'VENDOR' },
    'Le fournisseur a répondu.',
    'The vendor replied.',
  ],
  [
    'ticket.replied',
    { messageId: 'msg_1', by: 'PARTNER' },
    'Un partenaire a répondu au nom du client.',
    'A partner replied in the customer’s name.',
  ],
  [
    'ticket.call_logged',
    { messageId: 'msg_1', by: 'VENDOR' },
    'Un appel téléphonique a été noté sur le ticket.',
    'A telephone call was noted on the ticket.',
  ],
  [
    'ticket.noted',
    { messageId: 'msg_1', by: 'VENDOR' },
    'Une note interne a été écrite.',
    'An internal note was written.',
  ],
  [
    'ticket.message_redacted',
    { messageId: 'msg_1', text: true, attachmentIds: ['att_1', 'att_2'] },
    'Le texte et 2 fichiers ont été retirés d’un message\u00a0; le message reste.',
    'The text and 2 files were taken out of a message; that there was one stays.',
  ],
  [
    'ticket.note_redacted',
    { messageId: 'msg_1', text: false, attachmentIds: ['att_1'] },
    'Un fichier a été retiré d’une note interne.',
    'A file was taken out of an internal note.',
  ],
  [
    'ticket.redacted',
    { texts: 3 },
    'Des mots ont été retirés de ce que dit le ticket\u00a0; le reste demeure.',
    'Words were taken out of what the ticket says; the rest stays.',
  ],
  [
    'ticket.labelled',
    { added: ['lab_1', 'lab_2'], removed: [] },
    'Étiquettes ajoutées\u00a0: proxy, réseau.',
    'Labels put on it: proxy, réseau.',
  ],
  [
    'ticket.labelled',
    { added: ['lab_1'], removed: ['lab_2'] },
    'Étiquettes ajoutées\u00a0: proxy\u00a0; retirées\u00a0: réseau.',
    'Labels put on it: proxy; taken off: réseau.',
  ],
  [
    'ticket.watched',
    { contactId: 'con_1' },
    'Aline Petit suit le ticket.',
    'Aline Petit follows the ticket.',
  ],
  [
    'ticket.unwatched',
    { contactId: 'con_1' },
    'Aline Petit ne suit plus le ticket.',
    'Aline Petit follows the ticket no more.',
  ],
  ['ticket.followed', { staffId: 'stf_2' }, 'Max Weber suit le ticket.', 'Max Weber watches the ticket.'],
  [
    'ticket.unfollowed',
    { staffId: 'stf_9' },
    'Quelqu’un ne suit plus le ticket.',
    'Somebody watches the ticket no more.',
  ],
  [
    'ticket.assigned',
    {
      before: { assigneeId: null, teamId: null },
      after: { assigneeId: 'stf_1', teamId: 'tea_1' },
      why: { rule: '2.1', scores: [{ staffId: 'stf_1', load: 0, refusal: null }] },
    },
    'Le ticket est confié à Jeanne Morel (équipe Paris), par la règle 2.1\u00a0; avant\u00a0: personne.',
    'The ticket was given to Jeanne Morel (team Paris), by rule 2.1; before: nobody.',
  ],
  [
    'ticket.assigned',
    { before: { assigneeId: 'stf_1', teamId: 'tea_1' }, after: { assigneeId: null, teamId: 'tea_1' } },
    'Le ticket est confié à l’équipe Paris\u00a0; avant\u00a0: Jeanne Morel (équipe Paris).',
    'The ticket was given to team Paris; before: Jeanne Morel (team Paris).',
  ],
  [
    'ticket.assigned',
    {
      before: { assigneeId: null, teamId: null },
      after: { assigneeId: 'stf_1', teamId: null },
      why: { rule: 'TAM', scores: [] },
    },
    'Le ticket est confié à Jeanne Morel, TAM du compte\u00a0; avant\u00a0: personne.',
    'The ticket was given to Jeanne Morel, the TAM of the account; before: nobody.',
  ],
  [
    'ticket.reclassified',
    {
      before: CLASSIFICATION,
      after: {
        ...CLASSIFICATION,
        subject: 'Nobody can sign in',
        requestType: 'LOGIN_ISSUE',
        kind: 'INCIDENT',
      },
      answersChanged: true,
    },
    'Le ticket a été corrigé\u00a0: objet «\u00a0Nobody can sign in\u00a0» au lieu de «\u00a0Tags do not fire\u00a0»\u00a0; type «\u00a0Problème de connexion\u00a0» au lieu de «\u00a0Mode d’emploi\u00a0»\u00a0; réponses au formulaire. Aucun délai n’a bougé.',
    'The ticket was corrected: subject “Nobody can sign in” instead of “Tags do not fire”; type “Login issue” instead of “How-to”; answers to the form. No deadline moved.',
  ],
  [
    'ticket.rating_asked',
    { closesAt: DUE },
    'La personne qui a ouvert la demande est invitée à l’évaluer jusqu’au lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'Whoever made the request is asked to rate it until Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  [
    'ticket.rated',
    { before: null, after: 4 },
    'La demande a été évaluée\u00a0: 4 sur 5.',
    'The request was rated: 4 of 5.',
  ],
  [
    'ticket.rated',
    { before: 4, after: 2 },
    'L’évaluation de la demande est passée de 4 à 2 sur 5.',
    'The rating of the request changed from 4 to 2 of 5.',
  ],
  [
    'ticket.known_event_linked',
    { eventId: 'ste_1', messageId: 'msg_1' },
    'Le fournisseur connaît déjà ce qui est signalé\u00a0: «\u00a0Lenteurs\u00a0» sur la page d’état.',
    'The vendor knows of it already: “Slowness” on the status page.',
  ],
  [
    'ticket.severity_raised',
    { before: 'LIMITED', after: 'SEVERE', cause: 'WORSENED' },
    'La gravité a été relevée de limitée à sévère, car la situation s’est aggravée.',
    'The severity was raised from limited to severe, because it got worse.',
  ],
  [
    'ticket.severity_raised',
    { before: 'LIMITED', after: 'MODERATE', cause: 'CORRECTION' },
    'La gravité a été relevée de limitée à modérée, car elle avait été mal jugée.',
    'The severity was raised from limited to moderate, because it had been misjudged.',
  ],
  [
    'ticket.severity_lowered',
    { loweringId: 'low_1', before: 'SEVERE', after: 'LIMITED' },
    'La gravité a été abaissée de sévère à limitée\u00a0; le client peut le contester une fois.',
    'The severity was lowered from severe to limited; the customer may contest that once.',
  ],
  [
    'ticket.severity_contested',
    { loweringId: 'low_1' },
    'Le client conteste l’abaissement de la gravité.',
    'The customer contests the lowered severity.',
  ],
  [
    'ticket.severity_upheld',
    { loweringId: 'low_1' },
    'La gravité abaissée est maintenue.',
    'The lowered severity was upheld.',
  ],
  [
    'ticket.severity_restored',
    { loweringId: 'low_1', before: 'LIMITED', after: 'SEVERE' },
    'La gravité est de nouveau sévère, comme si elle n’avait pas été abaissée à limitée.',
    'The severity is severe again, as if it had never been lowered to limited.',
  ],
  [
    'ticket.waiting',
    { before: 'IN_PROGRESS', after: 'WAITING_ON_CUSTOMER' },
    'Le ticket attend le client.',
    'The ticket waits for the customer.',
  ],
  [
    'ticket.waiting',
    { before: 'IN_PROGRESS', after: 'WAITING_ON_THIRD_PARTY', reason: 'the DNS provider' },
    'Le ticket attend un tiers\u00a0: the DNS provider.',
    'The ticket waits for a third party: the DNS provider.',
  ],
  ['ticket.work_started', MOVE, 'Le travail a commencé.', 'Work has started.'],
  [
    'ticket.resumed',
    { before: 'WAITING_ON_CUSTOMER', after: 'IN_PROGRESS' },
    'Le ticket, jusque-là en attente du client, a été repris.',
    'The ticket, until now waiting on the customer, was taken up again.',
  ],
  ['ticket.resolved', MOVE, 'Le ticket est résolu.', 'The ticket is resolved.'],
  [
    'ticket.reopened',
    { before: 'RESOLVED', after: 'IN_PROGRESS' },
    'Le ticket, jusque-là résolu, a été rouvert.',
    'The ticket, until now resolved, was re-opened.',
  ],
  [
    'ticket.reopened',
    { before: 'CANCELLED', after: 'RECEIVED', reason: 'It was no spam!' },
    'Le ticket, jusque-là annulé, a été rouvert\u00a0: It was no spam!',
    'The ticket, until now cancelled, was re-opened: It was no spam!',
  ],
  ['ticket.closed', MOVE, 'Le ticket est clos.', 'The ticket was closed for good.'],
  [
    'ticket.withdrawn',
    MOVE,
    'Le client a retiré le ticket avant toute réponse.',
    'The customer withdrew the ticket before anybody answered.',
  ],
  [
    'ticket.rejected',
    {
      before: 'IN_REVIEW',
      after: 'REJECTED_OUT_OF_SCOPE',
      rejectionId: 'rej_1',
      clauseId: '1:3.4',
      reasonFr: 'C’est de l’architecture',
      reasonEn: 'That is architecture',
    },
    'La demande est hors du programme selon la clause 3.4\u00a0: C’est de l’architecture.',
    'The request is outside the programme by clause 3.4: That is architecture.',
  ],
  [
    'ticket.cancelled',
    { before: 'RECEIVED', after: 'CANCELLED', reason: 'SPAM', belongsToId: null },
    'Le ticket a été annulé, car jugé indésirable.',
    'The ticket was cancelled as spam.',
  ],
  [
    'ticket.cancelled',
    { before: 'RECEIVED', after: 'CANCELLED', reason: 'DUPLICATE', belongsToId: 'tkt_2' },
    'Le ticket a été annulé, car il figure déjà dans T-1042.',
    'The ticket was cancelled, because it stands in T-1042 already.',
  ],
  [
    'ticket.cancelled',
    { before: 'RECEIVED', after: 'CANCELLED', reason: 'MERGED', belongsToId: 'tkt_2' },
    'Le ticket a été fusionné avec T-1042, où il continue.',
    'The ticket was merged into T-1042, where it goes on.',
  ],
  [
    'ticket.split',
    { childId: 'tkt_2', messageIds: ['msg_1'] },
    'Une autre question est devenue un ticket à part, T-1042.',
    'Another question became a ticket of its own, T-1042.',
  ],
  [
    'ticket.absorbed',
    { ticketId: 'tkt_2' },
    'T-1042 a été fusionné avec ce ticket et continue ici.',
    'T-1042 was merged into this ticket and goes on here.',
  ],
  [
    'ticket.review_begun',
    { before: 'RECEIVED', after: 'IN_REVIEW' },
    'Un ingénieur examine si la demande relève du programme.',
    'An engineer examines whether the request is within the programme.',
  ],
  [
    'ticket.scope_reviewed',
    {
      reviewId: 'rev_1',
      reviewerId: 'stf_1',
      verdict: 'IN_SCOPE',
      clauseId: null,
      meetingDecision: 'NOT_NEEDED',
      meetingPurpose: null,
      meetingId: null,
    },
    'Jeanne Morel a jugé la demande\u00a0: elle relève du programme\u00a0; sans réunion.',
    'Jeanne Morel judged the request: it is within the programme; no meeting is needed.',
  ],
  [
    'ticket.scope_reviewed',
    {
      reviewId: 'rev_1',
      reviewerId: 'stf_1',
      verdict: 'WAIVED',
      clauseId: '1:3.8',
      meetingDecision: 'NEEDED',
      meetingPurpose: 'CLARIFY',
      meetingId: 'mtg_1',
    },
    'Jeanne Morel a jugé la demande\u00a0: elle est hors du programme selon la clause 3.8, et sera traitée tout de même\u00a0; une réunion est nécessaire pour clarifier la demande.',
    'Jeanne Morel judged the request: it is outside the programme by clause 3.8, and is done all the same; a meeting is needed to clarify the request.',
  ],
  [
    'ticket.meeting_requested',
    { meetingId: 'mtg_1', purpose: 'DISCUSS' },
    'Une réunion est nécessaire pour discuter du sujet.',
    'A meeting is needed to discuss the subject.',
  ],
  [
    'ticket.meeting_scheduled',
    { meetingId: 'mtg_1', startsAt: LATER, durationMinutes: 45, organizerId: 'stf_1', before: DUE },
    'Une réunion de 45 min avec Jeanne Morel a lieu le lundi 4 mai 2026 à 16h00 (Europe/Paris), et non plus le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'A meeting of 45 min with Jeanne Morel takes place on Monday 4 May 2026, 16:00 (Europe/Paris), no longer on Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  [
    'ticket.meeting_cancelled',
    { meetingId: 'mtg_1', cause: 'CALLED_OFF' },
    'Une réunion n’a pas lieu\u00a0: un ingénieur l’a annulée.',
    'A meeting does not take place: an engineer called it off.',
  ],
  [
    'ticket.times_proposed',
    { engagementId: 'eng_1', startsAt: [LATER, DUE], durationMinutes: 30 },
    'Des créneaux de 30 min sont proposés pour la réunion demandée\u00a0: lundi 4 mai 2026 à 12h00 (Europe/Paris)\u00a0; lundi 4 mai 2026 à 16h00 (Europe/Paris).',
    'Times of 30 min are proposed for the meeting that was asked for: Monday 4 May 2026, 12:00 (Europe/Paris); Monday 4 May 2026, 16:00 (Europe/Paris).',
  ],
  [
    'ticket.meeting_agreed',
    {
      engagementId: 'eng_1',
      meetingId: 'mee_1',
      startsAt: DUE,
      durationMinutes: 60,
      organizerId: 'stf_1',
    },
    'La réunion demandée, de 1 h avec Jeanne Morel, a lieu le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'The meeting that was asked for, of 1 h with Jeanne Morel, takes place on Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  [
    'ticket.offer_made',
    { engagementId: 'tse_1', rejectionId: 'rej_1' },
    'Un engagement de services techniques est proposé.',
    'A technical services engagement is offered.',
  ],
  [
    'ticket.offer_accepted',
    { engagementId: 'tse_1', decidedById: 'con_1' },
    'Aline Petit a accepté l’engagement de services techniques proposé.',
    'Aline Petit accepted the technical services engagement that was offered.',
  ],
  [
    'ticket.offer_declined',
    { engagementId: 'tse_1', decidedById: 'con_1' },
    'Aline Petit a décliné l’engagement de services techniques proposé.',
    'Aline Petit declined the technical services engagement that was offered.',
  ],
  [
    'ticket.offer_withdrawn',
    { engagementId: 'tse_1' },
    'L’offre est retirée, car le rejet est annulé.',
    'The offer is withdrawn, because the rejection is overturned.',
  ],
  [
    'ticket.second_opinion_requested',
    { secondOpinionId: 'sop_1', rejectionId: 'rej_1', requestedById: 'con_1' },
    'Aline Petit demande un deuxième avis sur le rejet.',
    'Aline Petit asks for a second opinion on the rejection.',
  ],
  [
    'ticket.second_opinion_given',
    { secondOpinionId: 'sop_1', rejectionId: 'rej_1', reviewId: 'rev_1', outcome: 'OVERTURNED' },
    'Le deuxième avis annule le rejet.',
    'The second opinion overturns the rejection.',
  ],
];

test.each(SENTENCES)('B11 B21 %s is told in a sentence of its own (%#)', expectSentence);

test('B11 B21 every type of events of a ticket has a sentence here', () => {
  expect([...new Set(SENTENCES.map(([type]) => type))].toSorted()).toEqual(typesOf('ticket'));
});

test('B11 a payload of a form that is not known tells what its type means, and so does any other event', () => {
  expect(sentenceOf('ticket.assigned', { after: 'stf_1' }).en).toBe(
    'The ticket was given to a person or a team.',
  );
  expect(sentenceOf('account.created', {}).en).toBe('An account was created, with its first administrator.');
  expect(sentenceOf('ticket.of_a_later_release', {}).en).toBe('ticket.of_a_later_release');
});
