import { Problem } from '../problem.ts';

/** Whoever works for the vendor is erased once they have left: their access is to be ended first. */
export class StillHasAccessProblem extends Problem {
  readonly code = 'STILL_HAS_ACCESS';

  constructor() {
    super({
      fr: 'Cette personne a encore accès : mettez-y fin d’abord.',
      en: 'This person has access still: end it first.',
    });
  }
}

/** What stands where a text was erased; migrations write the same. */
export const ERASED = '[erased]';

/**
 * Where texts stand that people write on a ticket, by the column that says of which: all of them go with the person who
 * asked. `tierline_erasable` lists the same columns, and the test of erasure every column of the database.
 */
export const TEXTS_OF_TICKET = [
  ['Ticket.subject', 'id'],
  ['Message.body', 'ticketId'],
  ['Message.authorName', 'ticketId'],
  ['ScopeReview.description', 'ticketId'],
  ['ScopeReview.waiverReason', 'ticketId'],
  ['Rejection.reasonFr', 'ticketId'],
  ['Rejection.reasonEn', 'ticketId'],
  ['SecondOpinion.reason', 'ticketId'],
  ['SecondOpinion.reasonFr', 'ticketId'],
  ['SecondOpinion.reasonEn', 'ticketId'],
  ['SeverityLowering.reason', 'ticketId'],
  ['SeverityLowering.contestReason', 'ticketId'],
  ['SeverityLowering.decisionReason', 'ticketId'],
  ['TechnicalServicesEngagement.declineReason', 'ticketId'],
  ['TicketMeeting.cancelReason', 'ticketId'],
  ['TicketMeeting.joinLink', 'ticketId'],
  ['Satisfaction.comment', 'ticketId'],
  ['ReviewLine.note', 'ticketId'],
  ['TamEngagement.title', 'ticketId'],
  ['TamEngagement.purpose', 'ticketId'],
] as const;

/** Texts on a clock, which belongs to a ticket. */
export const TEXTS_OF_CLOCK = [
  ['ClockRepair.reason', 'clockId'],
  ['ClockRepair.decisionReason', 'clockId'],
] as const;

/** Texts that the person wrote on tickets of others, by the column that says who. */
export const TEXTS_BY_PERSON = [
  ['Message.body', 'contactId'],
  ['Message.authorName', 'contactId'],
  ['Message.body', 'partnerPersonId'],
  ['SecondOpinion.reason', 'requestedById'],
  ['SeverityLowering.contestReason', 'contestedById'],
  ['TechnicalServicesEngagement.declineReason', 'decidedById'],
  ['ApiKey.name', 'actsForId'],
  ['ArticleFeedback.comment', 'contactId'],
] as const;

/** Other texts of an account, which may name the person. */
const TEXTS_OF_ACCOUNT = [
  'AccountCalendarOverride.reason',
  'ActionItem.text',
  'ApiKey.name',
  'ArticleFeedback.comment',
  'ChecklistStep.text',
  'ContextSection.text',
  'HealthFinding.finding',
  'HealthFinding.recommendation',
  'HealthReview.cancelReason',
  'HealthReview.summary',
  'HealthReviewProfile.note',
  'Meeting.agenda',
  'Meeting.cancelReason',
  'Meeting.joinLink',
  'Meeting.minutes',
  'Meeting.missedReason',
  'Meeting.title',
  'MonthlyReview.summary',
  'ObjectiveVersion.measure',
  'ObjectiveVersion.note',
  'ObjectiveVersion.outcome',
  'Obligation.waiverReason',
  'ProposedSlot.joinLink',
  'ReviewCluster.action',
  'ReviewCluster.analysis',
  'ReviewCluster.dismissReason',
  'RunbookContact.role',
  'TamEngagement.cancelReason',
  'WebhookEndpoint.description',
];

/** Texts of no account in particular: what the vendor says of its platform, its offer and in articles, and the forum. */
const TEXTS_OF_VENDOR = [
  'ArticleText.body',
  'ArticleText.summary',
  'ArticleText.title',
  'ArticleVersion.returnReason',
  'ForumPost.body',
  'ForumPost.hiddenReason',
  'ForumPostVersion.body',
  'ForumTopic.title',
  'HolidayCorrection.reason',
  'HolidayWithdrawal.reason',
  'Partner.suspensionReason',
  'SolutionExclusion.reasonEn',
  'SolutionExclusion.reasonFr',
  'StatusEvent.titleEn',
  'StatusEvent.titleFr',
  'StatusUpdate.bodyEn',
  'StatusUpdate.bodyFr',
  'TargetRetirement.reason',
  'TrainingSession.cancelReason',
];

/** Every column in which the name, address or number of a person may stand. */
export const TEXTS: readonly string[] = [
  ...new Set([...TEXTS_OF_TICKET, ...TEXTS_OF_CLOCK].map(([place]) => place)),
  ...TEXTS_OF_ACCOUNT,
  ...TEXTS_OF_VENDOR,
];

/**
 * What names a person wherever it is written, as a regular expression of Postgres: the address, the phone number, and the
 * name if it has more than one word, also across a line break; one word alone may mean anything. Those of before a correction
 * too.
 */
export function wordsOf(person: Known & { formerly?: readonly Known[] }): string {
  const words = [person, ...(person.formerly ?? [])].flatMap(({ name, email, phone }) => [
    ...(email === ERASED ? [] : [anywhere(email)]),
    ...(phone && phone !== ERASED ? [anywhere(phone)] : []),
    ...(/\s/.test(name)
      ? [
          name
            .split(/\s+/)
            .map(anywhere)
            .join(String.raw`\s+`),
        ]
      : []),
  ]);
  return String.raw`(?<!\w)(?:${[...new Set(words)].join('|')})(?!\w)`;
}

interface Known {
  name: string;
  email: string;
  phone?: string | null;
}

/** A text, and nothing before or after it, as a regular expression of Postgres. */
export function exactly(text: string): string {
  return `^${anywhere(text)}$`;
}

/** A text wherever it stands, as a regular expression of Postgres. */
export function anywhere(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** JSON Schema, as far as payloads use it. */
interface Described {
  properties?: Record<string, Described>;
  freeText?: boolean;
}

/** The paths of a payload at which people's texts stand. */
export function freeTexts({ properties = {} }: Described): string[][] {
  return Object.entries(properties).flatMap(([name, field]) =>
    field.freeText ? [[name]] : freeTexts(field).map((path) => [name, ...path]),
  );
}
