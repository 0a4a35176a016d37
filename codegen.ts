import type { CodegenConfig } from '@graphql-codegen/cli';
import { manifestPreset, sdkPreset } from './sdk/codegen/preset.ts';

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'sdk/operations/*.graphql',
  generates: {
    'sdk/src/generated/': { preset: sdkPreset },
    'server/known-documents.txt': { preset: manifestPreset },
  },
};

export default config;
