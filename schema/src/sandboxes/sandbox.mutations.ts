import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Locale } from '../localized.ts';
import { PlanCode } from '../plans/plan.types.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { ADVANCE_SANDBOX_CLOCK_PROBLEMS, advanceSandboxClock } from './advance-sandbox-clock.ts';
import { CREATE_SANDBOX_KEY_PROBLEMS, createSandboxKey } from './create-sandbox-key.ts';
import { CREATE_SANDBOX_PROBLEMS, createSandbox } from './create-sandbox.ts';
import { DELETE_SANDBOX_PROBLEMS, deleteSandbox } from './delete-sandbox.ts';
import { RESET_SANDBOX_PROBLEMS, resetSandbox } from './reset-sandbox.ts';
import { Persona, Sandbox } from './sandbox.types.ts';

/** A mutation over a verb: the sandbox is read again after the commit. */
function sandboxMutation<Input>(
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
      type: Sandbox,
      description: options.description,
      authScopes: { signedIn: true },
      errors: {
        types: options.problems,
        dataField: { name: 'sandbox', description: 'The sandbox as it is now.' },
        result: { description: 'It was done.' },
        union: { description: 'The sandbox, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.sandbox.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const sandboxId = { required: true, description: 'Starts with `acc_sandbox_`.' } as const;
const startsAt = {
  type: 'DateTime',
  description: 'Where its clock stands at first, within 366 days of today; now unless told.',
} as const;

const CreateSandboxInput = builder.inputType('CreateSandboxInput', {
  description: 'A world of its own to try things in.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What you call it, 1 to 100 characters.' }),
    planCode: t.field({ type: PlanCode, description: 'The plan of its account: `PREMIUM` unless told.' }),
    timeZone: t.string({ required: true, description: 'IANA zone of the customer, such as `Europe/Paris`.' }),
    country: t.string({
      required: true,
      description: 'ISO 3166-1 code, such as `FR`: whose holidays count (S18).',
    }),
    subdivision: t.string({ description: 'State or region with holidays of its own, such as `BY`.' }),
    locale: t.field({ type: Locale, description: 'The language of the customer: `EN` unless told.' }),
    region: t.string({
      description: 'Where the vendor’s people work, such as `EMEA`; the country’s region unless told.',
    }),
    startsAt: t.field(startsAt),
  }),
});

sandboxMutation(createSandbox, {
  name: 'createSandbox',
  description:
    'Makes a sandbox (B22): an account on a plan, subscribed to every service, with an administrator, an engineer, a TAM and a manager whom you play with keys, see `createSandboxKey`. At most 3 at a time. For partners’ administrators.',
  input: CreateSandboxInput,
  problems: CREATE_SANDBOX_PROBLEMS,
});

const AdvanceSandboxClockInput = builder.inputType('AdvanceSandboxClockInput', {
  description: 'How far time passes: one of both.',
  fields: (t) => ({
    sandboxId: t.id(sandboxId),
    to: t.field({ type: 'DateTime', description: 'To this instant, at most 366 days on.' }),
    bySeconds: t.int({
      description: 'By so many seconds, from where the clock stands or is already going to.',
    }),
  }),
});

sandboxMutation(advanceSandboxClock, {
  name: 'advanceSandboxClock',
  description:
    'Lets time pass in a sandbox, forward only: promises come to be at risk and break, plans begin and end, terms are renewed, reviews come due and people are reminded, in order and each dated by its own instant (B22). Goes as far as a few seconds allow; the rest follows by itself: `advancingTo` is null once it is there. Of two calls at once both count. For the partner and with any key of the sandbox. Event: `sandbox.clock_advanced`.',
  input: AdvanceSandboxClockInput,
  problems: ADVANCE_SANDBOX_CLOCK_PROBLEMS,
});

const ResetSandboxInput = builder.inputType('ResetSandboxInput', {
  description: 'A sandbox that begins again.',
  fields: (t) => ({ sandboxId: t.id(sandboxId), startsAt: t.field(startsAt) }),
});

sandboxMutation(resetSandbox, {
  name: 'resetSandbox',
  description:
    'Empties a sandbox of all that happened there and sets its clock: as on its first day, with the same keys, people and webhook endpoints. Its `accountPosition`s begin at 1 again. For partners’ administrators.',
  input: ResetSandboxInput,
  problems: RESET_SANDBOX_PROBLEMS,
});

const CreateSandboxKeyInput = builder.inputType('CreateSandboxKeyInput', {
  description: 'A key with which you play somebody.',
  fields: (t) => ({
    sandboxId: t.id(sandboxId),
    persona: t.field({ type: Persona, required: true, description: 'Whom.' }),
    expiresInDays: t.int({
      description: 'How long it works, by the real time: 1 to 366 days, 90 unless told.',
    }),
  }),
});

const CreateSandboxKeySuccess = builder
  .objectRef<{ id: string; secret: string | null }>('CreateSandboxKeySuccess')
  .implement({
    description: 'It was done: this is the only time that the secret is shown.',
    fields: (t) => ({
      sandbox: t.prismaField({
        type: Sandbox,
        description: 'The sandbox.',
        resolve: (query, { id }, _args, { db }) =>
          db.sandbox.findUniqueOrThrow({ ...reread(query), where: { id } }),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'Send it as `Authorization: Bearer tl_…`. Kept nowhere: null when this answers a repetition of a named request, whose first answer was lost; then make another.',
      }),
    }),
  });

builder.mutationField('createSandboxKey', (t) =>
  t.field({
    type: CreateSandboxKeySuccess,
    description:
      'Makes a key with which you play somebody in a sandbox, and shows its secret, once; the former key of that persona ends, and this one with your access. It does nothing outside the sandbox, and its requests happen at the instant at which the clock there stands. For partners’ administrators.',
    authScopes: { signedIn: true },
    errors: {
      types: CREATE_SANDBOX_KEY_PROBLEMS,
      directResult: true,
      union: { description: 'The secret, or why nothing was done.' },
    },
    args: { input: t.arg({ type: CreateSandboxKeyInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => createSandboxKey(ctx, input),
  }),
);

const DeleteSandboxInput = builder.inputType('DeleteSandboxInput', {
  description: 'A sandbox to delete.',
  fields: (t) => ({ sandboxId: t.id(sandboxId) }),
});

const DeleteSandboxSuccess = builder.objectRef<{ id: string }>('DeleteSandboxSuccess').implement({
  description: 'It is gone.',
  fields: (t) => ({ sandboxId: t.exposeID('id', { description: 'The id that it had.' }) }),
});

builder.mutationField('deleteSandbox', (t) =>
  t.field({
    type: DeleteSandboxSuccess,
    description:
      'Deletes a sandbox with all that happened there, for good; its keys end at once. For partners’ administrators.',
    authScopes: { signedIn: true },
    errors: {
      types: DELETE_SANDBOX_PROBLEMS,
      directResult: true,
      union: { description: 'The id that it had, or why nothing was done.' },
    },
    args: { input: t.arg({ type: DeleteSandboxInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => deleteSandbox(ctx, input),
  }),
);
