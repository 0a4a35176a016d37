import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type Tx } from '@tierline/prisma/transact';
import { notify, notifyStaff } from '../notifications/notify.ts';
import { EXPIRY_TOLD_DAYS_BEFORE } from './api-key.rules.ts';
import { keyEvent } from './create-api-key.ts';

const DAY_MS = 86_400_000;
const BATCH = 100;

interface Expiring {
  id: string;
  accountId: string | null;
  partnerId: string | null;
  actsForId: string;
  expiresAt: Date;
  hint: string;
}

/**
 * Tells a week before that a key will expire, once: by an event, and in the inbox of the account's administrators or of the
 * member of staff that it speaks for. A key that was made for less than two weeks is known to end. Several processes may do
 * so at once.
 *
 * @returns of how many keys it told
 */
export async function tellExpiringKeys(db: PrismaClient, now: Date): Promise<number> {
  const soon = new Date(now.getTime() + EXPIRY_TOLD_DAYS_BEFORE * DAY_MS);
  const origin = { db, now, requestId: 'api-keys', actor: { kind: 'system', id: null } } as const;
  const { told } = await transact(origin, async (tx) => {
    const keys = await tx.$queryRaw<Expiring[]>`
      update "ApiKey" k set "expiryToldAt" = ${now}
      where k."id" in (
        select "id" from "ApiKey"
        where "revokedAt" is null and "expiryToldAt" is null and "expiresAt" > ${now} and "expiresAt" <= ${soon}
          and "expiresAt" - "createdAt" >= make_interval(days => ${2 * EXPIRY_TOLD_DAYS_BEFORE}::int)
        order by "expiresAt" limit ${BATCH} for update skip locked)
      returning k."id", k."accountId", k."partnerId", k."actsForId", k."expiresAt", (
        select s."hint" from "ApiKeySecret" s where s."keyId" = k."id" order by s."createdAt" desc limit 1) as "hint"`;
    for (const key of keys) await tellPeople(tx, key, now);
    return {
      value: { told: keys.length },
      events: keys.map((key) =>
        keyEvent('api_key.expiring', key, { expiresAt: key.expiresAt.toISOString() }),
      ),
    };
  });
  return told;
}

/** People of a partner have no inbox: they read it in the list of their keys. */
async function tellPeople(tx: Tx, key: Expiring, now: Date): Promise<void> {
  const { id: causeId, accountId, partnerId, actsForId, hint } = key;
  const told = {
    kind: 'API_KEY_EXPIRING' as const,
    data: { hint, expiresOn: key.expiresAt.toISOString().slice(0, 10) },
    accountId,
    ticketId: null,
    causeId,
  };
  if (accountId !== null) {
    const administrators = await tx.contact.findMany({
      where: { accountId, roles: { has: 'ADMINISTRATOR' } },
      select: { id: true },
    });
    const notices = administrators.map(({ id: contactId }) => ({ ...told, recipient: { contactId } }));
    await notify(tx, notices, now);
  } else if (partnerId === null) {
    const staff = await tx.staffMember.findUniqueOrThrow({ where: { id: actsForId } });
    await notifyStaff(tx, staff, told, now);
  }
}
