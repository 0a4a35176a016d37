export { createClient, type Client } from './client.ts';
export * from './core.ts';
export { followEvents, type FollowOptions } from './events.ts';
export type * from './generated/events.ts';
export type * from './generated/types.ts';
