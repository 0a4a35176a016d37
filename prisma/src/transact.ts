import { type Prisma, type PrismaClient } from './generated/client/client.ts';
import { newId } from './ids.ts';
import { insideTransaction } from './tenancy.ts';

/** A client that is one open transaction. */
export type Tx = Prisma.TransactionClient;

/** Something that happened to `subject`, in words that the feed, the timeline and the audit log share. */
export interface NewEvent {
  /** Known before it is written, where something else of the transaction names it; else a new one. */
  id?: string;
  type: string;
  /** The form of `payload`, a date. */
  version: string;
  subject: string;
  accountId: string | null;
  visibleToCustomer: boolean;
  payload: Prisma.InputJsonObject;
  /** When it took effect, where that is not now. */
  occurredAt?: Date;
}

/** Who acts, when and in which request: goes on every event. */
export interface Origin {
  db: PrismaClient;
  now: Date;
  requestId: string;
  actor: { kind: 'contact' | 'staff' | 'partner' | 'system'; id: string | null };
  /** The API key that the actor used. */
  apiKeyId?: string | null;
  /** From where the request came. */
  address?: string | null;
  /** Set when the caller named the request, so that its changes happen once. */
  idempotency?: Idempotency | null;
}

export interface Idempotency {
  key: string;
  /** Stands for the whole request: the same key with another one is refused. */
  fingerprint: string;
  /** How many changes of this request have begun. */
  changes: number;
}

/** The key was used for another request. */
export class IdempotencyMismatch extends Error {
  override readonly name = 'IdempotencyMismatch';
}

/** What was read has been changed by somebody else meanwhile: `transact` begins anew. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

/**
 * Runs `body` in one transaction and writes the events that it returns in the same one: no change without its event.
 * Throw inside `body` to refuse: nothing is written. Retried when the database asks for it (deadlock, write
 * conflict), so `body` must touch nothing but `tx`; using another client inside it is an error.
 *
 * A named request (`idempotency`) has its effect once: sent again, also at the same time, it gets the first value.
 *
 * @throws IdempotencyMismatch when the name stands for another request
 */
