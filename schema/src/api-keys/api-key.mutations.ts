import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { SCOPES } from '../scopes.ts';
import { ApiKey } from './api-key.types.ts';
import { CREATE_API_KEY_PROBLEMS, createApiKey } from './create-api-key.ts';
import { REVOKE_API_KEY_PROBLEMS, revokeApiKey } from './revoke-api-key.ts';
import { ROTATE_API_KEY_PROBLEMS, rotateApiKey } from './rotate-api-key.ts';

interface Issued {
  id: string;
  secret: string | null;
}

function issued(name: string) {
  return builder.objectRef<Issued>(name).implement({
    description: 'It was done: this is the only time that the secret is shown.',
    fields: (t) => ({
      apiKey: t.prismaField({
        type: ApiKey,
        description: 'The key as it is now.',
        resolve: (query, { id }, _args, { db }) =>
          db.apiKey.findUniqueOrThrow({ ...reread(query), where: { id } }),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'Send it as `Authorization: Bearer tl_…`. Kept nowhere: null when this answers a repetition of a named request, whose first answer was lost; then rotate the key.',
      }),
    }),
  });
}

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key for a machine.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for, 1 to 100 characters.' }),
    actsForId: t.id({
      description:
        'The person that it speaks for: you unless told, else somebody of your account, or for managers anybody.',
    }),
    scopes: t.stringList({
      required: true,
      description: `What it may do, at least one of ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}.`,
    }),
    expiresInDays: t.int({
      description: 'How long it works: 1 to 366 days, 90 unless told. It is told a week before it expires.',
    }),
    knownDocumentsOnly: t.boolean({
      description:
        'True: the key sends documents of the SDK only, so that who steals it asks nothing else. Any unless told.',
    }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: issued('CreateApiKeySuccess'),
    description: 'Creates an API key and shows its secret, once. For administrators and managers.',
    authScopes: { signedIn: true },
    errors: {
      types: CREATE_API_KEY_PROBLEMS,
      directResult: true,
      union: { description: 'The key and its secret, or why nothing was done.' },
    },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => createApiKey(ctx, input),
  }),
);

const RotateApiKeyInput = builder.inputType('RotateApiKeyInput', {
  description: 'A key that shall have a new secret.',
  fields: (t) => ({
    apiKeyId: t.id({ required: true, description: 'The key.' }),
    overlapHours: t.int({
      description: 'How long the former secret stays valid: 0 to 168 hours, 24 unless told.',
    }),
  }),
});

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    type: issued('RotateApiKeySuccess'),
    description:
      'Gives an API key a new secret and shows it, once; the former one stays valid for a while. For administrators and managers.',
    authScopes: { signedIn: true },
    errors: {
      types: ROTATE_API_KEY_PROBLEMS,
      directResult: true,
      union: { description: 'The key and its new secret, or why nothing was done.' },
    },
    args: { input: t.arg({ type: RotateApiKeyInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => rotateApiKey(ctx, input),
  }),
);

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'A key to end.',
  fields: (t) => ({ apiKeyId: t.id({ required: true, description: 'The key.' }) }),
});

builder.mutationField('revokeApiKey', (t) =>
  t.prismaField({
    type: ApiKey,
    description:
      'Ends an API key for good: the next request with it is refused, by every process. For administrators and managers.',
    authScopes: { signedIn: true },
    errors: {
      types: REVOKE_API_KEY_PROBLEMS,
      dataField: { name: 'apiKey', description: 'The key as it is now.' },
      result: { description: 'It is revoked.' },
      union: { description: 'The key, or why nothing was done.' },
    },
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await revokeApiKey(ctx, input);
      return ctx.db.apiKey.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
