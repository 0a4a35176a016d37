import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import {
  CHANGE_STATUS_SUBSCRIPTION_PROBLEMS,
  changeStatusSubscription,
} from './change-status-subscription.ts';
import {
  CONFIRM_STATUS_SUBSCRIPTION_PROBLEMS,
  confirmStatusSubscription,
} from './confirm-status-subscription.ts';
import { END_STATUS_SUBSCRIPTION_PROBLEMS, endStatusSubscription } from './end-status-subscription.ts';
import {
  REQUEST_STATUS_SUBSCRIPTION_PROBLEMS,
  requestStatusSubscription,
} from './request-status-subscription.ts';
import { StatusEventKind } from './status.types.ts';
import { subscriptionOf } from './subscription-of.ts';
import {
  EndedStatusSubscription,
  StatusSubscription,
  StatusSubscriptionRequest,
} from './subscription.types.ts';

const RequestStatusSubscriptionInput = builder.inputType('RequestStatusSubscriptionInput', {
  description: 'Who wants to be told of what.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The address.' }),
    locale: t.field({ type: Locale, required: true, description: 'In which language.' }),
    kinds: t.field({ type: [StatusEventKind], required: true, description: 'Of which kinds, at least one.' }),
    components: t.stringList({ description: 'Codes of parts of the platform; all unless told.' }),
  }),
});

builder.mutationField('requestStatusSubscription', (t) =>
  t.field({
    type: StatusSubscriptionRequest,
    description:
      'Asks for mail about the platform: the address gets one mail to confirm, and nothing else before it is confirmed (S55). The answer does not tell whether it is subscribed already. Open to everybody. Event: `status.subscription_requested`.',
    errors: {
      types: REQUEST_STATUS_SUBSCRIPTION_PROBLEMS,
      dataField: { name: 'request', description: 'What is to be confirmed.' },
      result: { description: 'A mail is on its way.' },
      union: { description: 'What is to be confirmed, or why nothing is sent.' },
    },
    args: { input: t.arg({ type: RequestStatusSubscriptionInput, required: true, description: 'What.' }) },
    resolve: (_root, { input }, ctx) => requestStatusSubscription(ctx, input),
  }),
);

const ConfirmStatusSubscriptionInput = builder.inputType('ConfirmStatusSubscriptionInput', {
  description: 'The proof that an address is yours.',
  fields: (t) => ({ token: t.string({ required: true, description: 'From the mail.' }) }),
});

builder.mutationField('confirmStatusSubscription', (t) =>
  t.field({
    type: StatusSubscription,
    description:
      'Subscribes the address that the token was sent to (S55). Open to who has the token; again is as once. Event: `status.subscribed`.',
    errors: {
      types: CONFIRM_STATUS_SUBSCRIPTION_PROBLEMS,
      dataField: { name: 'subscription', description: 'The subscription.' },
      result: { description: 'It is subscribed.' },
      union: { description: 'The subscription, or why there is none.' },
    },
    args: {
      input: t.arg({ type: ConfirmStatusSubscriptionInput, required: true, description: 'The token.' }),
    },
    resolve: async (_root, { input }, ctx) => {
      const { token } = await confirmStatusSubscription(ctx, input);
      return (await subscriptionOf(ctx.db, token, ctx.now))!;
    },
  }),
);

const ChangeStatusSubscriptionInput = builder.inputType('ChangeStatusSubscriptionInput', {
  description: 'What a confirmed address is told of from now on.',
  fields: (t) => ({
    token: t.string({ required: true, description: 'From any mail.' }),
    locale: t.field({ type: Locale, required: true, description: 'In which language.' }),
    kinds: t.field({ type: [StatusEventKind], required: true, description: 'Of which kinds, at least one.' }),
    components: t.stringList({ description: 'Codes of parts of the platform; all unless told.' }),
  }),
});

builder.mutationField('changeStatusSubscription', (t) =>
  t.field({
    type: StatusSubscription,
    description:
      'Chooses anew what a confirmed address is told of (S55). Open to who has the token. Event: `status.subscription_changed`.',
    errors: {
      types: CHANGE_STATUS_SUBSCRIPTION_PROBLEMS,
      dataField: { name: 'subscription', description: 'The subscription as it is now.' },
      result: { description: 'It is changed.' },
      union: { description: 'The subscription, or why it was not changed.' },
    },
    args: {
      input: t.arg({ type: ChangeStatusSubscriptionInput, required: true, description: 'The choice.' }),
    },
    resolve: async (_root, { input }, ctx) => {
      const { token } = await changeStatusSubscription(ctx, input);
      return (await subscriptionOf(ctx.db, token, ctx.now))!;
    },
  }),
);

const EndStatusSubscriptionInput = builder.inputType('EndStatusSubscriptionInput', {
  description: 'Which subscription ends.',
  fields: (t) => ({ token: t.string({ required: true, description: 'From any mail.' }) }),
});

builder.mutationField('endStatusSubscription', (t) =>
  t.field({
    type: EndedStatusSubscription,
    description:
      'Unsubscribes an address and forgets it (S55). Open to who has the token. Event: `status.unsubscribed`.',
    errors: {
      types: END_STATUS_SUBSCRIPTION_PROBLEMS,
      dataField: { name: 'ended', description: 'What has ended.' },
      result: { description: 'It has ended.' },
      union: { description: 'What has ended, or why nothing has.' },
    },
    args: {
      input: t.arg({ type: EndStatusSubscriptionInput, required: true, description: 'The token.' }),
    },
    resolve: (_root, { input }, ctx) => endStatusSubscription(ctx, input),
  }),
);
