import { type Prisma, type PrismaClient } from './generated/client/client.ts';
import { newId } from './ids.ts';
import { insideTransaction } from './tenancy.ts';

/** A client that is one open transaction. */
export type Tx = Prisma.TransactionClient;

/** Something that happened to `subject`, in words that the feed, the timeline and the audit log share. */
export interface NewEvent {
  type: string;
  subject: string;
  accountId: string | null;
  visibleToCustomer: boolean;
  payload: Prisma.InputJsonObject;
}

/** Who acts, when and in which request: goes on every event. */
export interface Origin {
  db: PrismaClient;
  now: Date;
  requestId: string;
  actor: { kind: 'contact' | 'staff' | 'system'; id: string | null };
}

/**
 * Runs `body` in one transaction and writes the events that it returns in the same one: no change without its event.
 * Throw inside `body` to refuse: nothing is written. Retried when the database asks for it (deadlock, write
 * conflict), so `body` must touch nothing but `tx`; using another client inside it is an error.
 */
export async function transact<T>(
  origin: Origin,
  body: (tx: Tx) => Promise<{ value: T; events: [NewEvent, ...NewEvent[]] }>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await origin.db.$transaction((tx) =>
        insideTransaction(async () => {
          const { value, events } = await body(tx);
          await record(tx, origin, events);
          return value;
        }),
      );
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

const MAX_ATTEMPTS = 4;

async function record(tx: Tx, origin: Origin, events: NewEvent[]): Promise<void> {
  // Locks the head until commit: positions follow the order of commits without a gap, and the sequences read below are stable.
  const [head] = await tx.$queryRaw<[{ position: bigint }]>`
    update "EventHead" set position = position + ${events.length} returning position`;
  const subjects = [...new Set(events.map((event) => event.subject))];
  const latest = await tx.event.groupBy({
    by: ['subject'],
    where: { subject: { in: subjects } },
    _max: { sequence: true },
  });
  const sequences = new Map(latest.map((row) => [row.subject, row._max.sequence ?? 0]));
  await tx.event.createMany({
    data: events.map((event, index) => {
      const sequence = (sequences.get(event.subject) ?? 0) + 1;
      sequences.set(event.subject, sequence);
      return {
        ...event,
        id: newId('evt'),
        position: head.position - BigInt(events.length - 1 - index),
        sequence,
        actorKind: ACTOR_KINDS[origin.actor.kind],
        actorId: origin.actor.id,
        requestId: origin.requestId,
        occurredAt: origin.now,
      };
    }),
  });
}

const ACTOR_KINDS = { contact: 'CONTACT', staff: 'STAFF', system: 'SYSTEM' } as const;

// A conflict has as many faces as places it can surface: a statement, a raw statement, the commit itself.
function isConflict(error: unknown): boolean {
  const { code, message, cause, meta } = error as {
    code?: string;
    message?: string;
    cause?: { kind?: string; originalCode?: string };
    meta?: { code?: string };
  };
  return (
    code === 'P2034' ||
    cause?.kind === 'TransactionWriteConflict' ||
    message === 'TransactionWriteConflict' ||
    ['40001', '40P01'].includes(cause?.originalCode ?? meta?.code ?? '')
  );
}
