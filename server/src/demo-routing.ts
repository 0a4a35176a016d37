import { manager, tams, teams } from '@tierline/prisma/demo/people';
import { act, type Deed, type World } from './demo-act.ts';
import { before, MINUTE_MS } from './demo-time.ts';

/** The TAMs of the Premium accounts. */
export function namingTams(world: World, now: Date): Deed[] {
  return tams.map(({ account, tam, daysAgo, ...experience }) => ({
    at: before(now, daysAgo),
    happen: async (at) => {
      const input = { accountId: world.ids.get(account), tamId: world.actors.get(tam)!.id, ...experience };
      await act(world, manager.subject, at, 'assignTam', input, 'account { id }');
    },
  }));
}

/** What visitors open is assigned by rule; what happened before was by hand. */
export function switchingOn(world: World, now: Date): Deed[] {
  return teams.map(({ name }) => ({
    at: new Date(now.getTime() - MINUTE_MS),
    happen: async (at) => {
      const input = { teamId: world.ids.get(name), on: true };
      await act(world, manager.subject, at, 'setAutoAssignment', input, 'team { id }');
    },
  }));
}
