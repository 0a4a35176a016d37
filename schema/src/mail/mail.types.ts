import { visibleRows, visibleAddresses } from '../access.ts';
import { Contact } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';

const UndeliverableCause = builder.enumType('UndeliverableCause', {
  description: 'How it became known that no mail reaches an address.',
  values: {
    REFUSED: { description: 'The next mail server did not take a mail for it.' },
    BOUNCED: { description: 'A mail was taken, and came back.' },
  } as const,
});

const UndeliverableAddress = builder.prismaObject('UndeliverableAddress', {
  description:
    'An address that no mail reaches. Nothing is sent there until `enableMailAddress` says that it works again; the inbox has everything meanwhile.',
  fields: (t) => ({
    address: t.exposeString('address', { description: 'The address, in lower case.' }),
    cause: t.expose('cause', { type: UndeliverableCause, description: 'How that became known.' }),
    detail: t.exposeString('detail', {
      description: 'What the other mail server said, 500 characters at most.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'When that became known.' }),
    contacts: t.prismaField({
      type: [Contact],
      description: 'The people of customers whose address it is, as far as you may see them.',
      resolve: (query, { address }, _args, { db, actor }) =>
        db.contact.findMany({
          ...query,
          where: { AND: [{ email: address }, visibleRows(actor)] },
          orderBy: { id: 'asc' },
        }),
    }),
  }),
});

builder.queryField('undeliverableAddresses', (t) =>
  t.connection({
    type: UndeliverableAddress,
    description:
      'Addresses that no mail reaches, by the alphabet: administrators see those of their account’s people, staff all; nobody else any.',
    authScopes: { signedIn: true },
    resolve: async (_root, args, ctx, info) => {
      const people = visibleAddresses(ctx.actor);
      const emails = people && (await ctx.db.contact.findMany({ where: people, select: { email: true } }));
      const shown = emails ? { address: { in: emails.map(({ email }) => email) } } : {};
      return keysetPage<typeof UndeliverableAddress.$inferType>(
        args,
        [['address', 'asc', 'text']],
        shown,
        (page) => ctx.db.undeliverableAddress.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.undeliverableAddress.count({ where: shown }),
      );
    },
  }),
);

builder.prismaObjectField(Contact, 'undeliverable', (t) =>
  t.prismaField({
    type: UndeliverableAddress,
    nullable: true,
    description:
      'Set when no mail reaches the person: for administrators of the account and staff; to others it is null.',
    select: { email: true, accountId: true },
    resolve: async (query, { email, accountId }, _args, { db, actor }) => {
      const people = visibleAddresses(actor);
      if (people && people.accountId !== accountId) return null;
      return db.undeliverableAddress.findUnique({ ...query, where: { address: email } });
    },
  }),
);

const OutgoingMailState = builder.enumType('OutgoingMailState', {
  description: 'What became of a mail.',
  values: {
    QUEUED: { description: 'To be sent, for the first time or again.' },
    SENT: { description: 'The next mail server took it.' },
    FAILED: { description: 'Refused for good, or tried for two days in vain: `failure` says why.' },
    SUPPRESSED: { description: 'Not sent: no mail reaches the address, see `undeliverableAddresses`.' },
  } as const,
});

const OutgoingMail = builder.prismaObject('OutgoingMail', {
  description: 'A mail that was written, and what became of it. For staff, without what it says.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `mai_`.' }),
    messageId: t.exposeString('messageId', {
      description: 'Its Message-ID (RFC 5322), without brackets: the same each time that it is tried.',
    }),
    address: t.exposeString('address', { description: 'To whom it goes.' }),
    subject: t.exposeString('subject', { description: 'Its subject.' }),
    locale: t.expose('locale', { type: Locale, description: 'The language that it is in (B21).' }),
    state: t.expose('state', { type: OutgoingMailState, description: 'What became of it.' }),
    attempts: t.exposeInt('attempts', { description: 'How many attempts failed.' }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'What the other side said to the latest attempt that failed; null when none did.',
    }),
    ticket: t.relation('ticket', { nullable: true, description: 'The ticket that it is about, if any.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again; null when it is at once, or not.',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime', nullable: true, description: 'When it was sent.' }),
  }),
});

builder.queryField('outgoingMails', (t) =>
  t.connection({
    type: OutgoingMail,
    description: 'Mails of the last 30 days, the latest first, and what became of them. For staff.',
    authScopes: { staff: true },
    args: {
      states: t.arg({ type: [OutgoingMailState], description: 'Only these; all unless told.' }),
      address: t.arg.string({ description: 'Only to this address.' }),
      ticketId: t.arg.id({ description: 'Only about this ticket.' }),
    },
    resolve: (_root, { states, address, ticketId, ...args }, ctx, info) => {
      const shown = {
        ...(states && { state: { in: states } }),
        ...(address && { address: address.trim().toLowerCase() }),
        ...(ticketId && { ticketId }),
      };
      return keysetPage<typeof OutgoingMail.$inferType>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        shown,
        (page) => ctx.db.outgoingMail.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.outgoingMail.count({ where: shown }),
      );
    },
  }),
);
