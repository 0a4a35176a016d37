import { manageableIntegrations } from '../access.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { BLOCKING_SECONDS, JITTER, RETRY_SECONDS, WebhookDisabledProblem } from './webhook.rules.ts';

builder.objectType(WebhookDisabledProblem, {
  name: 'WebhookDisabledProblem',
  description: 'The endpoint is stopped, so nothing is sent to it: start it first, see `startWebhook`.',
  interfaces: [ProblemInterface],
});

const WebhookDisabling = builder.enumType('WebhookDisabling', {
  description: 'Why an endpoint is stopped.',
  values: {
    GONE: { description: 'Its receiver answered 410.' },
    EXHAUSTED: {
      description: 'An event was tried to the end of the schedule, and nothing arrived meanwhile.',
    },
    STOPPED: { description: 'Somebody stopped it.' },
  } as const,
});

const WebhookDeliveryState = builder.enumType('WebhookDeliveryState', {
  description: 'What became of an event on its way to an endpoint.',
  values: {
    PENDING: {
      description: 'To be sent, to be tried again, or held back by an earlier event of its subject.',
    },
    DELIVERED: { description: 'Answered with 2xx.' },
    FAILED: {
      description: 'Given up: the schedule is exhausted, or the receiver is gone. It can be replayed.',
    },
  } as const,
});

builder.prismaObject('WebhookAttempt', {
  description: 'One attempt to deliver, and what came back.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was sent.' }),
    durationMs: t.exposeInt('durationMs', { description: 'How long it took, in milliseconds.' }),
    status: t.exposeInt('status', { nullable: true, description: 'HTTP status; null without an answer.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why there was no answer.' }),
    responseBody: t.exposeString('responseBody', {
      nullable: true,
      description: 'The first 4,096 bytes of the answer, as text.',
    }),
  }),
});

const WebhookDelivery = builder.prismaObject('WebhookDelivery', {
  description:
    'One event on its way to one endpoint. Kept for a time after it ended, see `retentionPeriods`.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `whd_`.' }),
    eventId: t.exposeID('eventId', {
      description: 'The event: sent as `webhook-id`, the same at every attempt and replay.',
    }),
    type: t.exposeString('type', {
      description: 'What happened, such as `ticket.opened`: see `eventTypes`.',
    }),
    subject: t.exposeID('subject', {
      description: 'What it happened to: events of one subject keep their order.',
    }),
    position: t.string({
      description: 'Its place in the feed.',
      resolve: ({ position }) => String(position),
    }),
    state: t.expose('state', { type: WebhookDeliveryState, description: 'What became of it.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
    replayed: t.exposeBoolean('replayed', { description: 'Somebody asked for it to be sent again.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was taken from the feed.' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next, at the earliest; null once it has ended.',
      resolve: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered or given up; null until then.',
    }),
    requestBody: t.exposeString('body', {
      description: 'The body that is posted, to the letter: what is signed.',
    }),
    log: t.relation('log', {
      query: { orderBy: { at: 'asc' } },
      description: 'Each attempt and what came back, the oldest first.',
    }),
  }),
});

