import { setApart } from '../french.ts';
import type { ObligationKind } from '../obligations/obligation.rules.ts';
import { OBLIGATION_LABELS } from '../obligations/obligation-words.rules.ts';
import type { Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import { SEVERITY_NAMES } from '../tickets/severity.rules.ts';
import { changesOf, inWords, nextStep, ROLES, type ChangeData } from './change-words.rules.ts';
import {
  duration,
  localDate,
  localDateTime,
  localDayAndTime,
  meetingTime,
  period,
} from './notice-times.rules.ts';
import { promiseInWords } from './receipt-words.rules.ts';

/**
 * What a notice of each kind is rendered from: codes, numbers and instants, never what a person wrote; what somebody
 * wrote is looked up when it is read (`NoticeDetails`). Add a kind here, its words to RENDERERS and its name to
 * notice-kinds.rules.ts, and it can be told.
 */
export interface NoticeData {
  CLOCK_AT_RISK: DeadlineData;
  CLOCK_BREACHED: DeadlineData;
  ASSIGNEE_SILENT: { reference: string; severity: Severity; businessMinutes: number };
  TICKET_ASSIGNED: { reference: string; severity: Severity };
  TICKET_RECEIVED: ReceiptData;
  TICKET_REPLIED: ChangeData;
  TICKET_CHANGED: ChangeData;
  RATING_ASKED: { reference: string; closesAt: string; timeZone: string };
  MEETING_SCHEDULED: MeetingData;
  MEETING_RESCHEDULED: MeetingData;
  MEETING_CANCELLED: MeetingData;
  MEETING_SLOTS_PROPOSED: SlotsData;
  INCIDENT_UPDATE_DUE: { reference: string; businessMinutes: number };
  CONTRACT_RENEWAL_DUE: { contract: string; lastDay: string; autoRenew: boolean };
  CONTRACT_RENEWAL_FAILED: { contract: string; lastDay: string };
  FORUM_REPLIED: { topicId: string; isAsker: boolean };
  API_KEY_EXPIRING: { hint: string; expiresOn: string };
  OBLIGATION_DUE: ObligationData;
  OBLIGATION_OVERDUE: ObligationData;
  OBLIGATION_WAIVED: ObligationData;
  HEALTH_REVIEW_COMPLETED: { on: string };
  OBJECTIVE_PROPOSED: { targetOn: string; isChange: boolean };
}
// A type, because only that is plain JSON to the compiler.
type ObligationData = {
  obligation: ObligationKind;
  firstDay: string;
  lastDay: string;
  dueOn: string;
  /** Of training seats only. */
  seatsLeft: number | null;
};
type ReceiptData = {
  reference: string;
  severity: Severity;
  /** The deadline of the initial response; null where the plan promises none. */
  dueAt: string | null;
  timeZone: string;
  /** The ticket of which it was another question; null for one that was asked by itself. */
  splitFrom: string | null;
};
type SlotsData = {
  count: number;
  // Notices of before have none of these.
  startsAt?: string[];
  durationMinutes?: number;
  timeZone?: string;
};
type MeetingData = { startsAt: string; timeZone: string };
type DeadlineData = { reference: string; severity: Severity; dueAt: string; timeZone: string };

export type NoticeKind = keyof NoticeData;

/** A notice in words: a line for lists and subjects of mail, and what there is to know. */
export interface NoticeText {
  title: Text;
  body: Text;
}

/** What people wrote of which a notice tells, as it stands when somebody reads the notice. */
export interface NoticeDetails {
  /** Why the severity was lowered, or what was contested was decided so. */
  reason?: Text;
  meetingTitle?: string;
  topicTitle?: string;
  /** What was corrected, as a sentence. */
  correction?: Text;
}

/** The words of a notice, in both languages (B21). */
export function noticeText<K extends NoticeKind>(
  kind: K,
  data: NoticeData[K],
  details: NoticeDetails = {},
): NoticeText {
  const { title, body } = RENDERERS[kind](data, details);
  return { title: { ...title, fr: setApart(title.fr) }, body: { ...body, fr: setApart(body.fr) } };
}

/** Something became of a ticket. */
function change(data: ChangeData, { reason, correction }: NoticeDetails): NoticeText {
  const [title] = changesOf(data) as [Text];
  const next = data.role === 'REQUESTER' && nextStep(data);
  const why = reason && { fr: ` Motif : ${ended(reason.fr)}`, en: ` Reason: ${ended(reason.en)}` };
  return {
    title: { fr: `${data.reference} : ${title.fr}`, en: `${data.reference}: ${title.en}` },
    body: {
      fr: `${ROLES[data.role].fr} : ${inWords(data, 'fr')}.${why ? why.fr : ''}${correction ? ` ${correction.fr}` : ''}${next ? ` ${next.fr}` : ''}`,
      en: `${ROLES[data.role].en}: ${inWords(data, 'en')}.${why ? why.en : ''}${correction ? ` ${correction.en}` : ''}${next ? ` ${next.en}` : ''}`,
    },
  };
}

/** What somebody wrote, as a sentence. */
function ended(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function meeting({ meetingTitle }: NoticeDetails): Text {
  if (!meetingTitle) return { fr: 'Réunion', en: 'Meeting' };
  return { fr: `Réunion « ${meetingTitle} »`, en: `Meeting “${meetingTitle}”` };
}

/** " de 30 min (lundi 4 mai 2026 à 12h00, …, Europe/Paris)": when they begin, where the reader is. */
function slots({ startsAt = [], durationMinutes = 0, timeZone = 'UTC' }: SlotsData): Text {
  if (startsAt.length === 0) return { fr: '', en: '' };
  const times = (locale: 'fr' | 'en') =>
    startsAt.map((start) => localDateTime({ dueAt: start, timeZone }, locale)).join(' ; ');
  const minutes = duration(durationMinutes);
  return {
    fr: ` de ${minutes} (${times('fr')} ; ${timeZone})`,
    en: ` of ${minutes} (${times('en').replaceAll(' ; ', '; ')}; ${timeZone})`,
  };
}

const RENDERERS: { [K in NoticeKind]: (data: NoticeData[K], details: NoticeDetails) => NoticeText } = {
  CLOCK_AT_RISK: (data) => ({
    title: {
      fr: `${data.reference} : première réponse à donner avant ${localDayAndTime(data, 'fr')}`,
      en: `${data.reference}: first response due by ${localDayAndTime(data, 'en')}`,
    },
    body: {
      fr: `Personne n’a encore répondu à ce ticket de gravité ${SEVERITY_NAMES[data.severity].fr}. La réponse est promise pour le ${localDateTime(data, 'fr')} (${data.timeZone}).`,
      en: `Nobody has answered this ${SEVERITY_NAMES[data.severity].en} ticket yet. The response is promised by ${localDateTime(data, 'en')} (${data.timeZone}).`,
    },
  }),
  CLOCK_BREACHED: (data) => ({
    title: {
      fr: `${data.reference} : délai de première réponse dépassé`,
      en: `${data.reference}: first response overdue`,
    },
    body: {
      fr: `La première réponse à ce ticket de gravité ${SEVERITY_NAMES[data.severity].fr} était promise pour le ${localDateTime(data, 'fr')} (${data.timeZone}), et n’est pas venue à temps.`,
      en: `The first response to this ${SEVERITY_NAMES[data.severity].en} ticket was promised by ${localDateTime(data, 'en')} (${data.timeZone}) and did not come in time.`,
    },
  }),
  ASSIGNEE_SILENT: ({ reference, severity, businessMinutes }) => ({
    title: {
      fr: `${reference} : le client attend depuis ${duration(businessMinutes)} ouvrées`,
      en: `${reference}: the customer has waited for ${duration(businessMinutes)} of business time`,
    },
    body: {
      fr: `Depuis ${duration(businessMinutes)} de temps ouvré, personne de chez nous n’a écrit sur ce ticket de gravité ${SEVERITY_NAMES[severity].fr}, et le client attend.`,
      en: `For ${duration(businessMinutes)} of business time nobody of ours has written on this ${SEVERITY_NAMES[severity].en} ticket, and the customer waits.`,
    },
  }),
  TICKET_ASSIGNED: ({ reference, severity }) => ({
    title: {
      fr: `${reference} vous est attribué`,
      en: `${reference} is assigned to you`,
    },
    body: {
      fr: `Ce ticket de gravité ${SEVERITY_NAMES[severity].fr} vous a été attribué.`,
      en: `This ${SEVERITY_NAMES[severity].en} ticket was assigned to you.`,
    },
  }),
  TICKET_RECEIVED: ({ reference, severity, splitFrom, ...promise }) => {
    const promised = promiseInWords(promise);
    return {
      title: splitFrom
        ? {
            fr: `${reference} : une autre question de ${splitFrom} continue ici`,
            en: `${reference}: another question of ${splitFrom} goes on here`,
          }
        : { fr: `${reference} : votre demande est arrivée`, en: `${reference}: your request has arrived` },
      body: {
        fr: `Gravité : ${SEVERITY_NAMES[severity].fr}. ${promised.fr}`,
        en: `Severity: ${SEVERITY_NAMES[severity].en}. ${promised.en}`,
      },
    };
  },
  TICKET_REPLIED: change,
  TICKET_CHANGED: change,
  RATING_ASKED: ({ reference, closesAt, timeZone }) => ({
    title: {
      fr: `${reference} : comment cela s’est-il passé ?`,
      en: `${reference}: how did it go?`,
    },
    body: {
      fr: `Votre demande est résolue. Vous pouvez l’évaluer de 1 à 5 jusqu’au ${localDateTime({ dueAt: closesAt, timeZone }, 'fr')} (${timeZone}).`,
      en: `Your request is resolved. You can rate it from 1 to 5 until ${localDateTime({ dueAt: closesAt, timeZone }, 'en')} (${timeZone}).`,
    },
  }),
  FORUM_REPLIED: ({ isAsker }, { topicTitle }) => ({
    title: {
      fr: `Nouvelle réponse ${isAsker ? 'à votre sujet ' : ''}dans le forum${topicTitle ? ` : ${topicTitle}` : ''}`,
      en: `New reply ${isAsker ? 'to your topic ' : ''}in the forum${topicTitle ? `: ${topicTitle}` : ''}`,
    },
    body: isAsker
      ? {
          fr: 'Quelqu’un a répondu à un sujet que vous avez ouvert. Si cela le résout, dites-le : d’autres trouveront la réponse.',
          en: 'Somebody replied to a topic that you started. If that answers it, say so: others will find the answer.',
        }
      : {
          fr: 'Quelqu’un a répondu à un sujet que vous suivez.',
          en: 'Somebody replied to a topic that you follow.',
        },
  }),
  MEETING_SCHEDULED: (data, details) => ({
    title: {
      fr: `${meeting(details).fr} le ${meetingTime(data, 'fr')}`,
      en: `${meeting(details).en} on ${meetingTime(data, 'en')}`,
    },
    body: {
      fr: `Une réunion est prévue le ${meetingTime(data, 'fr')} (${data.timeZone}).`,
      en: `A meeting is scheduled for ${meetingTime(data, 'en')} (${data.timeZone}).`,
    },
  }),
  MEETING_RESCHEDULED: (data, details) => ({
    title: {
      fr: `${meeting(details).fr} déplacée au ${meetingTime(data, 'fr')}`,
      en: `${meeting(details).en} moved to ${meetingTime(data, 'en')}`,
    },
    body: {
      fr: `La réunion a désormais lieu le ${meetingTime(data, 'fr')} (${data.timeZone}).`,
      en: `The meeting now takes place on ${meetingTime(data, 'en')} (${data.timeZone}).`,
    },
  }),
  MEETING_CANCELLED: (data, details) => ({
    title: {
      fr: `${meeting(details).fr} du ${meetingTime(data, 'fr')} annulée`,
      en: `${meeting(details).en} on ${meetingTime(data, 'en')} cancelled`,
    },
    body: {
      fr: `La réunion prévue le ${meetingTime(data, 'fr')} (${data.timeZone}) n’a pas lieu.`,
      en: `The meeting scheduled for ${meetingTime(data, 'en')} (${data.timeZone}) does not take place.`,
    },
  }),
  INCIDENT_UPDATE_DUE: ({ reference, businessMinutes }) => ({
    title: {
      fr: `${reference} : le client attend des nouvelles de l’incident`,
      en: `${reference}: the customer is to hear how the incident stands`,
    },
    body: {
      fr: `Il est convenu de dire où en est cet incident sévère toutes les ${businessMinutes === 60 ? 'heures' : duration(businessMinutes)} ouvrées : écrivez ou appelez.`,
      en: `It is agreed to say how this severe incident stands every ${businessMinutes === 60 ? 'hour' : duration(businessMinutes)} of business time: write or call.`,
    },
  }),
  MEETING_SLOTS_PROPOSED: (data) => ({
    title: {
      fr: 'Des créneaux vous sont proposés pour votre réunion',
      en: 'Times are proposed for your meeting',
    },
    body: {
      fr: `Votre Technical Account Manager propose ${data.count === 1 ? 'un créneau' : `${data.count} créneaux`}${slots(data).fr} : choisissez-en un.`,
      en: `Your Technical Account Manager proposes ${data.count === 1 ? 'a time' : `${data.count} times`}${slots(data).en}: choose one.`,
    },
  }),
  CONTRACT_RENEWAL_DUE: ({ contract, lastDay, autoRenew }) => ({
    title: {
      fr: `Contrat ${contract} : la durée du service s’achève le ${localDate(lastDay, 'fr')}`,
      en: `Contract ${contract}: the service term ends on ${localDate(lastDay, 'en')}`,
    },
    body: autoRenew
      ? {
          fr: 'Le contrat se renouvellera de lui-même pour un an, au prix réévalué alors, sauf résiliation avant cette date.',
          en: 'The contract will renew by itself for a year, at the price assessed then, unless it is terminated before that day.',
        }
      : {
          fr: 'Sans renouvellement, le compte passera ensuite au forfait Basic. Demandez un devis de renouvellement.',
          en: 'Without a renewal, the account will be on the Basic plan afterwards. Ask for a quote of the renewal.',
        },
  }),
  CONTRACT_RENEWAL_FAILED: ({ contract, lastDay }) => ({
    title: {
      fr: `Contrat ${contract} : le renouvellement automatique n’a pas pu se faire`,
      en: `Contract ${contract}: it could not renew by itself`,
    },
    body: {
      fr: `Le prix n’a pas pu être réévalué. Sans renouvellement, le forfait prend fin le ${localDate(lastDay, 'fr')}.`,
      en: `The price could not be assessed. Without a renewal, the plan ends on ${localDate(lastDay, 'en')}.`,
    },
  }),
  API_KEY_EXPIRING: ({ hint, expiresOn }) => ({
    title: {
      fr: `La clé d’API ${hint}… expire le ${localDate(expiresOn, 'fr')}`,
      en: `The API key ${hint}… expires on ${localDate(expiresOn, 'en')}`,
    },
    body: {
      fr: 'Rien ne la prolonge : créez-en une autre avant cette date (UTC), et donnez-la à ce qui l’utilise.',
      en: 'Nothing prolongs it: create another one before that day (UTC), and give it to whatever uses this one.',
    },
  }),
  OBLIGATION_DUE: (data) => ({
    title: {
      fr: `${OBLIGATION_LABELS[data.obligation].fr} : à faire d’ici au ${localDate(data.dueOn, 'fr')}`,
      en: `${OBLIGATION_LABELS[data.obligation].en}: due by ${localDate(data.dueOn, 'en')}`,
    },
    body:
      data.seatsLeft === null
        ? {
            fr: `Le forfait le promet pour la période ${period(data, 'fr')}, et ce n’est pas encore fait.`,
            en: `The plan promises it for ${period(data, 'en')}, and it is not done yet.`,
          }
        : {
            fr: `Places encore libres : ${data.seatsLeft}. Elles expirent le ${localDate(data.dueOn, 'fr')} et ne se reportent pas.`,
            en: `Seats left: ${data.seatsLeft}. They expire on ${localDate(data.dueOn, 'en')} and do not carry over.`,
          },
  }),
  OBLIGATION_OVERDUE: (data) => ({
    title: {
      fr: `${OBLIGATION_LABELS[data.obligation].fr} : en retard`,
      en: `${OBLIGATION_LABELS[data.obligation].en}: overdue`,
    },
    body: {
      fr: `C’était promis pour la période ${period(data, 'fr')}, au plus tard le ${localDate(data.dueOn, 'fr')}, et n’a pas été fait.`,
      en: `It was promised for ${period(data, 'en')}, by ${localDate(data.dueOn, 'en')}, and was not done.`,
    },
  }),
  OBLIGATION_WAIVED: (data) => ({
    title: {
      fr: `${OBLIGATION_LABELS[data.obligation].fr} : abandonné par le fournisseur`,
      en: `${OBLIGATION_LABELS[data.obligation].en}: waived by the vendor`,
    },
    body: {
      fr: `Un responsable a décidé de ne pas le faire pour la période ${period(data, 'fr')}. L’engagement en donne le motif.`,
      en: `A manager decided not to do it for ${period(data, 'en')}. The obligation says why.`,
    },
  }),
  HEALTH_REVIEW_COMPLETED: ({ on }) => ({
    title: {
      fr: 'L’examen de l’état de votre compte est terminé',
      en: 'The health review of your account is completed',
    },
    body: {
      fr: `Il a été terminé le ${localDate(on, 'fr')}. Lisez ce qui a été constaté et recommandé, et dites ce qui est fait.`,
      en: `It was completed on ${localDate(on, 'en')}. Read what was found and recommended, and say what is done.`,
    },
  }),
  OBJECTIVE_PROPOSED: ({ targetOn, isChange }) => ({
    title: isChange
      ? {
          fr: 'Un objectif de votre plan de réussite a changé',
          en: 'An objective of your success plan changed',
        }
      : {
          fr: 'Un objectif vous est proposé pour votre plan de réussite',
          en: 'An objective is proposed for your success plan',
        },
    body: {
      fr: `Votre Technical Account Manager ${isChange ? 'le propose de nouveau' : 'le propose'} pour le ${localDate(targetOn, 'fr')}. Un administrateur de votre compte l’accepte ou le décline.`,
      en: `Your Technical Account Manager proposes it ${isChange ? 'anew ' : ''}for ${localDate(targetOn, 'en')}. An administrator of your account agrees to it or declines.`,
    },
  }),
};

export const NOTICE_KINDS = Object.keys(RENDERERS) as readonly NoticeKind[];
