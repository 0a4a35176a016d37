import type { Text } from '../problem.ts';
import { called, reason, type Sentence, type Told } from './telling.rules.ts';

/** What reviews of the scope, and what follows from them, tell. */
export const SCOPE_SENTENCES: Record<string, Sentence> = {
  'ticket.scope_reviewed': (told) => {
    const who = called(told, told.payload['reviewerId']);
    const [verdict, meeting] = [verdictOf(told), meetingOf(told)];
    return {
      fr: `${who.fr} a jugé la demande : ${verdict.fr} ; ${meeting.fr}.`,
      en: `${who.en} judged the request: ${verdict.en}; ${meeting.en}.`,
    };
  },
  'ticket.meeting_requested': ({ payload: { purpose } }) => ({
    fr: `Une réunion est nécessaire pour ${PURPOSES[String(purpose)]!.fr}.`,
    en: `A meeting is needed to ${PURPOSES[String(purpose)]!.en}.`,
  }),
  'ticket.meeting_cancelled': ({ payload: { cause } }) => ({
    fr: `Une réunion n’a pas lieu : ${CANCELLATIONS[String(cause)]!.fr}.`,
    en: `A meeting does not take place: ${CANCELLATIONS[String(cause)]!.en}.`,
  }),
  'ticket.rejected': ({ payload: { clauseId, reasonFr, reasonEn } }) => ({
    fr: `La demande est hors du programme selon la clause ${clause(clauseId)}${reason(reasonFr).fr}`,
    en: `The request is outside the programme by clause ${clause(clauseId)}${reason(reasonEn).en}`,
  }),
  'ticket.offer_accepted': (told) => ({
    fr: `${called(told, told.payload['decidedById']).fr} a accepté l’engagement de services techniques proposé.`,
    en: `${called(told, told.payload['decidedById']).en} accepted the technical services engagement that was offered.`,
  }),
  'ticket.offer_declined': (told) => ({
    fr: `${called(told, told.payload['decidedById']).fr} a décliné l’engagement de services techniques proposé.`,
    en: `${called(told, told.payload['decidedById']).en} declined the technical services engagement that was offered.`,
  }),
  'ticket.second_opinion_requested': (told) => ({
    fr: `${called(told, told.payload['requestedById']).fr} demande un deuxième avis sur le rejet.`,
    en: `${called(told, told.payload['requestedById']).en} asks for a second opinion on the rejection.`,
  }),
  'ticket.second_opinion_given': ({ payload: { outcome } }) =>
    outcome === 'UPHELD'
      ? { fr: 'Le deuxième avis confirme le rejet.', en: 'The second opinion upholds the rejection.' }
      : { fr: 'Le deuxième avis annule le rejet.', en: 'The second opinion overturns the rejection.' },
};

const PURPOSES: Record<string, Text> = {
  CLARIFY: { fr: 'clarifier la demande', en: 'clarify the request' },
  DISCUSS: { fr: 'discuter du sujet', en: 'discuss the subject' },
};

const CANCELLATIONS: Record<string, Text> = {
  CALLED_OFF: { fr: 'un ingénieur l’a annulée', en: 'an engineer called it off' },
  NOT_NEEDED: { fr: 'elle n’est plus nécessaire', en: 'it is not needed any more' },
  TICKET_ENDED: { fr: 'le ticket est terminé', en: 'the ticket is over' },
};

function verdictOf({ payload: { verdict, clauseId } }: Told): Text {
  switch (verdict) {
    case 'IN_SCOPE':
      return { fr: 'elle relève du programme', en: 'it is within the programme' };
    case 'WAIVED':
      return {
        fr: `elle est hors du programme selon la clause ${clause(clauseId)}, et sera traitée tout de même`,
        en: `it is outside the programme by clause ${clause(clauseId)}, and is done all the same`,
      };
    default:
      return {
        fr: `elle est hors du programme selon la clause ${clause(clauseId)}`,
        en: `it is outside the programme by clause ${clause(clauseId)}`,
      };
  }
}

function meetingOf({ payload: { meetingDecision, meetingPurpose } }: Told): Text {
  if (meetingDecision === 'NOT_NEEDED') return { fr: 'sans réunion', en: 'no meeting is needed' };
  const { fr, en } = PURPOSES[String(meetingPurpose)]!;
  return { fr: `une réunion est nécessaire pour ${fr}`, en: `a meeting is needed to ${en}` };
}

/** "3.6" of "1:3.6": the number in the terms, without their version. */
function clause(id: unknown): string {
  return String(id).split(':').at(-1)!;
}