export async function transact<T extends object>(
  origin: Origin,
  body: (tx: Tx) => Promise<{ value: T; events: readonly NewEvent[] }>,
): Promise<T> {
  const change = origin.idempotency ? origin.idempotency.changes++ : 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await origin.db.$transaction((tx) =>
        insideTransaction(async () => {
          const earlier = await claim<T>(tx, origin, change);
          if (earlier) return earlier;
          const { value, events } = await body(tx);
          await record(tx, origin, events);
          await keep(tx, origin, change, value);
          return value;
        }),
      );
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

const MAX_ATTEMPTS = 4;

/** Takes the name for this change, waiting for another that is at it; or answers what that one answered. */
async function claim<T>(tx: Tx, origin: Origin, change: number): Promise<T | null> {
  if (!origin.idempotency) return null;
  const { key, fingerprint } = origin.idempotency;
  const actorId = owner(origin);
  const taken = await tx.idempotencyKey.createMany({
    data: [{ actorId, key, change, fingerprint, value: {} }],
    skipDuplicates: true,
  });
  if (taken.count === 1) return null;
  const earlier = await tx.idempotencyKey.findUniqueOrThrow({
    where: { actorId_key_change: { actorId, key, change } },
  });
  if (earlier.fingerprint !== fingerprint) throw new IdempotencyMismatch(key);
  return earlier.value as T;
}

async function keep(tx: Tx, origin: Origin, change: number, value: object): Promise<void> {
  const { idempotency } = origin;
  if (!idempotency) return;
  await tx.idempotencyKey.update({
    where: { actorId_key_change: { actorId: owner(origin), key: idempotency.key, change } },
    data: { value },
  });
}

/** Whose name a request's is: a machine's names are not those of the person whom it speaks for. */
function owner({ apiKeyId, actor }: Origin): string {
  return apiKeyId ?? actor.id ?? '';
}

async function record(tx: Tx, origin: Origin, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  // Locks the head until commit: positions follow the order of commits without a gap, and the sequences read below are stable.
  // Who follows the log is woken with the commit. Notifying makes commits wait for one another, as the head does already.
  const [head] = await tx.$queryRaw<[{ position: bigint }]>`
    update "EventHead" set position = position + ${events.length}
    returning position, pg_notify('tierline_events', '')::text`;
  const latest = await latestNumbers(tx, events);
  const next = (kind: 'subject' | 'account', id: string) => {
    const number = (latest.get(`${kind} ${id}`) ?? 0n) + 1n;
    latest.set(`${kind} ${id}`, number);
    return number;
  };
  // One parameter, however many events: the client would take ten times as long to prepare a value each.
  const rows = events.map((event, index) => ({
    ...event,
    id: event.id ?? newId('evt'),
    position: String(head.position - BigInt(events.length - 1 - index)),
    sequence: Number(next('subject', event.subject)),
    accountPosition:
      event.accountId !== null && event.visibleToCustomer ? String(next('account', event.accountId)) : null,
    actorKind: ACTOR_KINDS[origin.actor.kind],
    actorId: origin.actor.id,
    apiKeyId: origin.apiKeyId ?? null,
    requestId: origin.requestId,
    address: origin.address ?? null,
    occurredAt: event.occurredAt ?? origin.now,
  }));
  await tx.$executeRaw`
    insert into "Event" ("position", "id", "type", "version", "subject", "sequence", "accountId", "accountPosition",
      "visibleToCustomer", "actorKind", "actorId", "apiKeyId", "requestId", "address", "occurredAt", "payload")
    select e."position", e."id", e."type", e."version", e."subject", e."sequence", e."accountId", e."accountPosition",
      e."visibleToCustomer", e."actorKind", e."actorId", e."apiKeyId", e."requestId", e."address", e."occurredAt", e."payload"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) e("position" bigint, "id" text, "type" text, "version" text,
      "subject" text, "sequence" int, "accountId" text, "accountPosition" bigint, "visibleToCustomer" boolean,
      "actorKind" "ActorKind", "actorId" text, "apiKeyId" text, "requestId" text, "address" text,
      "occurredAt" timestamptz, "payload" jsonb)`;
}

/** The last number given in each subject and each account that the events are about. */
async function latestNumbers(tx: Tx, events: readonly NewEvent[]): Promise<Map<string, bigint>> {
  const subjects = [...new Set(events.map(({ subject }) => subject))];
  const accounts = [...new Set(events.flatMap(({ accountId }) => accountId ?? []))];
  const rows = await tx.$queryRaw<{ key: string; number: bigint | null }[]>`
    select 'subject ' || s.id as key,
      (select max(e."sequence")::bigint from "Event" e where e."subject" = s.id) as number
    from unnest(${subjects}::text[]) s(id)
    union all
    select 'account ' || a.id,
      (select max(e."accountPosition") from "Event" e where e."accountId" = a.id)
    from unnest(${accounts}::text[]) a(id)`;
  return new Map(rows.map(({ key, number }) => [key, number ?? 0n]));
}

const ACTOR_KINDS = { contact: 'CONTACT', staff: 'STAFF', partner: 'PARTNER', system: 'SYSTEM' } as const;

// A conflict has as many faces as places it can surface: a statement, a raw statement, the commit itself.
function isConflict(error: unknown): boolean {
  const { code, message, cause, meta } = error as {
    code?: string;
    message?: string;
    cause?: { kind?: string };
    meta?: { driverAdapterError?: { cause?: { kind?: string } } };
  };
  return (
    error instanceof WriteConflict ||
    code === 'P2034' ||
    message === 'TransactionWriteConflict' ||
    [cause?.kind, meta?.driverAdapterError?.cause?.kind].includes('TransactionWriteConflict')
  );
}
