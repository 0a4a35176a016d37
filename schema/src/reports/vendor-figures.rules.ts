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

/** A ticket with the month of its receipt, in the zone of its account. */
export type TicketOfMonth = MeasuredTicket & { month: string };

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
export function vendorFigures(
  tickets: readonly TicketOfMonth[],
  months: readonly string[],
  calendarOf: (id: string) => Elapsing,
  asOf: Date,
): VendorFigures {
  const groups = new Map<string, Judged[][]>();
  for (const ticket of tickets) {
    const key = keyOf(ticket);
    const group = groups.get(key) ?? [];
    group.push(judge(ticket, calendarOf, asOf));
    groups.set(key, group);
  }
  const keys = months.flatMap((month) =>
    PLANS.flatMap((plan) => SEVERITIES.map((severity) => ({ month, plan, severity }))),
  );
  const sum = (some: typeof keys): Sum => {
    const judged = some.flatMap((key) => groups.get(keyOf(key)) ?? []);
    return { tickets: judged.length, promises: tally(judged.flat()) };
  };
  return {
    total: sum(keys),
    byMonth: months.map((month) => ({ month, ...sum(keys.filter((key) => key.month === month)) })),
    byPlan: PLANS.map((plan) => ({ plan, ...sum(keys.filter((key) => key.plan === plan)) })),
    cells: keys.map((key) => ({ ...key, ...sum([key]) })),
    satisfaction: satisfaction(tickets),
  };
}

function keyOf({ month, plan, severity }: { month: string; plan: PlanCode; severity: Severity }): string {
  return `${month} ${plan} ${severity}`;
}
