import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { ADD_PARTNER_PERSON_PROBLEMS, addPartnerPerson } from './add-partner-person.ts';
import { CERTIFY_PARTNER_PROBLEMS, certifyPartner } from './certify-partner.ts';
import { CREATE_PARTNER_PROBLEMS, createPartner } from './create-partner.ts';
import { GRANT_PARTNER_ACCESS_PROBLEMS, grantPartnerAccess } from './grant-partner-access.ts';
import { CertificationLevel, Partner, PartnerRole, PartnerScope } from './partner.types.ts';
import { REINSTATE_PARTNER_PROBLEMS, reinstatePartner } from './reinstate-partner.ts';
import { REVOKE_PARTNER_ACCESS_PROBLEMS, revokePartnerAccess } from './revoke-partner-access.ts';
import { SUSPEND_PARTNER_PROBLEMS, suspendPartner } from './suspend-partner.ts';

/** A mutation of managers over a verb: the partner is read again after the commit. */
function partnerMutation<Input>(
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
      type: Partner,
      description: options.description,
      authScopes: { manager: true },
      errors: {
        types: options.problems,
        dataField: { name: 'partner', description: 'The partner as it is now.' },
        result: { description: 'It was done.' },
        union: { description: 'The partner, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.partner.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const partnerId = { required: true, description: 'The partner.' } as const;
const person = {
  name: { required: true, description: 'The person’s name, 1 to 200 characters.' },
  email: { required: true, description: 'The person’s address; unique among partners’ people.' },
  subject: {
    description: 'The `sub` of the person’s tokens; unique everywhere. Without one nobody signs in.',
  },
} as const;

const PartnerAdministratorInput = builder.inputType('PartnerAdministratorInput', {
  description: 'The first person of a partner.',
  fields: (t) => ({
    name: t.string(person.name),
    email: t.string(person.email),
    subject: t.string(person.subject),
  }),
});

const CreatePartnerInput = builder.inputType('CreatePartnerInput', {
  description: 'A new partner organisation.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it calls itself, 1 to 200 characters; unique.' }),
    administrator: t.field({
      type: PartnerAdministratorInput,
      required: true,
      description: 'Its first person, who administers.',
    }),
  }),
});

partnerMutation(createPartner, {
  name: 'createPartner',
  description:
    'Takes in a partner organisation. Before it is certified it can do nothing. Managers only. Event: `partner.created`.',
  input: CreatePartnerInput,
  problems: CREATE_PARTNER_PROBLEMS,
});

const CertifyPartnerInput = builder.inputType('CertifyPartnerInput', {
  description: 'A certification, or its renewal.',
  fields: (t) => ({
    partnerId: t.id(partnerId),
    level: t.field({ type: CertificationLevel, required: true, description: 'How far.' }),
    startsAt: t.field({ type: 'DateTime', description: 'From this instant; now unless told.' }),
    expiresAt: t.field({ type: 'DateTime', required: true, description: 'Until this instant, exclusive.' }),
  }),
});

partnerMutation(certifyPartner, {
  name: 'certifyPartner',
  description:
    'Certifies a partner, or renews its certification, until an instant (S22). Managers only. Event: `partner.certified`.',
  input: CertifyPartnerInput,
  problems: CERTIFY_PARTNER_PROBLEMS,
});

const SuspendPartnerInput = builder.inputType('SuspendPartnerInput', {
  description: 'Which partner to suspend, and why.',
  fields: (t) => ({
    partnerId: t.id(partnerId),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters; for the record.' }),
  }),
});

partnerMutation(suspendPartner, {
  name: 'suspendPartner',
  description:
    'Suspends a partner: from its next request on its people do nothing and read nothing (S22). Managers only. Event: `partner.suspended`.',
  input: SuspendPartnerInput,
  problems: SUSPEND_PARTNER_PROBLEMS,
});

const ReinstatePartnerInput = builder.inputType('ReinstatePartnerInput', {
  description: 'Whose suspension to take back.',
  fields: (t) => ({ partnerId: t.id(partnerId) }),
});

partnerMutation(reinstatePartner, {
  name: 'reinstatePartner',
  description:
    'Takes a suspension back; grants of customers count again, and an expired certification stays expired. Managers only. Event: `partner.reinstated`.',
  input: ReinstatePartnerInput,
  problems: REINSTATE_PARTNER_PROBLEMS,
});

const AddPartnerPersonInput = builder.inputType('AddPartnerPersonInput', {
  description: 'A person of a partner, and what the person may do.',
  fields: (t) => ({
    partnerId: t.id(partnerId),
    name: t.string(person.name),
    email: t.string(person.email),
    subject: t.string(person.subject),
    roles: t.field({
      type: [PartnerRole],
      required: true,
      description: 'What the person may do; at least one.',
    }),
  }),
});

builder.mutationField('addPartnerPerson', (t) =>
  t.prismaField({
    type: 'PartnerPerson',
    description:
      'Adds a person to a partner. Its administrators and managers. Event: `partner.person_added`.',
    authScopes: { signedIn: true },
    errors: {
      types: ADD_PARTNER_PERSON_PROBLEMS,
      dataField: { name: 'person', description: 'The new person.' },
      result: { description: 'The person was added.' },
      union: { description: 'The person, or why there is none.' },
    },
    args: { input: t.arg({ type: AddPartnerPersonInput, required: true, description: 'The person.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await addPartnerPerson(ctx, input);
      return ctx.db.partnerPerson.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const GrantPartnerAccessInput = builder.inputType('GrantPartnerAccessInput', {
  description: 'What a partner may do for a customer.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The customer: your own account.' }),
    partnerId: t.id(partnerId),
    scopes: t.field({
      type: [PartnerScope],
      required: true,
      description: 'What it may do; at least one. READ comes with each.',
    }),
    endsAt: t.field({ type: 'DateTime', description: 'Until this instant, exclusive; open unless told.' }),
  }),
});

builder.mutationField('grantPartnerAccess', (t) =>
  t.prismaField({
    type: 'PartnerGrant',
    description:
      'Lets a certified partner act for your account from now on; what it was granted before ends (S22, Q17). The account’s administrators only. Event: `account.partner_granted`.',
    authScopes: { signedIn: true },
    errors: {
      types: GRANT_PARTNER_ACCESS_PROBLEMS,
      dataField: { name: 'grant', description: 'What it may do.' },
      result: { description: 'It was granted.' },
      union: { description: 'The grant, or why there is none.' },
    },
    args: {
      input: t.arg({ type: GrantPartnerAccessInput, required: true, description: 'To whom, and what.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await grantPartnerAccess(ctx, input);
      return ctx.db.partnerGrant.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RevokePartnerAccessInput = builder.inputType('RevokePartnerAccessInput', {
  description: 'Which grant to take back.',
  fields: (t) => ({ grantId: t.id({ required: true, description: 'Starts with `grt_`.' }) }),
});

builder.mutationField('revokePartnerAccess', (t) =>
  t.prismaField({
    type: 'PartnerGrant',
    description:
      'Takes back what a partner may do for an account, as of its next request (S22). The account’s administrators and managers. Event: `account.partner_revoked`.',
    authScopes: { signedIn: true },
    errors: {
      types: REVOKE_PARTNER_ACCESS_PROBLEMS,
      dataField: { name: 'grant', description: 'As it ended.' },
      result: { description: 'It was taken back.' },
      union: { description: 'The grant, or why nothing was done.' },
    },
    args: { input: t.arg({ type: RevokePartnerAccessInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await revokePartnerAccess(ctx, input);
      return ctx.db.partnerGrant.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
