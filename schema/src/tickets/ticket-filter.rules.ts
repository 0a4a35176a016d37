import type { ClockState } from '../sla/clock.rules.ts';
import { InvalidInputProblem } from '../problem.ts';
import type { ScopeVerdict, TicketState } from './ticket.rules.ts';

type Maybe<T> = T | null | undefined;

/** The orders in which tickets are listed. */
export const TICKET_ORDERS = [
  'NEWEST_FIRST',
  'OLDEST_FIRST',
  'DEADLINE_FIRST',
  'MOST_SEVERE_FIRST',
  'LATEST_ACTIVITY_FIRST',
] as const;
export type TicketOrder = (typeof TICKET_ORDERS)[number];

/** Which tickets; what is left out is not asked, and all the rest must hold. */
export interface TicketFilterShape {
  states?: Maybe<TicketState[]>;
  severities?: Maybe<('SEVERE' | 'MODERATE' | 'LIMITED')[]>;
  plans?: Maybe<('BASIC' | 'ENHANCED' | 'PREMIUM')[]>;
  kinds?: Maybe<('INCIDENT' | 'SERVICE_REQUEST' | 'TAM_REQUEST')[]>;
  requestTypes?: Maybe<string[]>;
  initialResponse?: Maybe<ClockState[]>;
  accountId?: Maybe<string>;
  requesterId?: Maybe<string>;
  skus?: Maybe<string[]>;
  profileId?: Maybe<string>;
  scopeVerdicts?: Maybe<ScopeVerdict[]>;
  isReviewed?: Maybe<boolean>;
  isContested?: Maybe<boolean>;
  assigneeId?: Maybe<string>;
  isAssigned?: Maybe<boolean>;
  teamId?: Maybe<string>;
  labelIds?: Maybe<string[]>;
  watcherId?: Maybe<string>;
  isMine?: Maybe<boolean>;
  receivedFrom?: Maybe<Date>;
  receivedBefore?: Maybe<Date>;
  updatedFrom?: Maybe<Date>;
  updatedBefore?: Maybe<Date>;
  text?: Maybe<string>;
  and?: Maybe<TicketFilterShape[]>;
  or?: Maybe<TicketFilterShape[]>;
  not?: Maybe<TicketFilterShape>;
}

const FILTER_DEPTH = 5;
const FILTER_SIZE = 100;

/** @throws InvalidInputProblem for a filter that nests deeper than five or holds more than 100 filters and values */
export function checkFilter(filter: TicketFilterShape): void {
  if (depthOf(filter) > FILTER_DEPTH) {
    throw refusal('TOO_DEEP', {
      fr: 'imbrique plus de cinq niveaux.',
      en: 'nests more than five deep.',
    });
  }
  if (sizeOf(filter) > FILTER_SIZE) {
    throw refusal('TOO_BIG', {
      fr: 'contient plus de 100 filtres et valeurs.',
      en: 'holds more than 100 filters and values.',
    });
  }
}

function refusal(code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'filter', code, text }]);
}

function innerOf({ and, or, not }: TicketFilterShape): TicketFilterShape[] {
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
}

function depthOf(filter: TicketFilterShape): number {
  return 1 + Math.max(0, ...innerOf(filter).map(depthOf));
}

/** How many filters and values it holds, itself and nested ones included. */
function sizeOf(filter: TicketFilterShape): number {
  const lists = Object.entries(filter).flatMap(([name, value]) =>
    Array.isArray(value) && name !== 'and' && name !== 'or' ? (value as unknown[]) : [],
  );
  return innerOf(filter).reduce((size, inner) => size + sizeOf(inner), 1 + lists.length);
}
