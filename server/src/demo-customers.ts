import type { DemoAccount } from '@tierline/prisma/demo/customers';
import { manager } from '@tierline/prisma/demo/people';
import { act, type Deed, type World } from './demo-act.ts';
import { before, morning } from './demo-time.ts';

export function founding(world: World, account: DemoAccount): Deed {
  const { name, timeZone, country, subdivision, locale, industry, regulated, administrator } = account;
  const { actors, ids } = world;
  return {
    at: morning(account.since),
    happen: async (at) => {
      const byManager = (verb: string, input: object, select: string) =>
        act(world, manager.subject, at, verb, input, select);
      const goLiveAt = morning(account.goLiveOn).toISOString();
      const { id: accountId, contacts } = await byManager(
        'createAccount',
        { name, timeZone, country, subdivision, locale, industry, regulated, goLiveAt, administrator },
        'account { id contacts { nodes { id } } }',
      );
      const roles = ['ADMINISTRATOR', 'REQUESTER'] as const;
      actors.set(administrator.subject, { kind: 'contact', id: contacts!.nodes[0]!.id, accountId, roles });
      ids.set(name, accountId);
      for (const sku of account.skus) await byManager('subscribeSku', { accountId, sku }, 'account { id }');
      for (const profile of account.profiles) {
        const { profiles } = await byManager(
          'addProfile',
          { accountId, name: profile },
          'account { id profiles { nodes { id name } } }',
        );
        for (const found of profiles!.nodes) ids.set(found.name, found.id);
      }
      for (const site of account.sites) {
        const { sites } = await byManager(
          'addSite',
          { accountId, ...site },
          'account { id sites { nodes { id name } } }',
        );
        for (const found of sites!.nodes) ids.set(found.name, found.id);
      }
      for (const { site, ...person } of account.contacts) {
        const input = { accountId, ...person, siteId: site && ids.get(site) };
        const { id } = await byManager('addContact', input, 'contact { id }');
        actors.set(person.subject, { kind: 'contact', id, accountId, roles: person.roles });
      }
    },
  };
}

export function planChoices(world: World, { name, plans }: DemoAccount): Deed[] {
  return plans.map(({ code, from, until }) => ({
    at: morning(from),
    happen: async (at) => {
      const endsAt = until && morning(until).toISOString();
      const input = { accountId: world.ids.get(name), planCode: code, endsAt };
      await act(world, manager.subject, at, 'choosePlan', input, 'account { id }');
    },
  }));
}

/** The administrator told it a month ago, of a day that is yet to come. */
export function closedDays(
  world: World,
  { name, administrator, closesEarly }: DemoAccount,
  now: Date,
): Deed[] {
  if (!closesEarly) return [];
  const { monthDay, ...closing } = closesEarly;
  const thisYear = now.getUTCFullYear();
  const on =
    now < morning(`${thisYear}-${monthDay}`) ? `${thisYear}-${monthDay}` : `${thisYear + 1}-${monthDay}`;
  return [
    {
      at: before(now, 30),
      happen: async (at) => {
        const input = { accountId: world.ids.get(name), on, ...closing };
        await act(world, administrator.subject, at, 'closeDay', input, 'account { id }');
      },
    },
  ];
}
