import { formatMoney } from '../money.ts';
import { PLAN_NAMES } from '../names.ts';
import type { Text } from '../problem.ts';
import type { Line } from './contract.rules.ts';
import { prorate } from './price.rules.ts';
import { yearsOf } from './term.rules.ts';

/**
 * How the figures of a line come about, sentence by sentence, for somebody who has the line and nothing else.
 *
 * @param reason why a contract is terminated, in words
 */
export function derivation(line: Line, reason: Text | null): Text[] {
  if (line.kind === 'TERMINATION') return termination(line, reason);
  if (line.planCode === 'BASIC') return [BASIC];
  return line.kind === 'AMENDMENT'
    ? [assessment(line), ...amendment(line)]
    : [assessment(line), ...wholeTerm(line)];
}

const BASIC: Text = {
  fr: 'Le forfait Basic est gratuit, quels que soient les frais d’abonnement ; il ne se commande pas.',
  en: 'The Basic plan is free, whatever the subscription fees, and needs no order.',
};
const NON_REFUNDABLE: Text = {
  fr: 'Ce montant n’est pas remboursable, quel que soit l’événement de résiliation (conditions supplémentaires, A2).',
  en: 'This amount is non-refundable, whatever the termination event (additional terms, A2).',
};

function assessment(line: Line): Text {
  const share = { fr: percent(line.basisPoints!, 'FR'), en: percent(line.basisPoints!, 'EN') };
  const fees = amount(line, line.annualFeesMinor);
  const price = amount(line, line.annualPriceMinor);
  return {
    fr: `Frais d’abonnement annuels de ${fees.fr} × ${share.fr} (forfait ${PLAN_NAMES[line.planCode]}, tarifs version ${line.rateVersion}) = ${price.fr} par an.`,
    en: `Annual subscription fees of ${fees.en} × ${share.en} (${PLAN_NAMES[line.planCode]} plan, rates version ${line.rateVersion}) = ${price.en} a year.`,
  };
}

function wholeTerm(line: Line): Text[] {
  const { numerator, denominator } = yearsOf(line);
  const oneYear = numerator === denominator;
  const due = amount(line, line.dueMinor);
  const [first, last] = [day(line.firstDay), day(line.lastDay)];
  const years = { fr: share(numerator, denominator, 'FR'), en: share(numerator, denominator, 'EN') };
  const term: Text = {
    fr: `Durée du service : du ${first.fr} au ${last.fr}, soit ${line.termDays} jours${oneYear ? ' (un an)' : ` (${years.fr})`}. Montant dû : ${due.fr}.`,
    en: `Service term: ${first.en} to ${last.en}, ${line.termDays} days${oneYear ? ' (one year)' : ` (${years.en})`}. Amount due: ${due.en}.`,
  };
  const ends: Text = {
    fr: 'Le forfait choisi sans commande prend fin quand cette durée commence.',
    en: 'The plan chosen without an order ends when this term begins.',
  };
  const before = amount(line, line.priceBeforeMinor);
  const previous: Text = {
    fr: `Le prix de la durée du service précédente était de ${before.fr}.`,
    en: `The price of the service term before it was ${before.en}.`,
  };
  return [
    term,
    ...(line.kind === 'RENEWAL' ? [previous] : []),
    ...(line.endsChosenPlan ? [ends] : []),
    NON_REFUNDABLE,
  ];
}

