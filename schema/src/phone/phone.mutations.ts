import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Severity } from '../plans/plan.types.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { ASSIGN_PHONE_CALL_PROBLEMS, assignPhoneCall } from './assign-phone-call.ts';
import { DISCARD_PHONE_CALL_PROBLEMS, discardPhoneCall } from './discard-phone-call.ts';
import { LINK_PHONE_CALL_PROBLEMS, linkPhoneCall } from './link-phone-call.ts';
import { PhoneCall, PhoneCallDiscardReason } from './phone.types.ts';

/** A mutation over a verb: the input goes in, and the call is read again after the commit. */
function callMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
    success: string;
    result: string;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: PhoneCall,
      description: options.description,
      authScopes: { staff: true },
      errors: {
        types: options.problems,
        dataField: { name: 'phoneCall', description: 'The call as it is now.' },
        result: { description: options.success },
        union: { description: options.result },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.phoneCall.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const phoneCallId = { required: true, description: 'The call; starts with `pho_`.' } as const;

const AssignPhoneCallInput = builder.inputType('AssignPhoneCallInput', {
  description: 'Whose call it is.',
  fields: (t) => ({
    phoneCallId: t.id(phoneCallId),
    contactId: t.id({ required: true, description: 'Who called.' }),
    severity: t.field({
      type: Severity,
      description: 'How badly they are hit, where the caller did not choose, or not rightly.',
    }),
  }),
});

callMutation(assignPhoneCall, {
  name: 'assignPhoneCall',
  description:
    'Says whose call it is. A recording whose severity is known becomes a ticket in a moment, received when the recording ended (C4), if the plan lets it in; anything else is that person’s draft (B17). Staff only. Event: `phone_call.assigned`.',
  input: AssignPhoneCallInput,
  problems: ASSIGN_PHONE_CALL_PROBLEMS,
  success: 'The call is theirs.',
  result: 'The call, or why it stays as it is.',
});

const LinkPhoneCallInput = builder.inputType('LinkPhoneCallInput', {
  description: 'Which call is about which ticket.',
  fields: (t) => ({
    phoneCallId: t.id(phoneCallId),
    ticketId: t.id({ required: true, description: 'A ticket that there is.' }),
  }),
});

callMutation(linkPhoneCall, {
  name: 'linkPhoneCall',
  description: 'Says that a call is about a ticket that there is. Staff only. Event: `phone_call.linked`.',
  input: LinkPhoneCallInput,
  problems: LINK_PHONE_CALL_PROBLEMS,
  success: 'The call belongs to the ticket.',
  result: 'The call, or why it stays as it is.',
});

const DiscardPhoneCallInput = builder.inputType('DiscardPhoneCallInput', {
  description: 'Which call nothing comes of, and why.',
  fields: (t) => ({
    phoneCallId: t.id(phoneCallId),
    reason: t.field({
      type: PhoneCallDiscardReason,
      required: true,
      description: 'Why nothing comes of it.',
    }),
  }),
});

callMutation(discardPhoneCall, {
  name: 'discardPhoneCall',
  description:
    'Decides that nothing comes of a call, for good. Its number and transcript stay for a while (see `retentionPeriods`), and its recording is deleted at the telephone company within minutes. Staff only (S14). Event: `phone_call.discarded`.',
  input: DiscardPhoneCallInput,
  problems: DISCARD_PHONE_CALL_PROBLEMS,
  success: 'The call is discarded.',
  result: 'The call, or why it stays as it is.',
});
