import { visibleAccounts, visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { checkSearchText } from '../input.ts';
import { Locale, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ERASED_STAFF } from './erased-staff.rules.ts';

export const ContactRole = builder.enumType('ContactRole', {
  description: 'What a contact may do in the own account.',
  values: {
    REQUESTER: { description: 'Opens, reads and answers tickets.' },
    ADMINISTRATOR: { description: 'The same, and adds contacts and closed days.' },
  } as const,
});

export const StaffRole = builder.enumType('StaffRole', {
  description: 'What a member of the vendor’s staff does.',
  values: {
    ENGINEER: { description: 'Customer Success engineer: answers tickets.' },
    TAM: { description: 'Technical Account Manager of Premium accounts (S66).' },
    MANAGER: { description: 'Runs the desk: accounts, plans, staff.' },
  } as const,
});

export const Account = builder.prismaNode('Account', {
  description: 'A customer of the vendor. Support is for the time after its go-live (S4).',
  id: { field: 'id', description: 'Starts with `acc_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleAccounts(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The customer’s name.' }),
    timeZone: t.exposeString('timeZone', {
      description:
        'IANA zone, such as `Europe/Paris`: the customer’s local time is meant in every promise (S17, C3).',
    }),
    country: t.exposeString('country', {
      description: 'ISO 3166-1 code: whose public holidays close the desk (S18).',
    }),
    subdivision: t.exposeString('subdivision', {
      nullable: true,
      description: 'State, canton or region whose own holidays count too, such as `BY` in Germany.',
    }),
    locale: t.expose('locale', {
      type: Locale,
      description: 'The language in which the account is written to.',
    }),
    industry: t.exposeString('industry', {
      nullable: true,
      description: 'What the customer does, in its own words.',
    }),
    regulated: t.exposeBoolean('regulated', {
      description: 'The industry is highly regulated: a reason to recommend Premium (S32).',
    }),
    goLiveAt: t.expose('goLiveAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the platform went live; implementation before it is never support (S4).',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the account was created here.' }),
    acceptedTerms: t.relation('acceptedTerms', {
      description:
        'The version of the terms that the customer accepted: what its requests are judged by (S86).',
    }),
    sites: t.connection({
      type: Site,
      description: 'Places with their own zone and holidays.',
      resolve: ({ id: accountId }, args, ctx, info) =>
        keysetPage(
          args,
          [['id', 'asc', 'text']],
          { accountId },
          (page) => ctx.db.site.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.site.count({ where: { accountId } }),
        ),
    }),
    contacts: t.connection({
      type: Contact,
      description: 'The customer’s people.',
      resolve: ({ id: accountId }, args, ctx, info) =>
        keysetPage(
          args,
          [['id', 'asc', 'text']],
          { accountId },
          (page) => ctx.db.contact.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.contact.count({ where: { accountId } }),
        ),
    }),
    profiles: t.connection({
      type: Profile,
      description: 'Profiles of the platform in this account (S77).',
      resolve: ({ id: accountId }, args, ctx, info) =>
        keysetPage(
          args,
          [['id', 'asc', 'text']],
          { accountId },
          (page) => ctx.db.profile.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.profile.count({ where: { accountId } }),
        ),
    }),
    subscriptions: t.relation('subscriptions', {
      query: { orderBy: { id: 'asc' } },
      description: 'Service SKUs subscribed, past ones too. A request must name one in force (S88).',
    }),
    closedDays: t.connection({
      type: ClosedDay,
      description:
        'Local dates on which this customer’s desk is closed or shorter, besides holidays, the latest first (K9).',
      resolve: ({ id: accountId }, args, ctx, info) =>
        keysetPage(
          args,
          [['on', 'desc', 'instant']],
          { accountId },
          (page) => ctx.db.accountCalendarOverride.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.accountCalendarOverride.count({ where: { accountId } }),
        ),
    }),
  }),
});

const Site = builder.prismaNode('Site', {
  description: 'A place of the customer. Requests of its contacts count in its local time (C3).',
  id: { field: 'id', description: 'Starts with `sit_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the customer calls the place.' }),
    timeZone: t.exposeString('timeZone', { description: 'IANA zone of the place.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1 code of the place.' }),
    subdivision: t.exposeString('subdivision', {
      nullable: true,
      description: 'State or region of the place.',
    }),
  }),
});

export const Contact = builder.prismaNode('Contact', {
  description: 'A person of a customer.',
  id: { field: 'id', description: 'Starts with `con_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The person’s name.' }),
    email: t.exposeString('email', { description: 'Where the person is written to, in lower case.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'E.164, such as `+33123456789`.' }),
    locale: t.expose('locale', {
      type: Locale,
      nullable: true,
      description: 'The language the person prefers; the account’s when null.',
    }),
    roles: t.expose('roles', { type: [ContactRole], description: 'What the person may do here.' }),
    site: t.relation('site', {
      nullable: true,
      description: 'Where the person works; the account’s zone when null.',
    }),
    account: t.relation('account', { description: 'The customer.' }),
    accessEndedAt: t.expose('accessEndedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the person is let in no more, see `endAccess`; null while they have access.',
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person was forgotten, see `erasePerson`: name and address are nobody’s (B24).',
    }),
  }),
});

