import * as z from 'zod';
import type { SignedInActor } from '../access.ts';
import { isCurrency, type Money } from '../money.ts';
import { InvalidInputProblem, type Refinement } from '../problem.ts';
import type { StatedFees } from './draft-line.ts';

/** More than anybody pays, and small enough that every price computed from it fits the database. In minor units. */
const HIGHEST_FEES = 10n ** 16n;

const CURRENCY: Refinement = {
  code: 'UNKNOWN',
  fr: 'n’est pas un code de devise ISO 4217 tel que EUR.',
  en: 'is not a currency code of ISO 4217 such as EUR.',
};
const AMOUNT: Refinement = {
  code: 'OUT_OF_RANGE',
  fr: 'doit être entre 0 et 10 000 000 000 000 000 unités mineures.',
  en: 'must be between 0 and 10,000,000,000,000,000 minor units.',
};

export const currencyCode = z.string().trim().toUpperCase().refine(isCurrency, { params: CURRENCY });

/** Annual subscription fees as somebody states them. */
export const feesInput = z.object({
  amountMinor: z.bigint().refine((amount) => amount >= 0n && amount <= HIGHEST_FEES, { params: AMOUNT }),
  currency: currencyCode,
});

/**
 * The fees that a quote rests on. Only the vendor states them: a customer's quote rests on those on record.
 *
 * @throws InvalidInputProblem STAFF_ONLY
 */
export function statedFees(actor: SignedInActor, fees: Money | null | undefined): StatedFees | null {
  if (!fees) return null;
  if (actor.kind !== 'staff') {
    throw new InvalidInputProblem([
      {
        path: 'annualFees',
        code: 'STAFF_ONLY',
        text: {
          fr: 'est réservé au personnel du fournisseur : votre devis repose sur les frais enregistrés.',
          en: 'is for the vendor’s staff: your quote rests on the fees on record.',
        },
      },
    ]);
  }
  return { amountMinor: String(fees.amountMinor), currency: fees.currency };
}
