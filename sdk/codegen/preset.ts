import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import * as documents from './documents.ts';
import * as events from './events.ts';
import { plugin as manifest } from './manifest.ts';
import * as methods from './methods.ts';
import { plugin as possibleTypes } from './possible-types.ts';
import * as types from './types.ts';

/** What `graphql-codegen` writes into sdk/src/generated: a file for each of these. */
export const sdkPreset: Types.OutputPreset = {
  buildGeneratesSection: async (options) =>
    Object.entries(FILES).map(([name, plugin]) => ({
      ...options,
      filename: `${options.baseOutputDir}${name}.ts`,
      plugins: [{ [name]: {} }],
      pluginMap: { [name]: plugin },
    })),
};

const FILES: Record<string, CodegenPlugin> = {
  types,
  events,
  documents,
  methods,
  'possible-types': { plugin: possibleTypes },
};

/** What `graphql-codegen` tells the server of the SDK: the operations that it knows. */
export const manifestPreset: Types.OutputPreset = {
  buildGeneratesSection: async (options) => [
    {
      ...options,
      filename: options.baseOutputDir,
      plugins: [{ manifest: {} }],
      pluginMap: { manifest: { plugin: manifest } },
    },
  ],
};