export const Webhook = builder.prismaNode('WebhookEndpoint', {
  name: 'Webhook',
  description:
    'An address to which events are posted, as Standard Webhooks has it (standardwebhooks.com): each at least once, signed, with the event’s id as `webhook-id`, by which a receiver knows what it has already; those of one subject in order.',
  id: { field: 'id', description: 'Starts with `whe_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [{ removedAt: null }, manageableIntegrations(actor)] }),
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'Where events are posted: https, but for a demo on your own machine.',
    }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    types: t.exposeStringList('types', {
      description:
        'Which events it is told of: types such as `ticket.opened`, or all of a kind such as `ticket.*`; empty means all.',
    }),
    account: t.relation('account', {
      nullable: true,
      description: 'Whose events; null for a partner’s endpoint, and for all that happens at the vendor.',
    }),
    partner: t.relation('partner', {
      nullable: true,
      description:
        'The partner that is told of the accounts that let it act for them, as long as they do (S22); null for others.',
    }),
    position: t.string({
      description:
        'The place in the feed up to which its events were taken: what happens next comes after it.',
      resolve: ({ position }) => String(position),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is stopped; null while it runs.',
    }),
    disabledFor: t.expose('disabledFor', {
      type: WebhookDisabling,
      nullable: true,
      description: 'Why it is stopped.',
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when attempts fail; null while the latest one succeeded, and before the first.',
    }),
    deliveries: t.connection({
      type: WebhookDelivery,
      description: 'What was and is on its way, the latest first.',
      args: {
        states: t.arg({
          type: [WebhookDeliveryState],
          description: 'Only in these states; all unless told.',
        }),
      },
      resolve: ({ id }, { states, ...args }, ctx, info) => {
        const mine = { endpointId: id, ...(states && { state: { in: states } }) };
        return keysetPage<typeof WebhookDelivery.$inferType>(
          args,
          [
            ['createdAt', 'desc', 'instant'],
            ['id', 'desc', 'text'],
          ],
          mine,
          (page) => ctx.db.webhookDelivery.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.webhookDelivery.count({ where: mine }),
        );
      },
    }),
  }),
});

const WebhookSchedule = builder
  .objectRef<{ retrySeconds: readonly number[]; jitter: number; blockingSeconds: number }>('WebhookSchedule')
  .implement({
    description: 'How webhooks are tried again, as the sender does it.',
    fields: (t) => ({
      retrySeconds: t.intList({
        description:
          'Seconds from each failed attempt to the next: after the last of them it is given up. A receiver’s `retry-after` may ask for more, up to a day.',
        resolve: ({ retrySeconds }) => [...retrySeconds],
      }),
      jitter: t.exposeFloat('jitter', {
        description: 'Each wait is longer by up to this part of itself, by chance: 0.2 means up to a fifth.',
      }),
      blockingSeconds: t.exposeInt('blockingSeconds', {
        description:
          'For how many seconds an event that does not arrive holds back later ones of its subject at its endpoint. After that they may overtake it: `sequence` in the body tells their order.',
      }),
    }),
  });

builder.queryField('webhookSchedule', (t) =>
  t.field({
    type: WebhookSchedule,
    description: 'How webhooks are tried again.',
    authScopes: { signedIn: true },
    resolve: () => ({ retrySeconds: RETRY_SECONDS, jitter: JITTER, blockingSeconds: BLOCKING_SECONDS }),
  }),
);

builder.queryField('webhook', (t) =>
  t.prismaField({
    type: Webhook,
    nullable: true,
    description: 'An endpoint by its id; null when absent, removed, or not yours to manage.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `whe_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.webhookEndpoint.findFirst({
        ...query,
        where: { AND: [{ id, removedAt: null }, manageableIntegrations(actor)] },
      }),
  }),
);

builder.queryField('webhookDelivery', (t) =>
  t.prismaField({
    type: WebhookDelivery,
    nullable: true,
    description: 'A delivery by its id; null when absent or not yours to manage.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `whd_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.webhookDelivery.findFirst({
        ...query,
        where: { id, endpoint: { removedAt: null, AND: [manageableIntegrations(actor)] } },
      }),
  }),
);

builder.queryField('webhooks', (t) =>
  t.connection({
    type: Webhook,
    description:
      'Endpoints that you may manage, the oldest first: administrators see those of their account or partner, managers all.',
    authScopes: { signedIn: true },
    args: { accountId: t.arg.id({ description: 'Only those of this account.' }) },
    resolve: (_root, { accountId, ...args }, ctx, info) => {
      const mine = {
        AND: [{ removedAt: null }, manageableIntegrations(ctx.actor), ...(accountId ? [{ accountId }] : [])],
      };
      return keysetPage<typeof Webhook.$inferType>(
        args,
        [
          ['createdAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.webhookEndpoint.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.webhookEndpoint.count({ where: mine }),
      );
    },
  }),
);
