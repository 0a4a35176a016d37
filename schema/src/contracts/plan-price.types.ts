import { builder } from '../builder.ts';
import type { PriceUnknown } from './plan-price.ts';
import type { Line } from './contract.rules.ts';
import { QuoteLine } from './price-line.types.ts';

const PriceUnknownReason = builder.enumType('PriceUnknownReason', {
  description: 'Why the price of a plan is not known, or not told.',
  values: {
    ADMINISTRATORS_ONLY: {
      description: 'What an account pays is for its administrators and for staff: ask one.',
    },
    FEES_UNKNOWN: { description: 'No annual subscription fees are on record (S113).' },
    RATE_MISSING: { description: 'No rate is published for the plan in the currency of the fees (Q15).' },
    NOT_POSSIBLE_NOW: {
      description: 'Something else is agreed already, such as a termination or a plan chosen for later.',
    },
  } as const,
});

export const PlanPrice = builder
  .objectRef<{ line: Line | null; unknown: PriceUnknown | null }>('PlanPrice')
  .implement({
    description:
      'What a plan would cost an account from today on: as an amendment where a contract runs, else as an order for a year (B4). Computed as a quote is; to accept it, ask for the quote.',
    fields: (t) => ({
      line: t.expose('line', {
        type: QuoteLine,
        nullable: true,
        description: 'The line that would be agreed; null when the price is not known.',
      }),
      unknown: t.expose('unknown', {
        type: PriceUnknownReason,
        nullable: true,
        description: 'Why it is not known; null when it is.',
      }),
    }),
  });
