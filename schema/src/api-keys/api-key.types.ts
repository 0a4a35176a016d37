import { manageableIntegrations } from '../access.ts';
import { Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { PartnerPerson } from '../partners/partner.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { type API_KEY_STATES, ApiKeyEndedProblem, apiKeyState } from './api-key.rules.ts';

builder.objectType(ApiKeyEndedProblem, {
  name: 'ApiKeyEndedProblem',
  description: 'The key is revoked or expired: nothing brings it back.',
  interfaces: [ProblemInterface],
});

const ApiKeyState = builder.enumType('ApiKeyState', {
  description: 'Whether a key works.',
  values: {
    ACTIVE: { description: 'It works.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'Somebody ended it.' },
  } satisfies Record<(typeof API_KEY_STATES)[number], { description: string }>,
});

builder.prismaObject('ApiKeySecret', {
  description: 'A secret that opens a key. It was shown once, and is kept as a hash.',
  fields: (t) => ({
    hint: t.exposeString('hint', { description: 'How it begins, such as `tl_7f3k`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Until when it opens the key, exclusive.',
    }),
  }),
});

const Principal = builder.unionType('ApiKeyPrincipal', {
  description: 'The person that a key speaks for.',
  types: [Contact, PartnerPerson, StaffMember],
  resolveType: (person) =>
    'accountId' in person ? Contact : 'partnerId' in person ? PartnerPerson : StaffMember,
});

export const ApiKey = builder.prismaNode('ApiKey', {
  description:
    'What a machine signs in with. It speaks for one person: it may at most what that person may, and of that only what its scopes name.',
  id: { field: 'id', description: 'Starts with `key_`. In events it says which key was used.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [manageableIntegrations(actor)] }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    state: t.field({
      type: ApiKeyState,
      description: 'Whether it works.',
      resolve: (key, _args, { now }) => apiKeyState(key, now),
    }),
    actsFor: t.field({
      type: Principal,
      nullable: true,
      description: 'The person that it speaks for: events name both.',
      resolve: async ({ actsForId: id }, _args, { db }) =>
        (await db.contact.findUnique({ where: { id } })) ??
        (await db.staffMember.findUnique({ where: { id } })) ??
        db.partnerPerson.findUnique({ where: { id } }),
    }),
    partnerId: t.exposeID('partnerId', {
      nullable: true,
      description: 'The partner of that person; null for others.',
    }),
    account: t.relation('account', {
      nullable: true,
      description: 'The account of that person; null for somebody of the vendor.',
    }),
    scopes: t.exposeStringList('scopes', {
      description: 'What it may do, such as `tickets:read`; see `createApiKey`.',
    }),
    knownDocumentsOnly: t.exposeBoolean('knownDocumentsOnly', {
      description: 'Whether it may send documents of the SDK only; any other is UNKNOWN_DOCUMENT.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it works, exclusive.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody ended it.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null when it never was.',
    }),
    secrets: t.relation('secrets', {
      query: { orderBy: { createdAt: 'desc' } },
      description: 'Its secrets, the latest first; at most two are valid at a time.',
    }),
  }),
});

builder.queryField('apiKey', (t) =>
  t.prismaField({
    type: ApiKey,
    nullable: true,
    description: 'A key by its id; null when absent or not yours to manage.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `key_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.apiKey.findFirst({ ...query, where: { AND: [{ id }, manageableIntegrations(actor)] } }),
  }),
);

builder.queryField('apiKeys', (t) =>
  t.connection({
    type: ApiKey,
    description:
      'API keys that you may manage, the oldest first, ended ones too: administrators see those of their account, managers all.',
    authScopes: { signedIn: true },
    args: { accountId: t.arg.id({ description: 'Only those of this account.' }) },
    resolve: (_root, { accountId, ...args }, ctx, info) => {
      const mine = { AND: [manageableIntegrations(ctx.actor), ...(accountId ? [{ accountId }] : [])] };
      return keysetPage<typeof ApiKey.$inferType>(
        args,
        [
          ['createdAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.apiKey.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.apiKey.count({ where: mine }),
      );
    },
  }),
);
