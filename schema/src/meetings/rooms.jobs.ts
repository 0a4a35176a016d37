import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type NewEvent, type Tx } from '@tierline/prisma/transact';
import { happened } from '../event.ts';
import { inviteToMeeting } from './invite.ts';
import { nextRoomAttemptAt, type RoomFailure } from './room.rules.ts';

// A room is asked for outside of any transaction, and never made twice. Zoom knows no idempotency key, so before the first
// attempt is sent, `maybeMadeAt` is committed; while it stands, whoever is at the room next looks for our reference among
// the meetings of its host. Only an answer that says that nothing was made takes it away.

/** Longer than all calls of one task can take together. */
const CLAIM_MS = 60_000;
const AT_ONCE = 4;

/** What a room shows, and to whom it belongs. */
export interface WantedRoom {
  /** Ours, for ever: stands in the room, so that it is found again. */
  reference: string;
  /** The address of the host at the provider. */
  host: string;
  title: string;
  agenda: string | null;
  startsAt: Date;
  durationMinutes: number;
  timeZone: string;
}

/** Something to have done at the provider, now. */
export interface RoomTask {
  meetingId: string;
  /** Which of its wishes this fulfils, and until when it is ours to do. */
  wanted: number;
  claimedUntil: Date;
  action: 'MAKE' | 'CHANGE' | 'REMOVE';
  providerId: string | null;
  /** It may be there already, without our having heard of it. */
  maybeMade: boolean;
  room: WantedRoom;
}

/** What came of it. GONE: the provider knows no such room any more. */
export type RoomOutcome =
  | { kind: 'MADE'; providerId: string; joinLink: string }
  | { kind: 'CHANGED' | 'REMOVED' | 'GONE' }
  | {
      kind: 'FAILED';
      failure: RoomFailure;
      retryAfterSeconds: number | null;
      /** Whether it may have been done all the same. */
      unclear: boolean;
    };

/** Takes what is due at `now`, for the caller to do. One room a transaction; several processes may do so at once. */
export async function claimRooms(db: PrismaClient, now: Date): Promise<RoomTask[]> {
  const tasks: RoomTask[] = [];
  while (tasks.length < AT_ONCE) {
    const { claimed, task } = await transact(bySystem(db, now), async (tx) => {
      const [due] = await tx.$queryRaw<{ meetingId: string }[]>`
        select "meetingId" from "MeetingRoom"
        where "nextAttemptAt" <= ${now} and ("claimedUntil" is null or "claimedUntil" <= ${now})
        order by "nextAttemptAt", "meetingId" limit 1 for update skip locked`;
      return {
        value: { claimed: due !== undefined, task: due ? await claim(tx, due.meetingId, now) : null },
        events: [],
      };
    });
    if (!claimed) break;
    if (task) tasks.push(task);
  }
  return tasks;
}

async function claim(tx: Tx, meetingId: string, now: Date): Promise<RoomTask | null> {
  const { meeting, providerId, maybeMadeAt, wanted } = await tx.meetingRoom.findUniqueOrThrow({
    where: { meetingId },
    include: { meeting: { include: { organizer: true, account: true } } },
  });
  const where = { meetingId };
  const needed = isNeeded(meeting, now);
  const known = providerId !== null || maybeMadeAt !== null;
  if (!needed && !known) {
    // Called off before anybody asked for it: it is never made.
    await tx.meetingRoom.update({ where, data: { state: 'REMOVED', nextAttemptAt: null, failure: null } });
    return null;
  }
  const action = !needed ? 'REMOVE' : providerId === null ? 'MAKE' : 'CHANGE';
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  await tx.meetingRoom.update({
    where,
    data: { claimedUntil, ...(action === 'MAKE' && { maybeMadeAt: maybeMadeAt ?? now }) },
  });
  const { title, agenda, startsAt, endsAt, organizer, account } = meeting;
  return {
    meetingId,
    wanted,
    claimedUntil,
    action,
    providerId,
    maybeMade: maybeMadeAt !== null,
    room: {
      reference: meetingId,
      host: organizer.email,
      title,
      agenda,
      startsAt,
      durationMinutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
      timeZone: account.timeZone,
    },
  };
}

