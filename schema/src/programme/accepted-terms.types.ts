import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { Terms } from './terms.types.ts';

builder.queryField('termsAt', (t) =>
  t.prismaField({
    type: Terms,
    nullable: true,
    description:
      'The version of the terms that an account had accepted at an instant; null before its first. Past answers never change (S86, B13).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ required: true, description: 'The account.' }),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
    },
    resolve: async (query, _root, { accountId, at }, ctx) => {
      await reachAccount(ctx, accountId);
      const latest = await ctx.db.termsAcceptance.findFirst({
        where: { accountId, acceptedAt: { lte: at ?? ctx.now } },
        orderBy: { version: 'desc' },
      });
      return latest && ctx.db.termsVersion.findUnique({ ...query, where: { version: latest.version } });
    },
  }),
);
