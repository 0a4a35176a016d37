import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { asSet } from '../french.ts';
import type { Context } from '../context.ts';
import { localeArg, localized } from '../localized.ts';
import { Problem } from '../problem.ts';
import { ProblemInterface } from '../problem.types.ts';
import { goesOnIn } from './belongs-to.ts';
import { checkMerge, mergeEffect, mergeSentence, type MERGE_EFFECTS } from './merge.rules.ts';
import { reference } from './ticket.rules.ts';
import { Ticket } from './ticket.types.ts';

type Compared = NonNullable<Awaited<ReturnType<typeof withClocks>>>;

const MergeEffect = builder.enumType('MergeEffect', {
  description: 'What becomes of the promise of a first response when a ticket goes on in another one (C20).',
  values: {
    TAKES_EARLIER: {
      description: 'Both wait, and the source is due first: the target takes its deadline.',
    },
    KEEPS_OWN: { description: 'Both wait, and the target is due no later: it keeps its deadline.' },
    GOES_ON: {
      description: 'Only the source waits: its clock goes on in the target, and the next response meets it.',
    },
    NOTHING_WAITS: { description: 'The source waits for no first response any more: no deadline changes.' },
  } satisfies Record<(typeof MERGE_EFFECTS)[number], { description: string }>,
});

const MergePreview = builder.objectRef<{ source: Compared; target: Compared }>('MergePreview').implement({
  description: 'What would become of two tickets if one went on in the other, before it is done (C20).',
  fields: (t) => ({
    target: t.prismaField({
      type: Ticket,
      description: 'Where it would go on: the ticket that was named, or the one into which that was merged.',
      resolve: (query, { target }, _args, { db }) =>
        db.ticket.findUniqueOrThrow({ ...query, where: { id: target.id } }),
    }),
    problem: t.field({
      type: ProblemInterface,
      nullable: true,
      description: 'Why `mergeTickets` would refuse it; null where it would not.',
      resolve: ({ source, target }, _args, { actor }) => {
        if (actor.kind === 'anonymous') return null;
        try {
          checkMerge(source, target, actor);
          return null;
        } catch (error) {
          if (error instanceof Problem) return { ...error }; // GraphQL would throw one that is an Error
          throw error;
        }
      },
    }),
    effect: t.field({
      type: MergeEffect,
      description: 'What becomes of the promise.',
      resolve: ({ source, target }) => mergeEffect(source.clocks, target.clocks).effect,
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'By when the target is then owed its first response; null where nothing waits or is promised.',
      resolve: ({ source, target }) => mergeEffect(source.clocks, target.clocks).dueAt,
    }),
    sentence: t.string({
      description: 'The same as a sentence, with deadlines in the account’s zone.',
      args: localeArg(),
      resolve: ({ source, target }, { locale }, ctx) => {
        const named = {
          from: reference(source.number),
          into: reference(target.number),
          timeZone: target.account.timeZone,
        };
        const sentence = mergeSentence(mergeEffect(source.clocks, target.clocks), named);
        return localized(asSet(sentence), locale, ctx);
      },
    }),
  }),
});

builder.queryField('mergePreview', (t) =>
  t.field({
    type: MergePreview,
    nullable: true,
    description:
      'What `mergeTickets` would do with two tickets now: whether it would refuse, and what becomes of the promise (C20). Null when one of them is absent. Staff only.',
    authScopes: { staff: true },
    args: {
      sourceId: t.arg.id({ required: true, description: 'The ticket that would end.' }),
      targetId: t.arg.id({ required: true, description: 'The ticket in which it would go on.' }),
    },
    resolve: async (_root, { sourceId, targetId }, ctx) => {
      const source = await withClocks(ctx, sourceId);
      const target = await withClocks(ctx, await goesOnIn(ctx.db, targetId));
      return source && target && { source, target };
    },
  }),
);

function withClocks({ db, actor }: Context, id: string) {
  return db.ticket.findFirst({
    where: { AND: [{ id }, visibleRows(actor)] },
    include: {
      account: { select: { timeZone: true } },
      clocks: { orderBy: [{ startedAt: 'asc' }, { metric: 'asc' }] },
    },
  });
}
