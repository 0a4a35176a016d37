export { createClient, type Client } from './client.ts';
export * from './core.ts';
export type * from './generated/types.ts';
