import { Account, Contact } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { PartnerNotCertifiedProblem, standingAt, type Standing } from './partner.rules.ts';

export const CertificationLevel = builder.enumType('CertificationLevel', {
  description:
    'How far the vendor vouches for a partner. The programme speaks of certified partners only: the levels are Tierline’s own, and none of them changes what a partner may do.',
  values: {
    ASSOCIATE: { description: 'Knows the products.' },
    PROFESSIONAL: { description: 'Has run them for customers.' },
    EXPERT: { description: 'Teaches others.' },
  } as const,
});

export const PartnerRole = builder.enumType('PartnerRole', {
  description: 'What a person of a partner may do.',
  values: {
    PARTNER_AGENT: { description: 'Acts for the customers that granted the partner access.' },
    PARTNER_ADMINISTRATOR: { description: 'The same, and adds people to the own organisation.' },
  } as const,
});

export const PartnerScope = builder.enumType('PartnerScope', {
  description: 'What a customer lets a partner do in its name (Q17).',
  values: {
    READ: { description: 'Read what the customer’s own people read. Part of both others.' },
    SUBMIT: { description: 'Open tickets for its contacts.' },
    REPLY: { description: 'Answer on its tickets, raise their severity, close them.' },
  } as const,
});

const PartnerStanding = builder.enumType('PartnerStanding', {
  description: 'Whether the certification of a partner is in force.',
  values: {
    CERTIFIED: { description: 'It is.' },
    SUSPENDED: { description: 'The vendor has suspended it.' },
    EXPIRED: { description: 'The last one has expired.' },
    NEVER_CERTIFIED: { description: 'There was none yet.' },
  } satisfies Record<Standing, { description: string }>,
});

builder.prismaObject('PartnerCertification', {
  description: 'That the vendor vouches for a partner, from one instant to another. Renewing one adds one.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `cer_`.' }),
    level: t.expose('level', { type: CertificationLevel, description: 'How far.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until this instant, exclusive.' }),
  }),
});

export const Partner = builder.prismaNode('Partner', {
  description:
    'An organisation that supports customers in their name, while it is certified and they let it (S22).',
  id: { field: 'id', description: 'Starts with `par_`.' },
  nullable: true,
  // Customers choose among partners, so every signed-in caller may resolve one.
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it calls itself.' }),
    standing: t.field({
      type: PartnerStanding,
      description: 'Whether it is certified now: otherwise its people do nothing and read nothing (S22).',
      select: { suspendedAt: true, certifications: true },
      resolve: (partner, _args, { now }) => standingAt(partner, now),
    }),
    certifications: t.relation('certifications', {
      query: { orderBy: [{ expiresAt: 'desc' }, { id: 'desc' }] },
      description: 'Its certifications, the one that lasts longest first.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is suspended; null when it is not.',
    }),
    people: t.connection({
      type: PartnerPerson,
      description: 'Its people. For staff and for itself; others see who wrote to them.',
      resolve: ({ id: partnerId }, args, ctx, info) => {
        const { actor } = ctx;
        const own = actor.kind === 'staff' || (actor.kind === 'partner' && actor.partnerId === partnerId);
        const mine = own ? { partnerId } : { partnerId, id: '' };
        return keysetPage(
          args,
          [['id', 'asc', 'text']],
          mine,
          (page) => ctx.db.partnerPerson.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.partnerPerson.count({ where: mine }),
        );
      },
    }),
  }),
});

export const PartnerPerson = builder.prismaNode('PartnerPerson', {
  description: 'A person of a partner organisation.',
  id: { field: 'id', description: 'Starts with `pps_`.' },
  nullable: true,
  // Customers see who acts for them.
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The person’s name.' }),
    partnerRoles: t.expose('roles', { type: [PartnerRole], description: 'What the person may do.' }),
    partner: t.relation('partner', { description: 'The organisation.' }),
    accessEndedAt: t.expose('accessEndedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the person is let in no more, see `endAccess`; null while they have access.',
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person was forgotten, see `erasePerson` (B24).',
    }),
  }),
});

const PartnerGrant = builder.prismaObject('PartnerGrant', {
  description: 'What a customer lets a partner do in its name, from one instant to another (Q17).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `grt_`.' }),
    account: t.relation('account', { description: 'The customer.' }),
    partner: t.relation('partner', { description: 'The partner.' }),
    scopes: t.expose('scopes', { type: [PartnerScope], description: 'What the partner may do.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant on.' }),
    endsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Until this instant, exclusive: as agreed, or when it was revoked; null while none is known.',
      resolve: ({ endsAt, revokedAt }) => (revokedAt && (!endsAt || revokedAt < endsAt) ? revokedAt : endsAt),
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null when it was not.',
    }),
    grantedBy: t.relation('grantedBy', {
      type: Contact,
      description: 'The administrator who granted it.',
    }),
  }),
});

builder.prismaObjectField(Account, 'partnerGrants', (t) =>
  t.connection({
    type: PartnerGrant,
    description:
      'Which partners may act for this customer, and which could; the newest first. A partner sees the own ones.',
    resolve: ({ id: accountId }, args, ctx, info) => {
      const { actor } = ctx;
      const mine = { accountId, ...(actor.kind === 'partner' && { partnerId: actor.partnerId }) };
      return keysetPage(
        args,
        [
          ['startsAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        mine,
        (page) => ctx.db.partnerGrant.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.partnerGrant.count({ where: mine }),
      );
    },
  }),
);

builder.queryField('partners', (t) =>
  t.connection({
    type: Partner,
    description: 'Partner organisations by name, for choosing one: see `standing` (S22).',
    authScopes: { signedIn: true },
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [
          ['name', 'asc', 'text'],
          ['id', 'asc', 'text'],
        ],
        {},
        (page) => ctx.db.partner.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.partner.count(),
      ),
  }),
);

builder.queryField('partner', (t) =>
  t.prismaField({
    type: Partner,
    nullable: true,
    description: 'A partner organisation by its id; null when there is none.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `par_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.partner.findUnique({ ...query, where: { id } }),
  }),
);

builder.objectType(PartnerNotCertifiedProblem, {
  name: 'PartnerNotCertifiedProblem',
  description: 'The partner is not certified at present, so that nobody can let it act for a customer (S22).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    standing: t.expose('standing', { type: PartnerStanding, description: 'Where it stands.' }),
  }),
});
