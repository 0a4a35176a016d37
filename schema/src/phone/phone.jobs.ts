import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type NewEvent } from '@tierline/prisma/transact';
import { isLetIn } from '../accounts/is-let-in.ts';
import { happenedAtVendor, NOTHING_HAPPENED } from '../event.ts';
import { inForce } from '../plans/plan-at.ts';
import { Problem } from '../problem.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { ABANDONED_AFTER_SECONDS, requestTypeOf, voicemailWords } from './phone.rules.ts';

/**
 * Opens the tickets of recordings whose transcript is there, or is waited for no longer: received when the recording
 * ended (C4), by the code that opens every ticket. What it does not admit stays as a draft (B17). One a transaction;
 * several processes may do so at once.
 *
 * @returns how many calls
 */
export async function openVoicemails(db: PrismaClient, now: Date): Promise<number> {
  await db.phoneCall.updateMany({
    where: {
      state: 'IN_PROGRESS',
      startedAt: { lt: new Date(now.getTime() - ABANDONED_AFTER_SECONDS * 1_000) },
    },
    data: { state: 'ABANDONED' },
  });
  const due = await db.phoneCall.findMany({
    where: { state: 'RECORDED', settleAt: { lte: now } },
    select: { id: true, contactId: true },
    orderBy: [{ settleAt: 'asc' }, { id: 'asc' }],
    take: 50,
  });
  for (const { id, contactId } of due) {
    try {
      await openVoicemail(db, { id, contactId: contactId! });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await keepAsDraft(db, id, error.code, now);
    }
  }
  return due.length;
}

async function openVoicemail(db: PrismaClient, call: { id: string; contactId: string }): Promise<void> {
  const { id } = call;
  const contact = await db.contact.findUniqueOrThrow({
    where: { id: call.contactId },
    include: { account: true },
  });
  const { receivedAt } = await db.phoneCall.findUniqueOrThrow({ where: { id } });
  const actor = {
    kind: 'contact',
    id: contact.id,
    accountId: contact.accountId,
    roles: contact.roles,
  } as const;
  await transact({ db, now: receivedAt!, requestId: 'phone', actor }, async (tx) => {
    await tx.$queryRaw`select 1 from "PhoneCall" where "id" = ${id} for update`;
    const { state, severity, fromNumber, transcript } = await tx.phoneCall.findUniqueOrThrow({
      where: { id },
    });
    if (state !== 'RECORDED' || !severity) return { value: {}, events: [] };
    if (!(await isLetIn(tx, contact.id))) {
      // Nobody whom we know any more: staff say whose it is (S39).
      const nobody = { accountId: null, contactId: null, settleAt: null };
      await tx.phoneCall.update({ where: { id }, data: { state: 'UNASSIGNED', ...nobody } });
      return { value: {}, events: NOTHING_HAPPENED };
    }
    const subscribed = await tx.subscription.findFirst({
      where: { accountId: contact.accountId, ...inForce(receivedAt!) },
      orderBy: { skuCode: 'asc' },
    });
    const { name } = contact;
    const { value, events } = await receiveTicket(
      tx,
      contact,
      {
        requestType: requestTypeOf(severity),
        severity,
        // Nobody says a code on the telephone: the first that is subscribed, until an engineer knows better.
        sku: subscribed?.skuCode ?? (await tx.sku.findFirstOrThrow({ orderBy: { code: 'asc' } })).code,
        channel: 'PHONE',
        ...voicemailWords({ name, number: fromNumber, transcript }, contact.locale ?? contact.account.locale),
      },
      { actor, now: receivedAt! },
    );
    await tx.phoneCall.update({
      where: { id },
      data: { state: 'OPENED', settleAt: null, ticketId: value.id },
    });
    return { value: {}, events: [...events, opened(id, contact.accountId, value.id)] };
  });
}

async function keepAsDraft(db: PrismaClient, id: string, refusalCode: string, now: Date): Promise<void> {
  const bySystem = { db, now, requestId: 'phone', actor: { kind: 'system', id: null } } as const;
  await transact(bySystem, async (tx) => {
    // Another process may have opened it meanwhile.
    const { count } = await tx.phoneCall.updateMany({
      where: { id, state: 'RECORDED' },
      data: { state: 'DRAFT', settleAt: null, refusalCode },
    });
    if (count === 0) return { value: {}, events: NOTHING_HAPPENED };
    const { accountId, severity } = await tx.phoneCall.findUniqueOrThrow({ where: { id } });
    const directed = happenedAtVendor('phone_call.directed', id, { severity: severity! });
    return { value: {}, events: [{ ...directed, accountId }] };
  });
}

function opened(id: string, accountId: string, ticketId: string): NewEvent {
  return { ...happenedAtVendor('phone_call.linked', id, { ticketId }), accountId };
}
