import type { Database } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor } from '@tierline/schema/event';

/**
 * Hires the manager who hires everybody else, in a database without any staff: the person whose tokens carry
 * `subject`. Without a subject it only says what is missing.
 *
 * @returns a note for the operator when nobody can sign in as staff
 */
export async function hireFirstManager(
  { client }: Database,
  subject: string | undefined,
  now: Date,
): Promise<string | null> {
  return asTenant('every-account', async () => {
    if (await client.staffMember.findFirst()) return null;
    if (!subject) {
      return 'There is no staff yet, so nobody can set anything up: name the first manager, by the sub of the own tokens, in FIRST_MANAGER.';
    }
    const origin = { db: client, now, requestId: 'start', actor: { kind: 'system', id: null } } as const;
    await transact(origin, async (tx) => {
      const region = await tx.region.findFirstOrThrow({ orderBy: { code: 'asc' } });
      const id = newId('stf');
      await tx.staffMember.create({
        data: {
          id,
          name: subject,
          email: 'first.manager@localhost',
          roles: ['MANAGER'],
          regionCode: region.code,
          subject,
        },
      });
      return {
        value: { id },
        events: [happenedAtVendor('staff.hired', id, { roles: ['MANAGER'], region: region.code })],
      };
    });
    return null;
  });
}
