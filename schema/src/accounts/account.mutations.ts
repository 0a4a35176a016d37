import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Locale } from '../localized.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { Account, Contact, ContactRole, StaffMember, StaffRole } from './account.types.ts';
import { ACCEPT_TERMS_PROBLEMS, acceptTerms } from './accept-terms.ts';
import { ADD_CONTACT_PROBLEMS, addContact } from './add-contact.ts';
import { ADD_PROFILE_PROBLEMS, addProfile } from './add-profile.ts';
import { ADD_SITE_PROBLEMS, addSite } from './add-site.ts';
import { CLOSE_DAY_PROBLEMS, closeDay } from './close-day.ts';
import { CREATE_ACCOUNT_PROBLEMS, createAccount } from './create-account.ts';
import { END_SUBSCRIPTION_PROBLEMS, endSubscription } from './end-subscription.ts';
import { CORRECT_STAFF_PROBLEMS, correctStaffMember } from './correct-staff.ts';
import { HIRE_STAFF_PROBLEMS, hireStaff } from './hire-staff.ts';
import { RELOCATE_ACCOUNT_PROBLEMS, relocateAccount } from './relocate-account.ts';
import { REOPEN_DAY_PROBLEMS, reopenDay } from './reopen-day.ts';
import { SUBSCRIBE_SKU_PROBLEMS, subscribeSku } from './subscribe-sku.ts';

/** A mutation over a verb: the input goes in, and the account is read again after the commit. */
function accountMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    scope: 'signedIn' | 'manager';
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: Account,
      description: options.description,
      authScopes: { [options.scope]: true },
      errors: {
        types: options.problems,
        dataField: { name: 'account', description: 'The account as it is now.' },
        result: { description: 'It was done.' },
        union: { description: 'The account, or why nothing was done.' },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const accountId = { required: true, description: 'The account.' } as const;
const timeZone = {
  required: true,
  description: 'IANA zone, such as `Europe/Paris`. Never guessed from the country (K11).',
} as const;
const country = {
  required: true,
  description: 'ISO 3166-1 code, such as `FR`: whose holidays count (S18).',
} as const;
const subdivision = { description: 'State or region with holidays of its own, such as `BY`.' } as const;

const PersonInput = builder.inputType('PersonInput', {
  description: 'A person of a customer.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The person’s name, 1 to 200 characters.' }),
    email: t.string({
      required: true,
      description: 'Where the person is written to; unique in the account.',
    }),
    phone: t.string({ description: 'E.164, such as `+33123456789`.' }),
    locale: t.field({ type: Locale, description: 'The language preferred; the account’s unless told.' }),
    subject: t.string({
      description:
        'The `sub` of the person’s tokens; without one the person cannot sign in. Unique everywhere.',
    }),
  }),
});

const CreateAccountInput = builder.inputType('CreateAccountInput', {
  description:
    'A new customer. Zone and country are always told: no promise falls back to somebody else’s time (C3).',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The customer’s name, 1 to 200 characters.' }),
    timeZone: t.string(timeZone),
    country: t.string(country),
    subdivision: t.string(subdivision),
    locale: t.field({
      type: Locale,
      required: true,
      description: 'The language in which the account is written to.',
    }),
    industry: t.string({ description: 'What the customer does.' }),
    regulated: t.boolean({ description: 'The industry is highly regulated (S32); false unless told.' }),
    goLiveAt: t.field({ type: 'DateTime', description: 'When the platform went live (S4).' }),
    administrator: t.field({
      type: PersonInput,
      required: true,
      description: 'The first contact, who administers.',
    }),
  }),
});

accountMutation(createAccount, {
  name: 'createAccount',
  description: 'Creates a customer, on Basic (S19) and under the current terms (S86). Managers only.',
  scope: 'manager',
  input: CreateAccountInput,
  problems: CREATE_ACCOUNT_PROBLEMS,
});

const RelocateAccountInput = builder.inputType('RelocateAccountInput', {
  description: 'Where a customer has moved.',
  fields: (t) => ({
    accountId: t.id(accountId),
    timeZone: t.string(timeZone),
    country: t.string(country),
    subdivision: t.string(subdivision),
  }),
});

