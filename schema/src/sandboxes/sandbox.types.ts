import { asTenant } from '@tierline/prisma/tenancy';
import { builder } from '../builder.ts';
import { Partner } from '../partners/partner.types.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { MOST_SANDBOXES, PERSONAS, SandboxAdvancingProblem, SandboxLimitProblem } from './sandbox.rules.ts';

builder.objectType(SandboxLimitProblem, {
  name: 'SandboxLimitProblem',
  description: 'The partner has as many sandboxes as it may.',
  interfaces: [ProblemInterface],
  fields: (t) => ({ limit: t.exposeInt('limit', { description: 'How many it may have.' }) }),
});

builder.objectType(SandboxAdvancingProblem, {
  name: 'SandboxAdvancingProblem',
  description: 'The clock of the sandbox is going on at this moment: try again when `advancingTo` is null.',
  interfaces: [ProblemInterface],
});

export const Persona = builder.enumType('Persona', {
  description: 'Whom a partner plays in its sandbox (B22).',
  values: {
    CUSTOMER: { description: 'The customer’s administrator, who requests too.' },
    PARTNER: { description: 'Itself, acting for that customer with all that can be granted (S22).' },
    ENGINEER: { description: 'An engineer of the vendor: answers, reviews, proposes repairs.' },
    TAM: { description: 'The TAM of the account, while its plan has one.' },
    MANAGER: { description: 'A manager of the vendor: orders, plans, approvals.' },
  } satisfies Record<(typeof PERSONAS)[number], { description: string }>,
});

interface KeyOfSandbox {
  name: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  secrets: { hint: string }[];
}

const SandboxKey = builder.objectRef<KeyOfSandbox>('SandboxKey').implement({
  description: 'A key in force with which a partner plays somebody in its sandbox.',
  fields: (t) => ({
    persona: t.field({
      type: Persona,
      description: 'Whom.',
      resolve: ({ name }) => PERSONAS.find((persona) => persona === name)!,
    }),
    hint: t.string({
      description: 'How its secret begins.',
      resolve: ({ secrets }) => secrets[0]?.hint ?? '',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was made, by the real time.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Until when it works, by the real time.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'To the minute, by the real time; null while it was not used.',
    }),
  }),
});

export const Sandbox = builder.prismaObject('Sandbox', {
  description:
    'A partner’s account to try things in, whose clock stands still until it is advanced; then all that comes due happens in its order, dated by its own instant (B22). Nothing leaves it: no mail, no webhook but to endpoints that were added with a key of it, no report, queue or notice of the vendor. What is done there is done with keys of it, see `createSandboxKey`.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of its account too. Starts with `acc_sandbox_`.' }),
    name: t.exposeString('name', { description: 'What the partner calls it.' }),
    partner: t.relation('partner', { type: Partner, description: 'Whose it is.' }),
    plan: t.expose('planCode', {
      type: PlanCode,
      description: 'The plan onto which its account is put when it is created or reset.',
    }),
    now: t.expose('now', { type: 'DateTime', description: 'Where its clock stands.' }),
    advancingTo: t.expose('advancingTo', {
      type: 'DateTime',
      nullable: true,
      description: 'To where its clock is going; null while it stands still.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was made, by the real time.',
    }),
    keys: t.field({
      type: [SandboxKey],
      description:
        'Its keys that are in force, one of each persona at most. Empty for others than its partner.',
      resolve: ({ id }, _args, { db, actor, now, realNow = now }) =>
        actor.kind !== 'partner'
          ? []
          : asTenant([id], async () =>
              db.apiKey.findMany({
                where: { accountId: id, revokedAt: null, expiresAt: { gt: realNow } },
                include: { secrets: { orderBy: { createdAt: 'desc' } } },
                orderBy: { name: 'asc' },
              }),
            ),
    }),
  }),
});

builder.queryField('sandbox', (t) =>
  t.prismaField({
    type: Sandbox,
    nullable: true,
    description:
      'A sandbox by its id; null when it is absent or somebody else’s. Read it to see how far its clock has come.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `acc_sandbox_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.sandbox.findUnique({ ...query, where: { id } }),
  }),
);

builder.queryField('sandboxes', (t) =>
  t.prismaField({
    type: [Sandbox],
    description: `The sandboxes of your organisation, at most ${MOST_SANDBOXES}, the latest first; with a key of a sandbox that one. Empty for others (B22).`,
    authScopes: { signedIn: true },
    // Row-level security shows a partner its own, and whoever is played in one that one.
    resolve: (query, _root, _args, { db, actor }) =>
      db.sandbox.findMany({
        ...query,
        where: actor.kind === 'partner' ? { partnerId: actor.partnerId } : {},
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_SANDBOXES,
      }),
  }),
);
