import { newId } from '@tierline/prisma/ids';
import { allow, forbidden, STAFF, type Actor, type ContactActor, type StaffActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { checkLimit, firstName, hourBefore, type ForumAct } from './forum.rules.ts';

/**
 * Confirms that a person of a customer, on whatever plan, or of the vendor calls: they write in the forum (S38).
 *
 * @throws RequestError UNAUTHENTICATED or FORBIDDEN
 */
export function writer(actor: Actor): ContactActor | StaffActor {
  allow(actor, 'forum.write');
  if (actor.kind === 'partner') throw forbidden(['REQUESTER', 'ADMINISTRATOR', ...STAFF]);
  return actor;
}

/** The caller as a member, locked until the transaction ends: what one person does is counted one after the other. */
export async function memberAtHand(tx: Tx, actor: ContactActor | StaffActor, now: Date) {
  const who = actor.kind === 'contact' ? { contactId: actor.id } : { staffId: actor.id };
  const person =
    actor.kind === 'contact'
      ? await tx.contact.findUniqueOrThrow({ where: { id: actor.id } })
      : await tx.staffMember.findUniqueOrThrow({ where: { id: actor.id } });
  await tx.forumMember.createMany({
    data: { ...who, id: newId('fmb'), name: firstName(person.name), since: now },
    skipDuplicates: true,
  });
  await tx.$queryRaw`select 1 from "ForumMember" where "contactId" = ${who.contactId ?? null} or "staffId" = ${who.staffId ?? null}
    for no key update`;
  return tx.forumMember.findFirstOrThrow({ where: who });
}

/**
 * Confirms that a member may do it once more this hour; staff always may.
 *
 * @throws ForumLimitProblem
 */
export async function checkHour(
  tx: Tx,
  { id: memberId, staffId }: { id: string; staffId: string | null },
  act: ForumAct,
  now: Date,
): Promise<void> {
  if (staffId !== null) return;
  const limit = await tx.forumLimit.findUnique({ where: { act } });
  checkLimit(limit?.perHour ?? null, await doneOf(tx, memberId, act, hourBefore(now)));
}

async function doneOf(tx: Tx, memberId: string, act: ForumAct, since: Date): Promise<Date[]> {
  const after = { gt: since };
  switch (act) {
    case 'TOPIC': {
      const where = { memberId, startedAt: after };
      return (await tx.forumTopic.findMany({ where, orderBy: { startedAt: 'asc' } })).map(
        (one) => one.startedAt,
      );
    }
    case 'POST': {
      const where = { memberId, postedAt: after };
      return (await tx.forumPost.findMany({ where, orderBy: { postedAt: 'asc' } })).map(
        (one) => one.postedAt,
      );
    }
    case 'REACTION': {
      const where = { memberId, at: after };
      return (await tx.forumReaction.findMany({ where, orderBy: { at: 'asc' } })).map((one) => one.at);
    }
    case 'REPORT': {
      const where = { memberId, reportedAt: after };
      return (await tx.forumReport.findMany({ where, orderBy: { reportedAt: 'asc' } })).map(
        (one) => one.reportedAt,
      );
    }
  }
}
