import { manager, tams, teams } from '@tierline/prisma/demo';
import { act, type World } from './demo-act.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The TAMs of the Premium accounts, named two days ago. */
export function namingTams(world: World, now: Date) {
  return tams.map(({ account, tam, ...experience }) => ({
    at: new Date(now.getTime() - 2 * DAY_MS),
    happen: async (at: Date) => {
      const input = { accountId: world.ids.get(account), tamId: world.actors.get(tam)!.id, ...experience };
      await act(world, manager.subject, at, 'assignTam', input, 'account { id }');
    },
  }));
}

/** What visitors open is assigned by rule; what happened before was by hand. */
export function switchingOn(world: World, now: Date) {
  return teams.map(({ name }) => ({
    at: new Date(now.getTime() - MINUTE_MS),
    happen: async (at: Date) => {
      const input = { teamId: world.ids.get(name), on: true };
      await act(world, manager.subject, at, 'setAutoAssignment', input, 'team { id }');
    },
  }));
}
