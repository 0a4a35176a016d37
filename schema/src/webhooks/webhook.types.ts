import { manageableIntegrations } from '../access.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { BLOCKING_SECONDS, JITTER, RETRY_SECONDS, WebhookDisabledProblem } from './webhook.rules.ts';

builder.objectType(WebhookDisabledProblem, {
  name: 'WebhookDisabledProblem',
  description: 'The endpoint is stopped: nothing can be sent to it before it is started again.',
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
    PENDING: { description: 'To be sent, or to be tried again.' },
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
  description: 'One event on its way to one endpoint. Kept for 30 days.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `whd_`.' }),
    eventId: t.exposeID('eventId', {
      description: 'The event: sent as `webhook-id`, the same at every attempt and replay.',
    }),
    type: t.exposeString('type', { description: 'What happened.' }),
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
      description: 'Not tried again before; null when it is over.',
      resolve: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered or given up.',
    }),
    requestBody: t.exposeString('body', { description: 'What is sent, to the letter.' }),
    log: t.relation('log', {
      query: { orderBy: { at: 'asc' } },
      description: 'Each attempt, the oldest first.',
    }),
  }),
});

export const Webhook = builder.prismaNode('WebhookEndpoint', {
  name: 'Webhook',
  description:
    'Where somebody wants to be told of events, by Standard Webhooks. At least once each, with the event’s id as `webhook-id`; those of one subject in order.',
  id: { field: 'id', description: 'Starts with `whe_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [{ removedAt: null }, manageableIntegrations(actor)] }),
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Where to: https only, but for a demo on your own machine.' }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    types: t.exposeStringList('types', {
      description: 'What it is told of: types, or words as `ticket.*`; empty means all.',
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
      description: 'How far in the feed it was told: the next event lies behind.',
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
      description: 'Since when nothing arrives; null while the latest attempt succeeded.',
    }),
    deliveries: t.connection({
      type: WebhookDelivery,
      description: 'What was and is on its way, the latest first.',
      args: { states: t.arg({ type: [WebhookDeliveryState], description: 'Only these.' }) },
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
    description: 'How webhooks are tried again: data, the same that the sender keeps.',
    fields: (t) => ({
      retrySeconds: t.intList({
        description:
          'Seconds from each failed attempt to the next; `retry-after` may ask for more, up to a day.',
        resolve: ({ retrySeconds }) => [...retrySeconds],
      }),
      jitter: t.exposeFloat('jitter', {
        description: 'Each wait is longer by up to this part of itself, by chance.',
      }),
      blockingSeconds: t.exposeInt('blockingSeconds', {
        description:
          'How long an event that does not arrive holds back later ones of its subject at its endpoint; after that they may overtake it, and `sequence` tells.',
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
