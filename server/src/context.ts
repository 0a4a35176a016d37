import { AsyncLocalStorage } from 'node:async_hooks';
import { asTenant } from '@tierline/prisma/tenancy';
import { tenantOf } from '@tierline/schema/access';
import type { Context } from '@tierline/schema/context';
import type { Request } from 'express';

const contexts = new AsyncLocalStorage<Context>();

/** Does a request's work: confined to the rows of its actor, with its context within reach of error answers. */
export function inContext<T>(context: Context, work: () => T): T {
  return asTenant(tenantOf(context.actor), () => contexts.run(context, work));
}

/** The context of the request at hand. */
export function currentContext(): Context {
  const context = contexts.getStore();
  if (!context) throw new Error('currentContext() is for work inside inContext().');
  return context;
}

/** The language that the caller's `Accept-Language` prefers among ours; English where it has no preference. */
export function localeOf(req: Request): 'FR' | 'EN' {
  return req.acceptsLanguages(['en', 'fr']) === 'fr' ? 'FR' : 'EN';
}
