import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SOURCES = '{prisma,schema,server,sdk}/**/*.{ts,tsx}';
const SDL = 'schema/schema.graphql';
const OPERATIONS = 'sdk/operations/*.graphql';
const GRAPHQL = {
  parser: graphql.parser,
  parserOptions: { graphQLConfig: { schema: SDL, documents: OPERATIONS } },
};
const NODE_GLOBALS = Object.fromEntries(
  [
    'process',
    'console',
    'URL',
    'fetch',
    'setTimeout',
    'clearTimeout',
    'Buffer',
    'AbortController',
    'AbortSignal',
    'performance',
  ].map((name) => [name, 'readonly']),
);
const TESTS = 'test/**/*.ts';

export default defineConfig(
  globalIgnores(['**/dist/', '**/generated/', '.data/']),
  // Lint is not switched off line by line: a rule that does not fit is changed here, for everybody.
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: NODE_GLOBALS,
    },
  },
  {
    files: [SOURCES, TESTS, '*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['*.ts', 'prisma/prisma.config.ts'],
          defaultProject: 'tsconfig.base.json',
        },
      },
    },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-unnecessary-type-arguments': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/require-await': 'off', // an async signature may be the interface's
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/unbound-method': 'off', // our objects are closures, made to be taken apart
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: [TESTS],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(skip|only|todo|fails)/]',
          message: 'A test runs, or it is not there.',
        },
      ],
    },
  },
  {
    // It refuses control characters, so it has to name them.
    files: ['schema/src/input.ts'],
    rules: { 'no-control-regex': 'off' },
  },
  {
    // What these print is what they are for.
    files: ['test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: [SDL],
    languageOptions: GRAPHQL,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          'FieldDefinition[parent.name.value=Query]': { forbiddenPrefixes: ['get', 'query'] },
          'FieldDefinition[parent.name.value=Mutation]': { forbiddenPrefixes: ['update', 'mutation'] },
        },
      ],
      '@graphql-eslint/strict-id-in-types': 'off', // a value such as money or a page has no identity
    },
  },
  {
    files: [OPERATIONS],
    languageOptions: GRAPHQL,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/require-selections': 'off', // an SDK method selects what its caller reads
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 10 }], // the server refuses more than 12
    },
  },
);
