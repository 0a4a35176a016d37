import { newId } from '@tierline/prisma/ids';
import { asTenant } from '@tierline/prisma/tenancy';
import type { TestServer } from '../support/server.ts';

/** An account with one contact, whose tokens have the subject `marie`, and an engineer, `jean`. */
export async function settle({ database: { client }, clock }: TestServer): Promise<{ accountId: string }> {
  const accountId = newId('acc');
  await asTenant('every-account', async () => {
    const region = await client.region.findFirstOrThrow();
    const terms = await client.termsVersion.findFirstOrThrow();
    await client.account.create({
      data: {
        id: accountId,
        name: 'Atelier Nord',
        timeZone: 'Europe/Paris',
        country: 'FR',
        locale: 'FR',
        acceptedTermsVersion: terms.version,
        createdAt: clock.now(),
        contacts: {
          create: {
            id: newId('con'),
            name: 'Marie Dupont',
            email: 'marie@atelier.example',
            roles: ['REQUESTER'],
            subject: 'marie',
          },
        },
      },
    });
    await client.staffMember.create({
      data: {
        id: newId('stf'),
        name: 'Jean Martin',
        email: 'jean@vendor.example',
        roles: ['ENGINEER'],
        regionCode: region.code,
        subject: 'jean',
      },
    });
  });
  return { accountId };
}