accountMutation(relocateAccount, {
  name: 'relocateAccount',
  description:
    'Moves a customer to another zone or region: later tickets use it, running clocks do not (C29). Managers only.',
  scope: 'manager',
  input: RelocateAccountInput,
  problems: RELOCATE_ACCOUNT_PROBLEMS,
});

const AddSiteInput = builder.inputType('AddSiteInput', {
  description: 'A place of a customer.',
  fields: (t) => ({
    accountId: t.id(accountId),
    name: t.string({ required: true, description: 'What the customer calls it, 1 to 200 characters.' }),
    timeZone: t.string(timeZone),
    country: t.string(country),
    subdivision: t.string(subdivision),
  }),
});

accountMutation(addSite, {
  name: 'addSite',
  description: 'Adds a place with its own zone and holidays (C3). Managers only.',
  scope: 'manager',
  input: AddSiteInput,
  problems: ADD_SITE_PROBLEMS,
});

const AddProfileInput = builder.inputType('AddProfileInput', {
  description: 'A profile of the platform.',
  fields: (t) => ({
    accountId: t.id(accountId),
    name: t.string({ required: true, description: 'Its name on the platform, unique in the account.' }),
  }),
});

accountMutation(addProfile, {
  name: 'addProfile',
  description: 'Lists a profile of the platform in the account (S77). Managers only.',
  scope: 'manager',
  input: AddProfileInput,
  problems: ADD_PROFILE_PROBLEMS,
});

const SubscribeSkuInput = builder.inputType('SubscribeSkuInput', {
  description: 'A service that a customer subscribes to.',
  fields: (t) => ({
    accountId: t.id(accountId),
    sku: t.string({ required: true, description: 'Code of the service SKU.' }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'From when, within ten years of now; now unless told.',
    }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'Until when, exclusive, within ten years of now; open unless told.',
    }),
  }),
});

accountMutation(subscribeSku, {
  name: 'subscribeSku',
  description:
    'Records that an account subscribes to a service: requests can name it while it lasts (S88). Each service is subscribed to once at a time. Managers only.',
  scope: 'manager',
  input: SubscribeSkuInput,
  problems: SUBSCRIBE_SKU_PROBLEMS,
});

const EndSubscriptionInput = builder.inputType('EndSubscriptionInput', {
  description: 'Which subscription ends, and when.',
  fields: (t) => ({
    subscriptionId: t.id({ required: true, description: 'Starts with `sub_`.' }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'From when it is over; now unless told. Never in the past.',
    }),
  }),
});

accountMutation(endSubscription, {
  name: 'endSubscription',
  description: 'Ends a subscription: requests can name its service until then (S88). Managers only.',
  scope: 'manager',
  input: EndSubscriptionInput,
  problems: END_SUBSCRIPTION_PROBLEMS,
});

const AcceptTermsInput = builder.inputType('AcceptTermsInput', {
  description: 'Which version of the terms an account accepts.',
  fields: (t) => ({
    accountId: t.id(accountId),
    version: t.int({ required: true, description: 'A published version, later than the accepted one.' }),
  }),
});

accountMutation(acceptTerms, {
  name: 'acceptTerms',
  description:
    'Accepts a later version of the terms: from now on requests are judged by it; what was accepted before stays on record (S86). The account’s administrators only. Event: `account.terms_accepted`.',
  scope: 'signedIn',
  input: AcceptTermsInput,
  problems: ACCEPT_TERMS_PROBLEMS,
});

const CloseDayInput = builder.inputType('CloseDayInput', {
  description: 'A local date on which the desk is closed for a customer, or open for less than usual.',
  fields: (t) => ({
    accountId: t.id(accountId),
    on: t.field({ type: 'LocalDate', required: true, description: 'The customer’s local date.' }),
    opensAt: t.string({ description: 'Local time `HH:mm` before which a shortened day is closed.' }),
    closesAt: t.string({ description: 'Local time `HH:mm` from which a shortened day is closed.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 200 characters; shown in explanations.' }),
  }),
});

accountMutation(closeDay, {
  name: 'closeDay',
  description:
    'Closes or shortens a day of the customer’s calendar; it never lengthens one (K9, C38). Running clocks are counted anew (C28). Account administrators and managers.',
  scope: 'signedIn',
  input: CloseDayInput,
  problems: CLOSE_DAY_PROBLEMS,
});

