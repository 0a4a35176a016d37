import { accounts } from '@tierline/prisma/demo/customers';
import type { partners } from '@tierline/prisma/demo/partners';
import { manager } from '@tierline/prisma/demo/people';
import { act, type Deed, type World } from './demo-act.ts';
import { before, DAY_MS, morning } from './demo-time.ts';

/** The vendor takes a partner in and certifies it, and a customer lets it act (S22). */
export function partnership(world: World, partner: (typeof partners)[number], now: Date): Deed[] {
  const { name, administrator, since, certification, grant } = partner;
  const { account, scopes } = grant;
  const customer = accounts.find((one) => one.name === account)!.administrator.subject;
  const endOf = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS).toISOString();
  let partnerId: string;
  return [
    {
      at: morning(since),
      happen: async (at) => {
        const input = { name, administrator };
        const made = await act(world, manager.subject, at, 'createPartner', input, 'partner { id }');
        partnerId = made.id;
      },
    },
    {
      at: before(now, certification.daysAgo),
      happen: async (at) => {
        const { level, days } = certification;
        const input = { partnerId, level, expiresAt: endOf(at, days) };
        await act(world, manager.subject, at, 'certifyPartner', input, 'partner { id }');
      },
    },
    {
      at: before(now, grant.daysAgo),
      happen: async (at) => {
        const input = {
          accountId: world.ids.get(account),
          partnerId,
          scopes,
          endsAt: endOf(at, grant.days),
        };
        await act(world, customer, at, 'grantPartnerAccess', input, 'grant { id }');
      },
    },
  ];
}