/** Whether a meeting still takes place, in a room of the provider's. */
function isNeeded(
  { status, provider, endsAt }: { status: string; provider: string; endsAt: Date },
  now: Date,
): boolean {
  return status === 'SCHEDULED' && provider === 'ZOOM' && endsAt > now;
}

/** Writes down what came of a task. Where the meeting changed meanwhile, the next one is due at once. */
export async function settleRoom(
  db: PrismaClient,
  now: Date,
  task: RoomTask,
  outcome: RoomOutcome,
): Promise<void> {
  await transact(bySystem(db, now), async (tx) => {
    const { meetingId } = task;
    await tx.$queryRaw`select 1 from "Meeting" where "id" = ${meetingId} for update`;
    const room = await tx.meetingRoom.findUniqueOrThrow({ where: { meetingId }, include: { meeting: true } });
    // Another process took it over meanwhile, and says itself what came of it.
    if (room.claimedUntil?.getTime() !== task.claimedUntil.getTime()) return { value: {}, events: [] };
    const isLatest = room.wanted === task.wanted;
    const done = {
      claimedUntil: null,
      attempts: 0,
      failure: null,
      failedAt: null,
      nextAttemptAt: isLatest ? null : now,
    };
    const keep = (data: object) => tx.meetingRoom.update({ where: { meetingId }, data });
    const events: NewEvent[] = [];
    if (outcome.kind === 'FAILED') {
      events.push(...(await fail(tx, { ...room, isLatest }, outcome, now)));
    } else if (outcome.kind === 'MADE') {
      const { providerId, joinLink } = outcome;
      await keep({ ...done, state: isLatest ? 'READY' : 'PENDING', providerId, maybeMadeAt: null });
      if (isNeeded(room.meeting, now)) {
        await tx.meeting.update({
          where: { id: meetingId },
          data: { joinLink, sequence: { increment: 1 } },
        });
        await inviteToMeeting(tx, meetingId, 'REQUEST', now);
        events.push(happened('meeting.room_made', room.meeting, { provider: 'ZOOM' }));
      }
    } else if (outcome.kind === 'GONE') {
      await keep({ ...done, state: 'PENDING', providerId: null, nextAttemptAt: now });
    } else if (outcome.kind === 'REMOVED') {
      await keep({ ...done, state: isLatest ? 'REMOVED' : 'PENDING', providerId: null, maybeMadeAt: null });
    } else {
      await keep({ ...done, state: isLatest ? 'READY' : 'PENDING' });
    }
    return { value: {}, events };
  });
}

async function fail(
  tx: Tx,
  room: {
    meetingId: string;
    accountId: string;
    attempts: number;
    maybeMadeAt: Date | null;
    isLatest: boolean;
  },
  { failure, retryAfterSeconds, unclear }: Extract<RoomOutcome, { kind: 'FAILED' }>,
  now: Date,
): Promise<NewEvent[]> {
  const { meetingId, accountId, isLatest } = room;
  const attempts = room.attempts + 1;
  const next = isLatest ? nextRoomAttemptAt(failure, attempts, now, retryAfterSeconds) : now;
  await tx.meetingRoom.update({
    where: { meetingId },
    data: {
      claimedUntil: null,
      attempts: isLatest ? attempts : 0,
      failure,
      failedAt: now,
      nextAttemptAt: next,
      maybeMadeAt: unclear ? room.maybeMadeAt : null,
      state: next ? 'PENDING' : 'FAILED',
    },
  });
  return next ? [] : [happened('meeting.room_failed', { id: meetingId, accountId }, { failure })];
}

function bySystem(db: PrismaClient, now: Date) {
  return { db, now, requestId: 'rooms', actor: { kind: 'system', id: null } } as const;
}
