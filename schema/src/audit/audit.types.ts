import { allow, visibleToActor } from '../access.ts';
import { builder } from '../builder.ts';
import { ActorKind } from '../events/event.types.ts';
import { feedPosition } from '../feed.ts';
import { connection, itemQuery, readPageArgs } from '../paging.ts';

const AuditEntry = builder.prismaObject('Event', {
  variant: 'AuditEntry',
  description:
    'A change, with who made it and from where: an event of the feed, read for its cause. Nobody can change or delete one, not even the server; only what people wrote in it goes when it is redacted or a person is erased, and an address after a time (B24).',
  fields: (t) => ({
    eventId: t.exposeID('id', { description: 'The event: the same id in the feed.' }),
    position: t.string({
      description: 'Its place in the feed, a whole number that grows.',
      resolve: ({ position }) => String(position),
    }),
    type: t.exposeString('type', {
      description: 'What was done, such as `account.relocated`: see `eventTypes`.',
    }),
    subject: t.exposeID('subject', {
      description: 'The id of what it was done to: a ticket, an account, a person …',
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it took effect.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was written.' }),
    actorKind: t.expose('actorKind', {
      type: ActorKind,
      description: 'What kind of person did it, or Tierline itself.',
    }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description: 'The id of the person who did it; null for Tierline itself.',
    }),
    onBehalfOfId: t.string({
      nullable: true,
      description: 'The account in whose name a partner did it; null where people act for themselves.',
      resolve: ({ actorKind, accountId }) => (actorKind === 'PARTNER' ? accountId : null),
    }),
    apiKeyId: t.exposeID('apiKeyId', {
      nullable: true,
      description: 'The API key that spoke for the person, if one did.',
    }),
    address: t.string({
      nullable: true,
      description:
        'The network address from which it was asked for. Null where nobody asked, and once it is forgotten (see `retentionPeriods`); for customers also where the vendor’s or a partner’s people did it.',
      resolve: ({ address, actorKind }, _args, { actor }) =>
        actor.kind === 'staff' || actorKind === 'CONTACT' ? address : null,
    }),
    requestId: t.exposeString('requestId', {
      description: 'The request that did it: its `x-request-id`, or the name of the job of Tierline itself.',
    }),
    before: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it was; null where the change replaced nothing.',
      resolve: ({ payload }) => part(payload, 'before'),
    }),
    after: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it became; null where the change replaced nothing.',
      resolve: ({ payload }) => part(payload, 'after'),
    }),
    payload: t.expose('payload', {
      type: 'JSON',
      description: 'All that the event tells, in the form that `eventTypes` describes for its type.',
    }),
  }),
});

function part(payload: unknown, name: 'before' | 'after'): unknown {
  return (payload as Record<string, unknown> | null)?.[name] ?? null;
}

builder.queryField('auditLog', (t) =>
  t.connection({
    type: AuditEntry,
    description:
      'Who changed what, when, by which key and from where, the latest first. Administrators of a customer see what concerns their account and is meant for customers; managers see everything. For nobody else.',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ description: 'Only of this account.' }),
      actorId: t.arg.id({ description: 'Only what this person did.' }),
      apiKeyId: t.arg.id({ description: 'Only what this key did.' }),
      subject: t.arg.id({ description: 'Only what was done to this.' }),
      recordedFrom: t.arg({ type: 'DateTime', description: 'Only what was written from this instant on.' }),
      recordedBefore: t.arg({ type: 'DateTime', description: 'Only what was written before this instant.' }),
    },
    resolve: async (_root, { recordedFrom, recordedBefore, ...asked }, ctx, info) => {
      allow(ctx.actor, 'audit.read');
      const { accountId, actorId, apiKeyId, subject, ...args } = asked;
      const { size, backward, cursor } = readPageArgs(args);
      const mine = {
        AND: [
          visibleToActor(ctx.actor),
          ...(accountId ? [{ accountId }] : []),
          ...(actorId ? [{ actorId }] : []),
          ...(apiKeyId ? [{ apiKeyId }] : []),
          ...(subject ? [{ subject }] : []),
          ...(recordedFrom ? [{ recordedAt: { gte: recordedFrom } }] : []),
          ...(recordedBefore ? [{ recordedAt: { lt: recordedBefore } }] : []),
        ],
      };
      const position = cursor === null ? undefined : feedPosition(cursor);
      const rows = await ctx.db.event.findMany({
        ...itemQuery(ctx, info),
        where: {
          AND: [
            mine,
            ...(position === undefined ? [] : [{ position: backward ? { gt: position } : { lt: position } }]),
          ],
        },
        orderBy: { position: backward ? 'asc' : 'desc' },
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
