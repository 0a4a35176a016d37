import { rates, type DemoAccount } from '@tierline/prisma/demo/customers';
import { manager } from '@tierline/prisma/demo/people';
import { act, type Deed, type World } from './demo-act.ts';
import { before } from './demo-time.ts';

export function priceList(world: World, now: Date): Deed {
  const { note, daysAgo, basisPoints, currencies } = rates;
  return {
    at: before(now, daysAgo),
    happen: async (at) => {
      const table = currencies.flatMap((currency) =>
        Object.entries(basisPoints).map(([planCode, points]) => ({
          planCode,
          currency,
          basisPoints: points,
        })),
      );
      await act(
        world,
        manager.subject,
        at,
        'publishRates',
        { note, rates: table },
        'rateTable { id: version }',
      );
    },
  };
}

/** What the vendor records and offers, and the administrator accepts. */
export function contractActs(
  world: World,
  { name, annualFees, contract, administrator }: DemoAccount,
  now: Date,
): Deed[] {
  const byManager = (at: Date, verb: string, input: object, select: string) =>
    act(world, manager.subject, at, verb, input, select);
  const accept = async (at: Date, quoting: string, applying: string, ask: object) => {
    const { id: quoteId } = await byManager(at, quoting, ask, 'quote { id }');
    const { id } = await act(world, administrator.subject, at, applying, { quoteId }, 'contract { id }');
    return id;
  };
  const fees: Deed[] = annualFees
    ? [
        {
          at: before(now, (contract?.daysAgo ?? rates.daysAgo) + 1),
          happen: async (at) => {
            const input = { accountId: world.ids.get(name), annualFees };
            await byManager(at, 'recordAnnualFees', input, 'account { id }');
          },
        },
      ]
    : [];
  if (!contract) return fees;
  const { planCode, daysAgo, amendment } = contract;
  let contractId: string;
  const order: Deed = {
    at: before(now, daysAgo),
    happen: async (at) => {
      const ask = { accountId: world.ids.get(name), planCode };
      contractId = await accept(at, 'quoteServiceOrder', 'placeServiceOrder', ask);
    },
  };
  const change: Deed[] = amendment
    ? [
        {
          at: before(now, amendment.daysAgo),
          happen: async (at) => {
            const ask = { contractId, annualFees: amendment.annualFees };
            await accept(at, 'quoteAmendment', 'applyAmendment', ask);
          },
        },
      ]
    : [];
  return [...fees, order, ...change];
}
