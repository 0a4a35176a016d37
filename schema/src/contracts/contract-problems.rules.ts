import { PLAN_NAMES } from '../names.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { Problem } from '../problem.ts';

// Why an order, an amendment, a renewal or a termination is not possible. Nothing is written then.

/** The table of rates that applies has none for the plan in that currency: no price is invented (S113, Q15). */
export class RateMissingProblem extends Problem {
  readonly code = 'RATE_MISSING';
  readonly plan: PlanCode;
  readonly currency: string;
  /** The local date whose rates apply. */
  readonly on: string;

  constructor(plan: PlanCode, currency: string, on: string) {
    super({
      fr: `Aucun tarif n’est publié pour le forfait ${PLAN_NAMES[plan]} en ${currency} au ${on}.`,
      en: `No rate is published for the ${PLAN_NAMES[plan]} plan in ${currency} on ${on}.`,
    });
    this.plan = plan;
    this.currency = currency;
    this.on = on;
  }
}

/** The vendor has not recorded what the customer pays a year: there is nothing to assess a price by (S113). */
export class FeesUnknownProblem extends Problem {
  readonly code = 'FEES_UNKNOWN';
  readonly on: string;

  constructor(on: string) {
    super({
      fr: `Les frais d’abonnement annuels au ${on} ne sont pas enregistrés.`,
      en: `The annual subscription fees on ${on} are not recorded.`,
    });
    this.on = on;
  }
}

/** A contract keeps the currency of its order. */
export class CurrencyMismatchProblem extends Problem {
  readonly code = 'CURRENCY_MISMATCH';
  readonly currency: string;

  constructor(currency: string, sent: string) {
    super({
      fr: `Le contrat est en ${currency}, les frais annuels sont en ${sent}.`,
      en: `The contract is in ${currency}, the annual fees are in ${sent}.`,
    });
    this.currency = currency;
  }
}

/** A contract already covers some of the days (S5). */
export class ContractOverlapProblem extends Problem {
  readonly code = 'CONTRACT_OVERLAP';
  readonly contractId: string;
  /** The last day on which it does. */
  readonly lastDay: string;

  constructor(contractId: string, lastDay: string) {
    super({
      fr: `Un contrat est déjà conclu jusqu’au ${lastDay} : modifiez-le ou renouvelez-le.`,
      en: `A contract is already concluded until ${lastDay}: amend or renew it.`,
    });
    this.contractId = contractId;
    this.lastDay = lastDay;
  }
}

/** An account under contract is on the plan of the contract: it changes by amendment, not by choice. */
export class ContractInForceProblem extends Problem {
  readonly code = 'CONTRACT_IN_FORCE';
  readonly contractId: string;

  constructor(contractId: string) {
    super({
      fr: 'Un contrat fixe le forfait de cette période : modifiez ou résiliez le contrat.',
      en: 'A contract says which plan holds in that time: amend or terminate the contract.',
    });
    this.contractId = contractId;
  }
}

/** The day lies outside the service terms of the contract: before, after, or past its end. */
export class OutsideTermProblem extends Problem {
  readonly code = 'OUTSIDE_TERM';
  readonly firstDay: string;
  readonly lastDay: string;

  constructor(day: string, { firstDay, lastDay }: { firstDay: string; lastDay: string }) {
    super({
      fr: `Le ${day} est hors de la durée du service, du ${firstDay} au ${lastDay}.`,
      en: `${day} is outside the service term, ${firstDay} to ${lastDay}.`,
    });
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }
}

/** What has been does not change: the day is past, or before a change that is already agreed. */
export class PeriodClosedProblem extends Problem {
  readonly code = 'PERIOD_CLOSED';
  /** The first day that is still open. */
  readonly openFrom: string;

  constructor(day: string, openFrom: string) {
    super({
      fr: `La période du ${day} est close : la première date possible est le ${openFrom}.`,
      en: `The period of ${day} is closed: the first day possible is ${openFrom}.`,
    });
    this.openFrom = openFrom;
  }
}

/** The contract is terminated: nothing more can be agreed in it. */
export class ContractTerminatedProblem extends Problem {
  readonly code = 'CONTRACT_TERMINATED';
  readonly lastDay: string;

  constructor(lastDay: string) {
    super({
      fr: `Le contrat est résilié, le support s’arrête le ${lastDay} : passez une nouvelle commande.`,
      en: `The contract is terminated, support ends on ${lastDay}: place a new order.`,
    });
    this.lastDay = lastDay;
  }
}

/** The quote was not applied in time. */
export class QuoteExpiredProblem extends Problem {
  readonly code = 'QUOTE_EXPIRED';
  readonly expiredAt: Date;

  constructor(expiredAt: Date) {
    const at = expiredAt.toISOString();
    super({
      fr: `Le devis a expiré le ${at} : demandez-en un nouveau.`,
      en: `The quote expired at ${at}: ask for another.`,
    });
    this.expiredAt = expiredAt;
  }
}

/** The quote has had its effect already: a quote is applied once. */
export class QuoteAppliedProblem extends Problem {
  readonly code = 'QUOTE_APPLIED';
  readonly quoteId: string;

  constructor(quoteId: string) {
    super({
      fr: 'Ce devis a déjà été appliqué.',
      en: 'This quote has been applied already.',
    });
    this.quoteId = quoteId;
  }
}

/** What the quote rested on is not so any more: fees, rates, terms or the contract changed. A new quote is there (PR4). */
export class QuoteOutdatedProblem extends Problem {
  readonly code = 'QUOTE_OUTDATED';
  readonly newQuoteId: string;

  constructor(newQuoteId: string) {
    super({
      fr: 'La base de ce devis a changé : un nouveau devis le remplace.',
      en: 'What this quote rests on has changed: a new quote replaces it.',
    });
    this.newQuoteId = newQuoteId;
  }
}

/** Basic is free for everybody and needs no order (S19, S20). */
export class NoOrderNeededProblem extends Problem {
  readonly code = 'NO_ORDER_NEEDED';

  constructor() {
    super({
      fr: 'Le forfait Basic est gratuit et ne se commande pas.',
      en: 'The Basic plan is free and needs no order.',
    });
  }
}
