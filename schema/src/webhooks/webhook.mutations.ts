import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { ADD_WEBHOOK_PROBLEMS, addWebhook } from './add-webhook.ts';
import { CHANGE_WEBHOOK_PROBLEMS, changeWebhook } from './change-webhook.ts';
import { REMOVE_WEBHOOK_PROBLEMS, removeWebhook } from './remove-webhook.ts';
import { REPLAY_WEBHOOK_PROBLEMS, replayWebhook, replayWebhookDelivery } from './replay-webhook.ts';
import { ROTATE_WEBHOOK_SECRET_PROBLEMS, rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { START_WEBHOOK_PROBLEMS, startWebhook } from './start-webhook.ts';
import { STOP_WEBHOOK_PROBLEMS, stopWebhook } from './stop-webhook.ts';
import { TEST_WEBHOOK_PROBLEMS, testWebhook } from './test-webhook.ts';
import { Webhook } from './webhook.types.ts';

/** A mutation over a verb: the input goes in, and the endpoint is read again after the commit. */
function webhookMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: Webhook,
      description: `${options.description} For administrators, of partners too, and managers.`,
      authScopes: { signedIn: true },
      errors: {
        types: options.problems,
        dataField: { name: 'webhook', description: 'The endpoint as it is now.' },
        result: { description: 'It was done.' },
        union: { description: 'The endpoint, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.webhookEndpoint.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

/** A mutation that answers a secret beside the endpoint. */
function secretMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string; secret: string | null }>,
  options: {
    name: string;
    success: string;
    description: string;
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
  },
): void {
  const Success = builder.objectRef<{ id: string; secret: string | null }>(options.success).implement({
    description: 'It was done: this is the only time that the secret is shown.',
    fields: (t) => ({
      webhook: t.prismaField({
        type: Webhook,
        description: 'The endpoint as it is now.',
        resolve: (query, { id }, _args, { db }) =>
          db.webhookEndpoint.findUniqueOrThrow({ ...reread(query), where: { id } }),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'Verify signatures with it: `whsec_…`. Null when this answers a repetition of a named request, whose first answer was lost; then rotate it.',
      }),
    }),
  });
  builder.mutationField(options.name, (t) =>
    t.field({
      type: Success,
      description: `${options.description} For administrators, of partners too, and managers.`,
      authScopes: { signedIn: true },
      errors: {
        types: options.problems,
        directResult: true,
        union: { description: 'The endpoint and its secret, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: (_root, args, ctx) => verb(ctx, (args as unknown as { input: Input }).input),
    }),
  );
}

const URL_DESCRIPTION =
  'Where to: https, a public server by name, at most 2,000 characters. In a demo on your own machine also `http://localhost:4010/` and the like.';
const DESCRIPTION = 'What it is for, for people, 1 to 200 characters.';
const TYPES =
  'Which events it is told of: types such as `ticket.opened`, or all of a kind such as `ticket.*`; everything unless told.';
const webhookId = { required: true, description: 'The endpoint; starts with `whe_`.' } as const;

secretMutation(addWebhook, {
  name: 'addWebhook',
  success: 'AddWebhookSuccess',
  description:
    'Adds an endpoint that is told of what happens from now on, and shows the secret that signs what is sent, once. Event: `webhook.added`.',
  input: builder.inputType('AddWebhookInput', {
    description: 'An endpoint.',
    fields: (t) => ({
      url: t.string({ required: true, description: URL_DESCRIPTION }),
      description: t.string({ required: true, description: DESCRIPTION }),
      types: t.stringList({ description: TYPES }),
      accountId: t.id({
        description:
          'Whose events: your account’s unless told; for a partner, of all accounts that let it act for them; for managers all that happens unless told.',
      }),
    }),
  }),
  problems: ADD_WEBHOOK_PROBLEMS,
});

secretMutation(rotateWebhookSecret, {
  name: 'rotateWebhookSecret',
  success: 'RotateWebhookSecretSuccess',
  description:
    'Gives an endpoint a new secret and shows it, once; for a while, what is sent is signed with the former one too. Event: `webhook.secret_rotated`.',
  input: builder.inputType('RotateWebhookSecretInput', {
    description: 'An endpoint that shall have a new secret.',
    fields: (t) => ({
      webhookId: t.id(webhookId),
      overlapHours: t.int({
        description: 'For how many hours the former secret signs too: 0 to 168, 24 unless told.',
      }),
    }),
  }),
  problems: ROTATE_WEBHOOK_SECRET_PROBLEMS,
});

webhookMutation(changeWebhook, {
  name: 'changeWebhook',
  description:
    'Changes where an endpoint is, which events it is told of, and what it is for. What is already on its way goes to the new address; which events it is told of counts from the next one on. What is not mentioned is not kept: say all of it. Event: `webhook.changed`.',
  input: builder.inputType('ChangeWebhookInput', {
    description: 'An endpoint, and all that it shall be.',
    fields: (t) => ({
      webhookId: t.id(webhookId),
      url: t.string({ required: true, description: URL_DESCRIPTION }),
      description: t.string({ required: true, description: DESCRIPTION }),
      types: t.stringList({ description: TYPES }),
    }),
  }),
  problems: CHANGE_WEBHOOK_PROBLEMS,
});

/** An input that only names the endpoint. */
function onlyWebhook(name: string, description: string) {
  return builder.inputType(name, { description, fields: (t) => ({ webhookId: t.id(webhookId) }) });
}

webhookMutation(removeWebhook, {
  name: 'removeWebhook',
  description:
    'Removes an endpoint for good; what is still on its way is not sent. Event: `webhook.removed`.',
  input: onlyWebhook('RemoveWebhookInput', 'An endpoint to remove.'),
  problems: REMOVE_WEBHOOK_PROBLEMS,
});

webhookMutation(stopWebhook, {
  name: 'stopWebhook',
  description:
    'Stops sending to an endpoint. Nothing is lost: once it is started again, it goes on where it stopped. Event: `webhook.stopped`.',
  input: onlyWebhook('StopWebhookInput', 'An endpoint to stop.'),
  problems: STOP_WEBHOOK_PROBLEMS,
});

webhookMutation(startWebhook, {
  name: 'startWebhook',
  description:
    'Starts an endpoint again, whoever or whatever stopped it: everything since is sent. Event: `webhook.started`.',
  input: onlyWebhook('StartWebhookInput', 'An endpoint to start.'),
  problems: START_WEBHOOK_PROBLEMS,
});

webhookMutation(testWebhook, {
  name: 'testWebhook',
  description:
    'Sends an endpoint an event that says nothing but hello, `webhook.tested`, whichever types it is told of.',
  input: onlyWebhook('TestWebhookInput', 'An endpoint to try.'),
  problems: TEST_WEBHOOK_PROBLEMS,
});

webhookMutation(replayWebhook, {
  name: 'replayWebhook',
  description:
    'Sends an endpoint again its events in a span of the feed, with the ids that they had; a span may hold at most 1,000 events of those that it may see. Event: `webhook.replayed`.',
  input: builder.inputType('ReplayWebhookInput', {
    description: 'An endpoint, and a span of the feed.',
    fields: (t) => ({
      webhookId: t.id(webhookId),
      fromPosition: t.string({ required: true, description: 'From this position, inclusive.' }),
      toPosition: t.string({ description: 'To this position, inclusive; up to now unless told.' }),
    }),
  }),
  problems: REPLAY_WEBHOOK_PROBLEMS,
});

webhookMutation(replayWebhookDelivery, {
  name: 'replayWebhookDelivery',
  description:
    'Sends one event again, with the id that it had, whatever became of it. Event: `webhook.replayed`.',
  input: builder.inputType('ReplayWebhookDeliveryInput', {
    description: 'A delivery to send again.',
    fields: (t) => ({ deliveryId: t.id({ required: true, description: 'Starts with `whd_`.' }) }),
  }),
  problems: REPLAY_WEBHOOK_PROBLEMS,
});
