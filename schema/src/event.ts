import type { Prisma } from '@tierline/prisma/database';
import {
  IdempotencyMismatch,
  transact as transactIn,
  type NewEvent,
  type Tx,
} from '@tierline/prisma/transact';
import type { SignedInActor } from './access.ts';
import type { Context } from './context.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';
import { RequestError, takenValue } from './problem.ts';

export type { EventType, NewEvent, Tx };

/** The events of a change that turned out to be none: somebody made it before. */
export const NOTHING_HAPPENED: readonly [] = [];

/** Somebody without a token, who does one of the few things that are open to everybody. */
const VISITOR = { kind: 'system', id: null } as const;

/** Who does what is open to everybody. */
export function actorOrVisitor({ actor }: Context): SignedInActor | typeof VISITOR {
  return actor.kind === 'anonymous' ? VISITOR : actor;
}

/** One change and its events, all or nothing; see @tierline/prisma/transact. The body gets only `tx`. */
export async function transact<T extends object>(
  ctx: Context,
  actor: SignedInActor | typeof VISITOR,
  body: (tx: Tx) => Promise<{ value: T; events: [NewEvent, ...NewEvent[]] | typeof NOTHING_HAPPENED }>,
): Promise<T> {
  try {
    return await transactIn({ ...ctx, actor, apiKeyId: ctx.apiKey?.id ?? null }, body);
  } catch (error) {
    if (!(error instanceof IdempotencyMismatch)) throw error;
    throw new RequestError('IDEMPOTENCY_KEY_REUSED', {
      fr: 'Cette Idempotency-Key a servi à une autre requête : donnez à chaque changement la sienne.',
      en: 'This Idempotency-Key was used for another request: give each change a key of its own.',
    });
  }
}

/** Something that happened in an account. Whether its customers see it, its type says (`event-types.ts`). */
export function happened(
  type: EventType,
  subject: { id: string; accountId: string },
  payload: Prisma.InputJsonObject,
): NewEvent {
  const { version, audience } = EVENT_TYPES[type];
  const { id, accountId } = subject;
  return { type, version, subject: id, accountId, visibleToCustomer: audience === 'CUSTOMER', payload };
}

/** Something that happened in no account in particular: to a member of the staff, to the programme. */
export function happenedAtVendor(
  type: EventType,
  subject: string,
  payload: Prisma.InputJsonObject,
): NewEvent {
  const { version } = EVENT_TYPES[type];
  return { type, version, subject, accountId: null, visibleToCustomer: false, payload };
}

/**
 * Awaits a write to columns that are unique.
 *
 * @param paths where in the input their values stand, by column: the last one of each unique index
 * @throws InvalidInputProblem TAKEN at the path of the value that stands elsewhere already
 */
export async function unlessTaken<T>(paths: Record<string, string>, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const index = violatedIndex(error);
    const column = Object.keys(paths).find((name) => index?.endsWith(`_${name}_key`));
    if (column === undefined) throw error;
    throw takenValue(paths[column]!);
  }
}

function violatedIndex(error: unknown): string | undefined {
  const { code, meta } = error as {
    code?: string;
    meta?: { driverAdapterError?: { cause?: { constraint?: { index?: string } } } };
  };
  return code === 'P2002' ? meta?.driverAdapterError?.cause?.constraint?.index : undefined;
}
