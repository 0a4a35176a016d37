import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Locale } from '../localized.ts';
import { found, type Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { Contact } from './account.types.ts';
import { CHANGE_ROLES_PROBLEMS, changeRoles } from './change-roles.ts';
import { CORRECT_CONTACT_PROBLEMS, correctContact } from './correct-contact.ts';
import { END_ACCESS_PROBLEMS, endAccess } from './end-access.ts';
import { Person, PersonRole } from './person.types.ts';
import { RESTORE_ACCESS_PROBLEMS, restoreAccess } from './restore-access.ts';

/** A mutation over a verb: the input goes in, and the person is read again after the commit. */
function personMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
    success: string;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.field({
      type: Person,
      description: options.description,
      authScopes: { signedIn: true },
      errors: {
        types: options.problems,
        dataField: { name: 'person', description: 'The person as they are now.' },
        result: { description: options.success },
        union: { description: 'The person, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'Whom.' }) },
      resolve: async (_root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const where = await verb(ctx, input);
        const person =
          (await ctx.db.contact.findUnique({ where })) ??
          (await ctx.db.staffMember.findUnique({ where })) ??
          (await ctx.db.partnerPerson.findUnique({ where }));
        return found(person, 'person', where.id);
      },
    }),
  );
}

const personId = {
  required: true,
  description: 'A contact (`con_…`), a member of staff (`stf_…`) or a person of a partner (`pps_…`).',
} as const;
const WHO =
  'Account administrators for their contacts, partners’ administrators for their people, managers for everybody.';

const EndAccessInput = builder.inputType('EndAccessInput', {
  description: 'Whose access ends, and why.',
  fields: (t) => ({
    personId: t.id(personId),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters; kept in the audit log.' }),
  }),
});

personMutation(endAccess, {
  name: 'endAccess',
  description: `Lets a person in no more: from the next request on, their tokens are refused, and their API keys are revoked. What they did stays. Open tickets of staff go back to the queue, and accounts lose them as TAM (S66). Not the last administrator of an account, nor the last manager. ${WHO} Event: \`person.access_ended\`.`,
  input: EndAccessInput,
  problems: END_ACCESS_PROBLEMS,
  success: 'The person has no access any more.',
});

const RestoreAccessInput = builder.inputType('RestoreAccessInput', {
  description: 'Who has access again, and as what.',
  fields: (t) => ({
    personId: t.id(personId),
    roles: t.field({ type: [PersonRole], required: true, description: 'At least one, of those people.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters; kept in the audit log.' }),
  }),
});

personMutation(restoreAccess, {
  name: 'restoreAccess',
  description: `Lets a person in again. Keys that were revoked, and tickets that went elsewhere, do not come back. ${WHO} Event: \`person.access_restored\`.`,
  input: RestoreAccessInput,
  problems: RESTORE_ACCESS_PROBLEMS,
  success: 'The person has access.',
});

const ChangeRolesInput = builder.inputType('ChangeRolesInput', {
  description: 'What a person may do from now on.',
  fields: (t) => ({
    personId: t.id(personId),
    roles: t.field({
      type: [PersonRole],
      required: true,
      description: 'All of them, at least one, of those people.',
    }),
  }),
});

personMutation(changeRoles, {
  name: 'changeRoles',
  description: `Gives a person exactly these roles, from the next request on. The last administrator of an account and the last manager keep theirs. ${WHO} Event: \`person.roles_changed\`.`,
  input: ChangeRolesInput,
  problems: CHANGE_ROLES_PROBLEMS,
  success: 'The person has these roles.',
});

const CorrectContactInput = builder.inputType('CorrectContactInput', {
  description: 'Who a contact is, and how to reach them. What is left out stays as it was.',
  fields: (t) => ({
    contactId: t.id({ required: true, description: 'Starts with `con_`.' }),
    name: t.string({ description: 'The person’s name, 1 to 200 characters.' }),
    email: t.string({ description: 'Where the person is written to; unique in the account.' }),
    phone: t.string({ description: 'E.164, such as `+33123456789`; none when null.' }),
    locale: t.field({ type: Locale, description: 'The language preferred; the account’s when null.' }),
    siteId: t.id({ description: 'Where the person works, for later requests (C3); nowhere when null.' }),
  }),
});

builder.mutationField('correctContact', (t) =>
  t.prismaField({
    type: Contact,
    description:
      'Corrects a contact’s name, address, number, language or site. Running clocks keep their calendar (C29). Account administrators and managers. Event: `person.corrected`, with before and after.',
    authScopes: { signedIn: true },
    errors: {
      types: CORRECT_CONTACT_PROBLEMS,
      dataField: { name: 'contact', description: 'The contact as they are now.' },
      result: { description: 'The contact was corrected.' },
      union: { description: 'The contact, or why nothing was corrected.' },
    },
    args: { input: t.arg({ type: CorrectContactInput, required: true, description: 'What.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await correctContact(ctx, input);
      return ctx.db.contact.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
