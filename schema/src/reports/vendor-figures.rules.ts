import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import {
  satisfaction,
  SEVERITIES,
  tally,
  type Elapsing,
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
  const sum = (some: readonly TicketOfMonth[]): Sum => ({
    tickets: some.length,
    promises: tally(some, calendarOf, asOf),
  });
  const cells = months.flatMap((month) => {
    const ofMonth = tickets.filter((ticket) => ticket.month === month);
    return PLANS.flatMap((plan) => {
      const ofPlan = ofMonth.filter((ticket) => ticket.plan === plan);
      return SEVERITIES.map((severity) => ({
        month,
        plan,
        severity,
        ...sum(ofPlan.filter((ticket) => ticket.severity === severity)),
      }));
    });
  });
  return {
    total: sum(tickets),
    byMonth: months.map((month) => ({ month, ...sum(tickets.filter((ticket) => ticket.month === month)) })),
    byPlan: PLANS.map((plan) => ({ plan, ...sum(tickets.filter((ticket) => ticket.plan === plan)) })),
    cells,
    satisfaction: satisfaction(tickets),
  };
}