export const Profile = builder.prismaNode('Profile', {
  description: 'A profile of the vendor’s platform inside an account (S77).',
  id: { field: 'id', description: 'Starts with `prf_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name on the platform.' }),
  }),
});

builder.prismaObject('Subscription', {
  name: 'SkuSubscription', // GraphQL itself means a kind of operation by Subscription
  description: 'A service SKU that an account subscribes to, from one instant to another (S88).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `sub_`.' }),
    sku: t.relation('sku', { description: 'The service.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until this instant, exclusive; null while no end is known.',
    }),
    activatedAt: t.expose('activatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a resolved request last activated the product; null while none did (S45).',
    }),
    deactivatedAt: t.expose('deactivatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a resolved request deactivated it since then; null when none did (S45).',
    }),
  }),
});

const ClosedDay = builder.prismaObject('AccountCalendarOverride', {
  name: 'ClosedDay',
  description: 'A local date on which this customer’s desk is closed, or open for less than usual (K9, C38).',
  fields: (t) => ({
    on: t.expose('on', { type: 'LocalDate', description: 'The customer’s local date.' }),
    opensAt: t.exposeString('opensAt', {
      nullable: true,
      description:
        'Local time `HH:mm` before which the day is closed; with both times null it is closed all day.',
    }),
    closesAt: t.exposeString('closesAt', {
      nullable: true,
      description:
        'Local time `HH:mm` from which the day is closed; with both times null it is closed all day.',
    }),
    reason: t.exposeString('reason', { description: 'Why, as the account wrote it.' }),
  }),
});

export const StaffMember = builder.prismaNode('StaffMember', {
  description: 'A person of the vendor’s staff.',
  id: { field: 'id', description: 'Starts with `stf_`.' },
  nullable: true,
  // Customers see who works for them, so every signed-in caller may resolve a colleague's id.
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    name: t.string({
      description:
        'The person’s name; “Member of staff”, in the language of the request, once they were erased (B24).',
      select: { name: true, erasedAt: true },
      resolve: ({ name, erasedAt }, _args, ctx) => (erasedAt ? localized(ERASED_STAFF, null, ctx) : name),
    }),
    staffRoles: t.expose('roles', { type: [StaffRole], description: 'What the person does.' }),
    region: t.relation('region', { description: 'The region whose calendar the person works by (S108).' }),
    accessEndedAt: t.expose('accessEndedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the person is let in no more, see `endAccess`; null while they have access.',
    }),
  }),
});

builder.queryField('account', (t) =>
  t.prismaField({
    type: Account,
    nullable: true,
    description: 'An account by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `acc_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.account.findFirst({ ...query, where: { AND: [{ id }, visibleAccounts(actor)] } }),
  }),
);

builder.queryField('accounts', (t) =>
  t.connection({
    type: Account,
    description: 'Accounts that you may see, the oldest first: staff see all, a contact the own one.',
    authScopes: { signedIn: true },
    args: {
      search: t.arg.string({
        description:
          'Only those in whose name words begin so, of three letters or more in all, or with people whose addresses are of a domain that begins so: `nord`, `north wind`, `acme.example`. 1 to 500 characters.',
      }),
    },
    resolve: async (_root, { search, ...args }, ctx, info) => {
      const mine = {
        AND: [visibleAccounts(ctx.actor), ...(search == null ? [] : [await named(ctx, search)])],
      };
      return keysetPage<typeof Account.$inferType>(
        args,
        [
          ['createdAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.account.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.account.count({ where: mine }),
      );
    },
  }),
);

async function named({ db }: Context, search: string): Promise<{ id: { in: string[] } }> {
  checkSearchText(search);
  const rows = await db.$queryRaw<
    { accountId: string }[]
  >`select "accountId" from tierline_accounts(${search})`;
  return { id: { in: rows.map(({ accountId }) => accountId) } };
}

builder.queryField('staffMembers', (t) =>
  t.connection({
    type: StaffMember,
    description: 'The vendor’s people by name, for assigning tickets. Staff only.',
    authScopes: { staff: true },
    args: {
      withEnded: t.arg.boolean({
        defaultValue: false,
        description: 'Those too whose access has ended; they are not unless told.',
      }),
    },
    resolve: (_root, { withEnded, ...args }, ctx, info) => {
      const mine = withEnded ? {} : { accessEndedAt: null };
      return keysetPage<typeof StaffMember.$inferType>(
        args,
        [
          ['name', 'asc', 'text'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.staffMember.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.staffMember.count({ where: mine }),
      );
    },
  }),
);
