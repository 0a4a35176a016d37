import type { Text } from './text.ts';

// How contracts run where the published programme is silent: our own rules, as data (Q15, Q16).

/** A quote can be applied for so many days, and in no case after the day on which its change takes effect. */
export const QUOTE_VALID_DAYS = 30;

/** Longest service term, in years: calendars and plans look no further ahead. */
export const LONGEST_TERM_YEARS = 10;

/** On which days before the last day of a term the renewal is spoken of, and at which local time. */
export const RENEWAL_REMINDERS = { daysBefore: [90, 60, 30, 7], at: '08:00' };

interface TerminationRule {
  /** Whether support ends with the service term, or on a day that is declared, today or later. */
  ends: 'WITH_THE_TERM' | 'ON_DECLARED_DAY';
  /** Whether the customer's administrator may declare it; managers of the vendor always may. */
  byCustomer: boolean;
  label: Text;
}

/** Why a contract can be terminated, and when support ends then. Whatever the reason, nothing is refunded (S117, PR5). */
export const TERMINATION_REASONS = {
  CUSTOMER_CONVENIENCE: {
    ends: 'WITH_THE_TERM',
    byCustomer: true,
    label: { fr: 'Le client ne souhaite pas continuer', en: 'The customer does not wish to go on' },
  },
  CUSTOMER_DEFAULT: {
    ends: 'ON_DECLARED_DAY',
    byCustomer: false,
    label: { fr: 'Manquement du client', en: 'Breach by the customer' },
  },
  VENDOR_DEFAULT: {
    ends: 'ON_DECLARED_DAY',
    byCustomer: false,
    label: { fr: 'Manquement du fournisseur', en: 'Breach by the vendor' },
  },
  INSOLVENCY: {
    ends: 'ON_DECLARED_DAY',
    byCustomer: false,
    label: { fr: 'Insolvabilité d’une des parties', en: 'Insolvency of a party' },
  },
  MUTUAL_AGREEMENT: {
    ends: 'ON_DECLARED_DAY',
    byCustomer: false,
    label: { fr: 'Accord des deux parties', en: 'Agreement of both parties' },
  },
  END_OF_OFFER: {
    ends: 'WITH_THE_TERM',
    byCustomer: false,
    label: { fr: 'Le fournisseur cesse de proposer le forfait', en: 'The vendor no longer offers the plan' },
  },
} as const satisfies Record<string, TerminationRule>;

export type TerminationReason = keyof typeof TERMINATION_REASONS;
