import { builder } from '../builder.ts';
import { definitionOf, EVENT_TYPES } from '../event-types.ts';
import { feedPosition, whereWished } from '../feed.ts';
import { localeArg, localized } from '../localized.ts';
import { connection, itemQuery, readPageArgs } from '../paging.ts';
import { Partner } from '../partners/partner.types.ts';
import { matchingTypes } from './event-filter.rules.ts';

export const ActorKind = builder.enumType('ActorKind', {
  description: 'Who did something.',
  values: {
    CONTACT: { description: 'A person of the customer.' },
    STAFF: { description: 'A person of the vendor.' },
    PARTNER: { description: 'A person of a partner, in the name of the account (S22).' },
    SYSTEM: { description: 'Tierline itself: time passed, or a rule followed from something else.' },
  } as const,
});

interface Doer {
  kind: 'CONTACT' | 'STAFF' | 'PARTNER' | 'SYSTEM';
  id: string | null;
}

const EventActor = builder.objectRef<Doer>('EventActor').implement({
  description: 'Who did something, as a timeline shows it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKind, description: 'On whose side.' }),
    id: t.exposeID('id', {
      nullable: true,
      description: 'The person: `con_…`, `stf_…` or `pps_…`; null for Tierline itself.',
    }),
    name: t.string({
      nullable: true,
      description: 'What the person is called; null for Tierline itself, and for whom you may not see.',
      // Prisma makes one query of all that a page asks for.
      resolve: async ({ kind, id }, _args, { db }) => {
        const where = { id: id ?? '' };
        const select = { name: true };
        if (kind === 'CONTACT') return (await db.contact.findUnique({ where, select }))?.name ?? null;
        if (kind === 'STAFF') return (await db.staffMember.findUnique({ where, select }))?.name ?? null;
        if (kind === 'PARTNER') return (await db.partnerPerson.findUnique({ where, select }))?.name ?? null;
        return null;
      },
    }),
  }),
});

export const Event = builder.prismaObject('Event', {
  description:
    'Something that happened, written once in the transaction of its effect. Feed, webhooks, timeline and audit log show the same events with the same numbers (B11).',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'Starts with `evt_`. The same in the feed and as `webhook-id`: take an event in once for it.',
    }),
    position: t.string({
      description:
        'Its place in the feed, a decimal number: follows the order of commits. Pass the last one you have as `after` (B11).',
      resolve: ({ position }) => String(position),
    }),
    accountPosition: t.string({
      nullable: true,
      description:
        'Its number among the events that the customers of its account see, a decimal number: 1, 2, 3 … without a gap, so one that is missing was lost on the way (B11). Null for events for staff only.',
      resolve: ({ accountPosition }) => accountPosition?.toString() ?? null,
    }),
    sequence: t.exposeInt('sequence', {
      description: '1, 2, 3 … within its subject; customers see no events that are for staff only.',
    }),
    subject: t.exposeID('subject', { description: 'What it happened to, such as `tkt_…` or `acc_…`.' }),
    accountId: t.exposeID('accountId', {
      nullable: true,
      description: 'The account that it belongs to; null for events of the vendor itself.',
    }),
    type: t.exposeString('type', { description: 'What happened, such as `ticket.opened` or `clock.ended`.' }),
    version: t.exposeString('version', {
      description: 'Since when `payload` has the form that it has here, a date; see `eventTypes`.',
    }),
    summary: t.string({
      description: 'What happened, in a plain sentence: what its type means.',
      args: localeArg(),
      resolve: ({ type }, { locale }, ctx) =>
        localized(definitionOf(type)?.text ?? { fr: type, en: type }, locale, ctx),
    }),
    visibleToCustomer: t.exposeBoolean('visibleToCustomer', {
      description: 'False for what is for staff only.',
    }),
    actorKind: t.expose('actorKind', { type: ActorKind, description: 'Who did it.' }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description:
        'The person who did it: of the customer, the vendor or a partner; null for Tierline itself.',
    }),
    actor: t.field({
      type: EventActor,
      description: 'Who did it, with the name.',
      resolve: ({ actorKind: kind, actorId: id }) => ({ kind, id }),
    }),
    partner: t.field({
      type: Partner,
      nullable: true,
      description: 'The partner that did it in the name of the account; null when somebody else did (S22).',
      resolve: ({ actorKind, actorId }, _args, { db }) =>
        actorKind === 'PARTNER'
          ? db.partnerPerson.findUniqueOrThrow({ where: { id: actorId ?? '' } }).partner()
          : null,
    }),
    apiKeyId: t.exposeID('apiKeyId', {
      nullable: true,
      description: 'The API key that spoke for the actor, if one did.',
    }),
    requestId: t.exposeString('requestId', {
      description: 'The `x-request-id` of the request that caused it.',
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it took effect.' }),
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      description: 'When it was written; deadlines that pass are noticed within seconds.',
    }),
    payload: t.expose('payload', {
      type: 'JSON',
      description: 'What changed: its form follows `type` and `version`, see `eventTypes`.',
    }),
  }),
});

builder.queryField('events', (t) =>
  t.connection({
    type: Event,
    description:
      'The feed of everything that happened, in the order of commits: contacts see what is meant for their account, staff see all (B11). Cursors are positions, so one that a webhook brought will do; an answer without items is the end for now, to be asked again later.',
    authScopes: { signedIn: true },
    args: {
      types: t.arg.stringList({
        description: 'Only these types: `ticket.opened`, or all of a word as `ticket.*`. All unless told.',
      }),
      subject: t.arg.id({ description: 'Only what happened to this, such as `tkt_…`.' }),
      accountId: t.arg.id({ description: 'Only what belongs to this account.' }),
    },
    resolve: async (_root, { types, subject, accountId, ...args }, ctx, info) => {
      const { size, backward, cursor } = readPageArgs(args);
      const mine = whereWished({
        seenBy: ctx.actor,
        types: types ? matchingTypes(types, Object.keys(EVENT_TYPES)) : undefined,
        subject: subject ?? undefined,
        accountId: accountId ?? undefined,
      });
      const position = cursor === null ? undefined : feedPosition(cursor);
      const rows = await ctx.db.event.findMany({
        ...itemQuery(ctx, info),
        where: {
          AND: [
            mine,
            ...(position === undefined ? [] : [{ position: backward ? { lt: position } : { gt: position } }]),
          ],
        },
        orderBy: { position: backward ? 'desc' : 'asc' },
        take: size + 1,
      });
      const page = rows.slice(0, size);
      if (backward) page.reverse();
      const edges = page.map((node) => ({ node, cursor: String(node.position) }));
      return {
        ...connection(edges, { backward, hasMore: rows.length > size, hasCursor: cursor !== null }),
        count: () => ctx.db.event.count({ where: mine }),
      };
    },
  }),
);
