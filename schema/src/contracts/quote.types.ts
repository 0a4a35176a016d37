import type { Prisma } from '@tierline/prisma/database';
import { allow, reach, visibleContracts } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Contract } from './contract.types.ts';
import { lineFromJson } from './line.rules.ts';
import { ContractLineKind, QuoteLine } from './price-line.types.ts';

const QuoteState = builder.enumType('QuoteState', {
  description: 'Whether a quote can still be applied.',
  values: {
    OPEN: { description: 'It can be applied, as long as what it rests on stays as it is (PR4).' },
    APPLIED: { description: 'It was applied: its line stands in the contract.' },
    EXPIRED: { description: 'Its time is over.' },
  } as const,
});

export const Quote = builder.prismaNode('Quote', {
  description:
    'What a change of contract would come to, ready to be applied: applying it writes this line or nothing (B12). When fees, rates, terms or the contract change first, applying is refused with a new quote (PR4).',
  id: { field: 'id', description: 'Starts with `quo_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleContracts(actor)] }),
  fields: (t) => ({
    kind: t.expose('kind', {
      type: ContractLineKind,
      description: 'What it offers, and so which mutation applies it.',
    }),
    account: t.relation('account', { type: Account, description: 'The customer.' }),
    contract: t.relation('contract', {
      type: Contract,
      nullable: true,
      description: 'The contract that it would change; null for a service order, which begins one.',
    }),
    line: t.field({
      type: QuoteLine,
      description: 'The exact line that applying it writes.',
      resolve: ({ line }) => lineFromJson(line),
    }),
    state: t.field({
      type: QuoteState,
      description: 'Whether it can still be applied.',
      resolve: ({ appliedAt, expiresAt }, _args, { now }) =>
        appliedAt ? 'APPLIED' : expiresAt <= now ? 'EXPIRED' : 'OPEN',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'It can be applied before this instant: 30 days, and not after the day of its effect.',
    }),
    appliedAt: t.expose('appliedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was applied; null until then.',
    }),
  }),
});

builder.queryField('quote', (t) =>
  t.prismaField({
    type: Quote,
    nullable: true,
    description:
      'A quote by its id; null when absent or not yours. For the customer’s administrators and for staff.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `quo_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.quote.findFirst({ ...query, where: { AND: [{ id }, visibleContracts(actor)] } }),
  }),
);

builder.queryField('quotes', (t) =>
  t.connection({
    type: Quote,
    description: 'Quotes of an account, the latest first. For its administrators and for staff.',
    authScopes: { signedIn: true },
    args: { accountId: t.arg.id({ required: true, description: 'Of this account.' }) },
    resolve: (_root, { accountId, ...args }, ctx, info) => {
      allow(ctx.actor, 'contract.read');
      reach(ctx.actor, accountId);
      return keysetPage<Prisma.QuoteGetPayload<object>>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { accountId },
        (page) => ctx.db.quote.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.quote.count({ where: { accountId } }),
      );
    },
  }),
);