function amendment(line: Line): Text[] {
  const before = amount(line, line.priceBeforeMinor);
  const assessed = amount(line, line.assessedMinor);
  if (line.priceMinor === line.priceBeforeMinor) {
    return [
      line.assessedMinor < line.priceBeforeMinor
        ? {
            fr: `Le prix réévalué de la durée du service, ${assessed.fr}, est inférieur au prix en vigueur, ${before.fr} : il s’applique à partir du renouvellement. Rien n’est dû, rien n’est crédité.`,
            en: `The price of the term assessed anew, ${assessed.en}, is lower than the price in force, ${before.en}: it applies from renewal. Nothing is due, nothing is credited.`,
          }
        : {
            fr: `Le prix de la durée du service ne change pas : ${before.fr}. Rien n’est dû.`,
            en: `The price of the term does not change: ${before.en}. Nothing is due.`,
          },
    ];
  }
  const [from, to] = [day(line.effectiveOn), day(line.lastDay)];
  const due = amount(line, line.dueMinor);
  const rise = {
    fr: `Le prix de la durée du service passe de ${before.fr} à ${assessed.fr}.`,
    en: `The price of the term rises from ${before.en} to ${assessed.en}.`,
  };
  const part = {
    fr: `Du ${from.fr} au ${to.fr} inclus, il reste ${line.days} des ${line.termDays} jours : (${assessed.fr} − ${before.fr}) × ${line.days} / ${line.termDays} = ${due.fr} dus.`,
    en: `From ${from.en} to ${to.en} inclusive, ${line.days} of ${line.termDays} days are left: (${assessed.en} − ${before.en}) × ${line.days} / ${line.termDays} = ${due.en} due.`,
  };
  return [rise, part, ...(isCarried(line) ? [CARRIED] : []), NON_REFUNDABLE];
}

const CARRIED: Text = {
  fr: 'L’arrondi tient compte des augmentations précédentes de la même durée : aucune fraction n’est perdue ni comptée deux fois.',
  en: 'Rounded together with the earlier increases of the same term: no fraction is lost or counted twice.',
};

/** The amount is not what the increase by itself would be rounded to. */
function isCarried({ priceMinor, priceBeforeMinor, days, termDays, dueMinor }: Line): boolean {
  return prorate([{ amountMinor: priceMinor - priceBeforeMinor, days }], termDays)[0] !== dueMinor;
}

function termination(line: Line, reason: Text | null): Text[] {
  const last = day(line.effectiveOn);
  return [
    {
      fr: `${reason?.fr ?? 'Résiliation'}. Le support court jusqu’au ${last.fr} inclus.`,
      en: `${reason?.en ?? 'Termination'}. Support runs to ${last.en} inclusive.`,
    },
    {
      fr:
        line.days > 0
          ? `Il reste ${line.days} jours de la durée du service ; ils ne sont pas remboursés.`
          : 'La durée du service est accomplie.',
      en:
        line.days > 0
          ? `${line.days} days of the service term are left; they are not refunded.`
          : 'The service term is completed.',
    },
    {
      fr: `Remboursement : ${amount(line, 0n).fr}. Les frais ne sont pas remboursables, quel que soit l’événement de résiliation (conditions supplémentaires, A2).`,
      en: `Refund: ${amount(line, 0n).en}. Fees are non-refundable, whatever the termination event (additional terms, A2).`,
    },
  ];
}

function amount({ currency }: Line, amountMinor: bigint): Text {
  return {
    fr: formatMoney({ amountMinor, currency }, 'FR'),
    en: formatMoney({ amountMinor, currency }, 'EN'),
  };
}

/** A share of the fees as a person reads it: 1250 is "12,5 %" or "12.5%". */
function percent(basisPoints: number, locale: 'FR' | 'EN'): string {
  const format = new Intl.NumberFormat(locale === 'FR' ? 'fr' : 'en', { maximumFractionDigits: 2 });
  return `${format.format(basisPoints / 100)}${locale === 'FR' ? '\u00a0%' : '%'}`;
}

function share(numerator: bigint, denominator: bigint, locale: 'FR' | 'EN'): string {
  const whole = numerator / denominator;
  const rest = numerator % denominator;
  const of =
    locale === 'FR'
      ? `${rest} des ${denominator} jours d’une année`
      : `${rest} of the ${denominator} days of a year`;
  const years =
    locale === 'FR'
      ? `${whole} ${whole === 1n ? 'an' : 'ans'}`
      : `${whole} ${whole === 1n ? 'year' : 'years'}`;
  if (rest === 0n) return years;
  return whole === 0n ? of : `${years}${locale === 'FR' ? ' et ' : ' and '}${of}`;
}

/** A calendar date in words: "1er mars 2027", "1 March 2027". */
function day(date: string): Text {
  const at = new Date(`${date}T00:00:00Z`);
  const inWords = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return { fr: inWords('fr').replace(/^1 /, '1er '), en: inWords('en-GB') };
}
