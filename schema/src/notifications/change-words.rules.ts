import type { Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import { dueChangeCause } from '../sla/clock-sentences.rules.ts';
import { SEVERITY_NAMES } from '../tickets/severity.rules.ts';
import { STATE_NAMES } from '../tickets/ticket-names.rules.ts';
import { isOpen } from '../tickets/ticket.rules.ts';
import type { TicketCancellation, TicketState } from '../tickets/ticket.rules.ts';
import { localDateTime } from './notice-times.rules.ts';

// What a notice says of a ticket that changed.

/** What one act brought about, at least one of them. */
export type ChangeData = {
  reference: string;
  role: TicketRole;
  state: TicketState | null;
  news: TicketNews[];
  /** The deadline of the initial response, where it moved. */
  dueAt: string | null;
  timeZone: string;
  // Notices of before have none of these.
  /** Where the severity was lowered; the reason stands in the lowering, where it can be erased. */
  lowering?: ({ id: string } & SeverityChange) | null;
  /** What was decided of a lowering that was contested, or of a rejection; the reason stands there, like that one. */
  decision?: { of: 'CONTEST' | 'SECOND_OPINION'; id: string; restored: SeverityChange | null } | null;
  /** Where the severity was raised. */
  raising?: SeverityChange | null;
  /** Where it waits for a third party, or was re-opened: its event has the reason, where it can be erased. */
  moved?: { eventId: string } | null;
  /** Where it was corrected: its event says what. */
  corrected?: { eventId: string } | null;
  /** Why the deadline moved, where nothing else that is told says it. */
  because?: { cause: string; plan: string | null } | null;
  /** Why the ticket was cancelled, where it was. */
  cancellation?: TicketCancellation | null;
  /** The ticket in which this one goes on, or a question of it. */
  goesOnIn?: { id: string; reference: string } | null;
};

interface SeverityChange {
  before: Severity;
  after: Severity;
}

/** Why a ticket concerns somebody. */
export type TicketRole = 'REQUESTER' | 'ASSIGNEE' | 'MANAGER' | 'WATCHER';

export const ROLES: Record<TicketRole, Text> = {
  REQUESTER: { fr: 'Concernant votre demande', en: 'About your request' },
  ASSIGNEE: { fr: 'Sur un ticket qui vous est attribué', en: 'On a ticket that is assigned to you' },
  MANAGER: { fr: 'Sur un ticket où vous avez à décider', en: 'On a ticket where you have to decide' },
  WATCHER: { fr: 'Sur un ticket que vous suivez', en: 'On a ticket that you watch' },
};

/** What people said or decided on a ticket. */
const NEWS = {
  SEVERITY_RAISED: { fr: 'gravité relevée', en: 'severity raised' },
  SEVERITY_LOWERED: { fr: 'gravité abaissée', en: 'severity lowered' },
  SEVERITY_CONTESTED: { fr: 'le client conteste la gravité', en: 'the customer contests the severity' },
  SEVERITY_UPHELD: { fr: 'gravité abaissée maintenue', en: 'lowered severity upheld' },
  SEVERITY_RESTORED: { fr: 'gravité rétablie', en: 'severity restored' },
  SECOND_OPINION_REQUESTED: { fr: 'deuxième avis demandé', en: 'second opinion asked for' },
  SECOND_OPINION_GIVEN_UPHELD: {
    fr: 'le deuxième avis confirme le rejet',
    en: 'the second opinion upholds the rejection',
  },
  SECOND_OPINION_GIVEN_OVERTURNED: {
    fr: 'le deuxième avis annule le rejet',
    en: 'the second opinion overturns the rejection',
  },
  OFFER_ACCEPTED: { fr: 'offre de services techniques acceptée', en: 'offer of technical services accepted' },
  OFFER_DECLINED: { fr: 'offre de services techniques déclinée', en: 'offer of technical services declined' },
  RECLASSIFIED: { fr: 'demande reclassée', en: 'request reclassified' },
  SPLIT: { fr: 'une autre question devient un ticket', en: 'another question becomes a ticket' },
  REPLIED: { fr: 'nouvelle réponse', en: 'new reply' },
} satisfies Record<string, Text>;

export type TicketNews = keyof typeof NEWS;

export function isNews(name: string): name is TicketNews {
  return name in NEWS;
}

/** What a change was, the most telling first. */
export function changesOf(data: ChangeData): Text[] {
  const { state, news, dueAt, timeZone } = data;
  const due = dueAt && { dueAt, timeZone };
  const because = data.because && dueChangeCause(data.because);
  return [
    ...(state ? [stateOf(state, data)] : []),
    ...(Object.keys(NEWS) as TicketNews[])
      .filter((one) => news.includes(one))
      .map((one) => newsOf(one, data)),
    ...(due
      ? [
          {
            fr: `première réponse promise pour le ${localDateTime(due, 'fr')} (${timeZone})${because ? `, car ${because.fr}` : ''}`,
            en: `first response now promised by ${localDateTime(due, 'en')} (${timeZone})${because ? `, because ${because.en}` : ''}`,
          },
        ]
      : []),
  ];
}

function stateOf(state: TicketState, { cancellation, goesOnIn }: ChangeData): Text {
  const { fr, en } = STATE_NAMES[state];
  if (cancellation === 'MERGED' && goesOnIn) {
    return {
      fr: `ticket fusionné avec ${goesOnIn.reference}, où il continue`,
      en: `ticket merged into ${goesOnIn.reference}, where it goes on`,
    };
  }
  if (cancellation === 'DUPLICATE' && goesOnIn) {
    return {
      fr: `ticket ${fr}, car il figure déjà dans ${goesOnIn.reference}`,
      en: `ticket ${en}, because it stands in ${goesOnIn.reference} already`,
    };
  }
  if (cancellation === 'SPAM') {
    return { fr: `ticket ${fr}, car jugé indésirable`, en: `ticket ${en}, because it was judged to be spam` };
  }
  return { fr: `ticket ${fr}`, en: `ticket ${en}` };
}

function newsOf(news: TicketNews, { raising, lowering, decision, goesOnIn }: ChangeData): Text {
  const { fr, en } = NEWS[news];
  const severity =
    (news === 'SEVERITY_RAISED' && raising) ||
    (news === 'SEVERITY_LOWERED' && lowering) ||
    (news === 'SEVERITY_RESTORED' && decision?.restored);
  if (severity) {
    const [before, after] = [SEVERITY_NAMES[severity.before], SEVERITY_NAMES[severity.after]];
    return { fr: `${fr} de ${before.fr} à ${after.fr}`, en: `${en} from ${before.en} to ${after.en}` };
  }
  if (news === 'SPLIT' && goesOnIn) {
    return { fr: `${fr}, ${goesOnIn.reference}`, en: `${en}, ${goesOnIn.reference}` };
  }
  return { fr, en };
}

/**
 * Whether it is a reply above all, whatever state came with it: decisions, and how a ticket ended otherwise than
 * resolved, are a change.
 */
export function isReply({ state, news }: Pick<ChangeData, 'state' | 'news'>): boolean {
  const [first, ...others] = news;
  return (
    first === 'REPLIED' && others.length === 0 && (state === null || isOpen(state) || state === 'RESOLVED')
  );
}

/** What the requester may do about it. */
export function nextStep({ state, news }: ChangeData): Text | null {
  if (state === 'REJECTED_OUT_OF_SCOPE') {
    return {
      fr: 'Le ticket dit pourquoi et selon quelle clause ; vous pouvez accepter l’offre de services techniques ou demander un deuxième avis.',
      en: 'The ticket says why and by which clause; you can accept the offer of technical services or ask for a second opinion.',
    };
  }
  if (news.includes('SEVERITY_LOWERED')) {
    return { fr: 'Vous pouvez le contester une fois.', en: 'You can contest that once.' };
  }
  if (state === 'WAITING_ON_CUSTOMER')
    return { fr: 'Nous attendons votre réponse.', en: 'We wait for your answer.' };
  return null;
}

export function inWords(data: ChangeData, locale: 'fr' | 'en'): string {
  return changesOf(data)
    .map((change) => change[locale])
    .join(locale === 'fr' ? ' ; ' : '; ');
}
