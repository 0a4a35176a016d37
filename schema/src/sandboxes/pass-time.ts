import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { SANDBOX_PREFIX } from '../access.ts';
import { nextDue } from './next-due.ts';

/** What time brings about by `now`: the jobs of the vendor's own world. */
export type DoWhatIsDue = (db: PrismaClient, now: Date) => Promise<unknown>;

/** Longer than a step takes: when whoever is at it dies, another goes on after that while. */
const CLAIM_SECONDS = 15;
const LOOK_AGAIN_MS = 50;
/** What one round brings about may be due at the same instant: it is done before the clock goes on. */
const ROUNDS_AT_MOST = 5;
/** A step for what is not known ahead. */
const LONGEST_STEP_MS = 7 * 86_400_000;

/**
 * Lets the clock of a sandbox go to where it is to be advanced, from one instant at which something comes due to the next;
 * at each the jobs do what they do outside, to this sandbox only (B22). One process does so at a time; another that asks
 * waits. What is interrupted anywhere goes on where it was: the clock moves first, then happens what is due by it.
 *
 * @param patienceMs how long it takes at most
 */
export async function passTime(
  db: PrismaClient,
  id: string,
  doWhatIsDue: DoWhatIsDue,
  patienceMs: number,
): Promise<void> {
  const me = randomUUID();
  const until = performance.now() + patienceMs;
  await asTenant([id], async () => {
    try {
      while (performance.now() < until) {
        const claimed = await claim(db, id, me);
        if (claimed) await step(db, id, me, claimed, doWhatIsDue);
        else if (await isStanding(db, id)) return;
        else await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    } finally {
      const free = { claimedBy: null, claimedUntil: null };
      await db.sandbox.updateMany({ where: { id, claimedBy: me }, data: free });
    }
  });
}

/** Takes it, or keeps it, for a while; null when its clock stands, and while somebody else is at it. */
async function claim(db: PrismaClient, id: string, me: string): Promise<{ now: Date; to: Date } | undefined> {
  const [claimed] = await db.$queryRaw<{ now: Date; to: Date }[]>`
    update "Sandbox" set "claimedBy" = ${me}, "claimedUntil" = now() + make_interval(secs => ${CLAIM_SECONDS}::int)
    where "id" = ${id} and "advancingTo" is not null
      and ("claimedBy" is null or "claimedBy" = ${me} or "claimedUntil" < now())
    returning "now", "advancingTo" as "to"`;
  return claimed;
}

async function isStanding(db: PrismaClient, id: string): Promise<boolean> {
  const sandbox = await db.sandbox.findUnique({ where: { id }, select: { advancingTo: true } });
  return !sandbox?.advancingTo;
}

async function step(
  db: PrismaClient,
  id: string,
  me: string,
  { now, to }: { now: Date; to: Date },
  doWhatIsDue: DoWhatIsDue,
): Promise<void> {
  for (let round = 0; round < ROUNDS_AT_MOST; round += 1) {
    await doWhatIsDue(db, now);
    const { overdue } = await nextDue(db, now);
    if (!overdue) break;
  }
  if (now < to) {
    const { later } = await nextDue(db, now);
    const longest = new Date(now.getTime() + LONGEST_STEP_MS);
    const next = [to, longest, ...(later ? [later] : [])].reduce((a, b) => (a < b ? a : b));
    await db.sandbox.updateMany({ where: { id, claimedBy: me }, data: { now: next } });
    return;
  }
  // Unless somebody asked for more meanwhile.
  await db.$executeRaw`
    update "Sandbox" set "advancingTo" = null, "claimedBy" = null, "claimedUntil" = null
    where "id" = ${id} and "claimedBy" = ${me} and "advancingTo" <= "now"`;
}

/** The sandboxes whose clock is to go on, and at which nobody is. */
export async function sandboxesToAdvance(db: PrismaClient): Promise<string[]> {
  return asTenant('everything', async () => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      select "id" from "Sandbox" where "advancingTo" is not null and ("claimedUntil" is null or "claimedUntil" < now())
      order by "claimedUntil" nulls first, "id"`;
    return rows.map(({ id }) => id);
  });
}

/** The sandboxes whose partner is told of what happens there. */
export async function sandboxesWithWebhooks(db: PrismaClient): Promise<string[]> {
  return asTenant('everything', async () => {
    const endpoints = await db.webhookEndpoint.findMany({
      where: { accountId: { startsWith: SANDBOX_PREFIX }, removedAt: null, disabledAt: null },
      select: { accountId: true },
      distinct: ['accountId'],
    });
    return endpoints.map(({ accountId }) => accountId!);
  });
}
