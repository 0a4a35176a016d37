import { eventType, field, payload } from '../event-type.ts';

// Customers and their partners see them, requesters too: what is agreed, not what it costs. Amounts are read by id.

const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
const KINDS = ['SERVICE_ORDER', 'AMENDMENT', 'RENEWAL', 'TERMINATION'] as const;

const LINE = payload({
  lineId: field.id('ctl', 'The line that was agreed.'),
  quoteId: field.maybeId('quo', 'The quote that was applied; null where the contract renewed by itself.'),
  planBefore: field.oneOf(PLANS, 'The plan until then.'),
  plan: field.oneOf(PLANS, 'The plan from then on.'),
  effectiveOn: field.date('First local day on which it holds; of a termination, the last day of support.'),
  effectiveAt: field.instant('From when it holds; of a termination, when support ends.'),
  firstDay: field.date('First local day of the service term.'),
  lastDay: field.date('Last local day of the service term.'),
  rateVersion: field.maybeInteger('Version of the rates that it was priced by (S114).'),
  termsVersion: field.integer('Version of the terms that it was agreed under (S86).'),
  reason: field.maybeText('Why the contract is terminated; null for other lines.'),
});

export const contractEvents = {
  'rates.published': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une table de tarifs a été publiée (S113).', en: 'A table of rates was published (S113).' },
    payload: payload({
      version: field.integer('Its version.'),
      effectiveOn: field.date('From this local date of whoever orders.'),
      rates: field.listOf(
        field.object(
          {
            planCode: field.oneOf(PLANS, 'The plan.'),
            currency: field.text('ISO 4217 code.'),
            basisPoints: field.integer('Hundredths of a per cent of the annual fees.'),
          },
          'A rate.',
        ),
        'The rates.',
      ),
    }),
  }),
  'account.fees_recorded': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Les frais d’abonnement annuels d’un compte ont été enregistrés (S113).',
      en: 'The annual subscription fees of an account were recorded (S113).',
    },
    payload: payload({
      currency: field.text('ISO 4217 code.'),
      effectiveOn: field.date('From this local date.'),
    }),
  }),
  'quote.made': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un devis a été établi (B12).', en: 'A quote was made (B12).' },
    payload: payload({
      kind: field.oneOf(KINDS, 'What it offers.'),
      contractId: field.maybeId('ctr', 'The contract that it would change; null for a service order.'),
      plan: field.oneOf(PLANS, 'The plan that it offers.'),
      effectiveOn: field.date('From which local day.'),
      expiresAt: field.instant('Until when it can be applied, exclusive.'),
    }),
  }),
  'contract.ordered': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une commande de services a été passée (S114).', en: 'A service order was placed (S114).' },
    payload: LINE,
  }),
  'contract.amended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un contrat a été modifié (S115).', en: 'A contract was amended (S115).' },
    payload: LINE,
  }),
  'contract.renewed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un contrat a été renouvelé (S115).', en: 'A contract was renewed (S115).' },
    payload: LINE,
  }),
  'contract.terminated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un contrat a été résilié, sans remboursement (S117).',
      en: 'A contract was terminated, without a refund (S117).',
    },
    payload: LINE,
  }),
  'contract.renewal_due': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La durée du service touche à sa fin : le renouvellement est à décider.',
      en: 'The service term comes to its end: the renewal is to be decided.',
    },
    payload: payload({
      lastDay: field.date('Last local day of the term.'),
      daysBefore: field.integer('How many days before it the reminder was due.'),
      autoRenew: field.yesNo('The contract renews by itself unless it is terminated.'),
    }),
  }),
  'contract.renewal_failed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un contrat n’a pas pu se renouveler de lui-même : le forfait prend fin avec la durée du service.',
      en: 'A contract could not renew by itself: the plan ends with the service term.',
    },
    payload: payload({
      lastDay: field.date('Last local day of the term.'),
      problem: field.text('Code of the problem, such as RATE_MISSING.'),
    }),
  }),
};
