import { newId } from '@tierline/prisma/ids';
import { asTenant } from '@tierline/prisma/tenancy';
import type { TestServer } from './server.ts';

export interface Customer {
  accountId: string;
  /** A requester of the account. */
  contactId: string;
  /** The account's one profile. */
  profileId: string;
  /** The requester's token. */
  token: string;
}

/** An account with one requester and one profile, as it stands in the tables: on `plan` for as long as there is time. */
export async function customer(
  server: TestServer,
  {
    plan,
    skus = [],
  }: { plan?: 'ENHANCED' | 'PREMIUM'; skus?: { code: string; from?: string; until?: string }[] } = {},
): Promise<Customer> {
  const accountId = newId('acc');
  const contactId = newId('con');
  const profileId = newId('prf');
  const since = new Date('2021-01-01T00:00:00Z');
  await asTenant('every-account', async () => {
    await server.database.client.account.create({
      data: {
        id: accountId,
        name: 'Maison Lumière',
        timeZone: 'Europe/Paris',
        country: 'FR',
        locale: 'FR',
        acceptedTermsVersion: 1,
        createdAt: since,
        contacts: {
          create: {
            id: contactId,
            name: 'Aline',
            email: 'aline@lumiere.test',
            roles: ['REQUESTER'],
            subject: contactId,
          },
        },
        profiles: { create: { id: profileId, name: 'main' } },
        planPeriods: {
          create: plan ? [{ id: newId('per'), planCode: plan, startsAt: since }] : [],
        },
        subscriptions: {
          create: skus.map(({ code, from, until }) => ({
            id: newId('sub'),
            skuCode: code,
            startsAt: from ? new Date(from) : since,
            endsAt: until ? new Date(until) : null,
          })),
        },
      },
    });
  });
  return { accountId, contactId, profileId, token: await server.token(contactId) };
}

/** The token of a member of the staff. */
export async function staff(server: TestServer, role: 'ENGINEER' | 'MANAGER'): Promise<string> {
  const subject = newId('stf');
  await asTenant('every-account', async () => {
    await server.database.client.staffMember.create({
      data: {
        id: subject,
        name: role,
        email: `${subject}@vendor.test`,
        roles: [role],
        regionCode: 'EMEA',
        subject,
      },
    });
  });
  return server.token(subject);
}