const ReopenDayInput = builder.inputType('ReopenDayInput', {
  description: 'Which closed day to take back.',
  fields: (t) => ({
    accountId: t.id(accountId),
    on: t.field({ type: 'LocalDate', required: true, description: 'The customer’s local date.' }),
  }),
});

accountMutation(reopenDay, {
  name: 'reopenDay',
  description:
    'Takes back a closed day; running clocks are counted anew (C28). Account administrators and managers.',
  scope: 'signedIn',
  input: ReopenDayInput,
  problems: REOPEN_DAY_PROBLEMS,
});

const AddContactInput = builder.inputType('AddContactInput', {
  description: 'A person of a customer, and what the person may do.',
  fields: (t) => ({
    accountId: t.id(accountId),
    name: t.string({ required: true, description: 'The person’s name, 1 to 200 characters.' }),
    email: t.string({
      required: true,
      description: 'Where the person is written to; unique in the account.',
    }),
    phone: t.string({ description: 'E.164, such as `+33123456789`.' }),
    locale: t.field({ type: Locale, description: 'The language preferred; the account’s unless told.' }),
    subject: t.string({ description: 'The `sub` of the person’s tokens; unique everywhere.' }),
    siteId: t.id({ description: 'Where the person works: its local time counts for requests (C3).' }),
    roles: t.field({
      type: [ContactRole],
      required: true,
      description: 'What the person may do; at least one.',
    }),
  }),
});

builder.mutationField('addContact', (t) =>
  t.prismaField({
    type: Contact,
    description: 'Adds a person to an account. Account administrators and managers.',
    authScopes: { signedIn: true },
    errors: {
      types: ADD_CONTACT_PROBLEMS,
      dataField: { name: 'contact', description: 'The new contact.' },
      result: { description: 'The contact was added.' },
      union: { description: 'The contact, or why there is none.' },
    },
    args: { input: t.arg({ type: AddContactInput, required: true, description: 'The person.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await addContact(ctx, input);
      return ctx.db.contact.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const HireStaffInput = builder.inputType('HireStaffInput', {
  description: 'A new member of the vendor’s staff.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The person’s name, 1 to 200 characters.' }),
    email: t.string({ required: true, description: 'The person’s address; unique among staff.' }),
    roles: t.field({ type: [StaffRole], required: true, description: 'What the person does; at least one.' }),
    region: t.string({
      required: true,
      description: 'Code of the region whose calendar the person works by (S108).',
    }),
    subject: t.string({ description: 'The `sub` of the person’s tokens; unique everywhere.' }),
  }),
});

builder.mutationField('hireStaff', (t) =>
  t.prismaField({
    type: StaffMember,
    description: 'Adds a member of staff. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: HIRE_STAFF_PROBLEMS,
      dataField: { name: 'staffMember', description: 'The new member of staff.' },
      result: { description: 'The person was added.' },
      union: { description: 'The person, or why there is none.' },
    },
    args: { input: t.arg({ type: HireStaffInput, required: true, description: 'The person.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await hireStaff(ctx, input);
      return ctx.db.staffMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CorrectStaffMemberInput = builder.inputType('CorrectStaffMemberInput', {
  description: 'Who a member of the staff is, and where they work. What is left out stays as it was.',
  fields: (t) => ({
    staffId: t.id({ required: true, description: 'Starts with `stf_`.' }),
    name: t.string({ description: 'The person’s name, 1 to 200 characters.' }),
    email: t.string({ description: 'The person’s address; unique among staff.' }),
    region: t.string({
      description: 'Code of the region whose calendar the person works by from now on (S108).',
    }),
  }),
});

builder.mutationField('correctStaffMember', (t) =>
  t.prismaField({
    type: StaffMember,
    description:
      'Corrects the name, address or region of a member of the staff: of the first manager of a new installation, say. Managers only. Event: `staff.corrected`, with before and after.',
    authScopes: { manager: true },
    errors: {
      types: CORRECT_STAFF_PROBLEMS,
      dataField: { name: 'staffMember', description: 'The person as they are now.' },
      result: { description: 'The person was corrected.' },
      union: { description: 'The person, or why nothing was corrected.' },
    },
    args: { input: t.arg({ type: CorrectStaffMemberInput, required: true, description: 'What.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await correctStaffMember(ctx, input);
      return ctx.db.staffMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
