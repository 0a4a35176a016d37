import type { Elapsing } from '../calendar/horizon.rules.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import {
  judge,
  satisfaction,
  SEVERITIES,
  tally,
  type Judged,
  type MeasuredTicket,
  type SatisfactionFigures,
  type Tally,
} from './figures.rules.ts';

/** What the report takes of a ticket, with the month of its receipt in the zone of its account. */
export type TicketOfMonth = Pick<
  MeasuredTicket,
  'plan' | 'severity' | 'clocks' | 'pauses' | 'satisfaction'
> & {
  month: string;
};

/** What of tickets is kept once they are counted: of a large vendor there are more in a year than are held at once. */
export interface Counted {
  /** By month, plan and severity. */
  groups: Map<string, { tickets: number; promises: Judged[] }>;
  /** Of those who were asked. */
  scores: (number | null)[];
}

export function nothingCounted(): Counted {
  return { groups: new Map(), scores: [] };
}

/** Adds a ticket to what is counted, at an instant. */
export function count(
  { groups, scores }: Counted,
  ticket: TicketOfMonth,
  calendarOf: (id: string) => Elapsing,
  asOf: Date,
): void {
  const key = keyOf(ticket);
  const group = groups.get(key) ?? { tickets: 0, promises: [] };
  group.tickets += 1;
  group.promises.push(...judge(ticket, calendarOf, asOf));
  groups.set(key, group);
  if (ticket.satisfaction) scores.push(ticket.satisfaction.score);
}

export interface Cell {
  month: string;
  plan: PlanCode;
  severity: Severity;
  tickets: number;
  promises: Tally;
}

/** A row or the whole of the table: some tickets by what they have in common. */
export interface Sum {
  tickets: number;
  promises: Tally;
}

export interface VendorFigures {
  total: Sum;
  byMonth: (Sum & { month: string })[];
  byPlan: (Sum & { plan: PlanCode })[];
  /** Every month, plan and severity, also without a request. */
  cells: Cell[];
  satisfaction: SatisfactionFigures;
}

const PLANS = ['PREMIUM', 'ENHANCED', 'BASIC'] as const;

/**
 * What the vendor's report says of the tickets of some months, by month, plan and severity, under the same rules as a
 * customer's: every sum counts the clocks of its cells.
 *
 * Source: S2, C36.
 */
export function vendorFigures({ groups, scores }: Counted, months: readonly string[]): VendorFigures {
  const keys = months.flatMap((month) =>
    PLANS.flatMap((plan) => SEVERITIES.map((severity) => ({ month, plan, severity }))),
  );
  const sum = (some: typeof keys): Sum => {
    const counted = some.flatMap((key) => groups.get(keyOf(key)) ?? []);
    return {
      tickets: counted.reduce((all, { tickets }) => all + tickets, 0),
      promises: tally(counted.flatMap(({ promises }) => promises)),
    };
  };
  return {
    total: sum(keys),
    byMonth: months.map((month) => ({ month, ...sum(keys.filter((key) => key.month === month)) })),
    byPlan: PLANS.map((plan) => ({ plan, ...sum(keys.filter((key) => key.plan === plan)) })),
    cells: keys.map((key) => ({ ...key, ...sum([key]) })),
    satisfaction: satisfaction(scores.map((score) => ({ satisfaction: { score } }))),
  };
}

function keyOf({ month, plan, severity }: { month: string; plan: PlanCode; severity: Severity }): string {
  return `${month} ${plan} ${severity}`;
}
