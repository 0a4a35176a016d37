import type { ContractLine, Customer, Desk, Money, PriceLine } from './programme.ts';
import { CONTRACT_LINE } from './programme.ts';

// What the tests of contracts share: an invented price list, and the way from a quote to a contract.

/** Enhanced costs an eighth of the annual fees and Premium a fifth; in dollars there is no rate. */
export const RATES = ['EUR', 'JPY', 'KWD'].flatMap((currency) => [
  { planCode: 'ENHANCED', currency, basisPoints: 1_250 },
  { planCode: 'PREMIUM', currency, basisPoints: 2_000 },
]);

export const eur = (amountMinor: string): Money => ({ amountMinor, currency: 'EUR' });

export interface Order {
  planCode?: string;
  firstDay?: string;
  lastDay?: string;
  annualFees?: Money;
  autoRenew?: boolean;
}

/** Quotes and places an order of Enhanced on fees of €120,000.00 unless told, for the year 2027. */
export async function order(
  desk: Desk,
  { accountId }: Pick<Customer, 'accountId'>,
  options: Order = {},
): Promise<{ id: string; line: ContractLine }> {
  const quote = await desk.manager.act('quoteServiceOrder', {
    accountId,
    planCode: 'ENHANCED',
    firstDay: '2027-01-01',
    annualFees: eur('12000000'),
    ...options,
  });
  const { id, lines } = await desk.manager.act('placeServiceOrder', { quoteId: quote.id });
  return { id, line: lines.nodes[0]! };
}

/** Quotes and applies an amendment; the line as quoted and as agreed. */
export async function amend(
  desk: Desk,
  contractId: string,
  change: { effectiveOn?: string; planCode?: string; annualFees?: Money },
): Promise<{ quoted: PriceLine; agreed: ContractLine }> {
  const { id, line } = await desk.manager.act('quoteAmendment', { contractId, ...change });
  const { lines } = await desk.manager.act('applyAmendment', { quoteId: id });
  return { quoted: line, agreed: lines.nodes.find(({ quoteId }) => quoteId === id)! };
}

/** What was agreed in a contract, the earliest first. */
export async function linesOf(desk: Desk, contractId: string): Promise<ContractLine[]> {
  const document = `query ($id: ID!) { contract(id: $id) { lines(first: 100) { nodes { ${CONTRACT_LINE} } } } }`;
  const { contract } = await desk.manager.read<{ contract: { lines: { nodes: ContractLine[] } } }>(document, {
    id: contractId,
  });
  return contract.lines.nodes;
}
