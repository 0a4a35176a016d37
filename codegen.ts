import type { CodegenConfig } from '@graphql-codegen/cli';
import { sdkPreset } from './sdk/codegen/preset.ts';

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'sdk/operations/*.graphql',
  generates: { 'sdk/src/generated/': { preset: sdkPreset } },
};

export default config;
