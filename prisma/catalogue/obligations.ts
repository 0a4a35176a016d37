// When what a plan promises is due, where the published programme gives no date: our own rules, as data (B7, Q13).

type Cadence =
  /** From when the account is without one. */
  | 'WHILE_NONE'
  /** Each month of the account's zone that the plan touches. */
  | 'CALENDAR_MONTH'
  /** Each contract year, or the part of it until the plan ends. */
  | 'CONTRACT_YEAR'
  /** So many months from the start of the plan or of the contract year, and again; what is left over promises nothing. */
  | { everyMonths: number };

interface ObligationRule {
  /** The plans that promise it. */
  plans: readonly ('ENHANCED' | 'PREMIUM')[];
  cadence: Cadence;
  /** How many local days after its time it is due, at the end of the day: 0 is the end of the time itself. */
  dueDays: number;
  /** On which days before the one on which it is due somebody is reminded. */
  remindDays: readonly number[];
}

export const OBLIGATIONS = {
  TAM_ASSIGNMENT: { plans: ['PREMIUM'], cadence: 'WHILE_NONE', dueDays: 5, remindDays: [2] },
  MONTHLY_REVIEW: { plans: ['PREMIUM'], cadence: 'CALENDAR_MONTH', dueDays: 10, remindDays: [7, 2] },
  ANNUAL_HEALTH_REVIEW: { plans: ['PREMIUM'], cadence: 'CONTRACT_YEAR', dueDays: 0, remindDays: [60, 30, 7] },
  TECHNICAL_MEETING: { plans: ['PREMIUM'], cadence: { everyMonths: 1 }, dueDays: 0, remindDays: [7] },
  FEATURE_PRESENTATION: { plans: ['PREMIUM'], cadence: { everyMonths: 3 }, dueDays: 0, remindDays: [14] },
  CHECK_IN: { plans: ['PREMIUM'], cadence: { everyMonths: 1 }, dueDays: 0, remindDays: [7] },
  SEATS_EXPIRE: {
    plans: ['ENHANCED', 'PREMIUM'],
    cadence: 'CONTRACT_YEAR',
    dueDays: 0,
    remindDays: [90, 30, 7],
  },
} as const satisfies Record<string, ObligationRule>;

/** The local time at which somebody is reminded. */
export const REMINDED_AT = '08:00';
