import { dayAndTime } from '../dates-in-words.ts';
import { Problem, type Text } from '../problem.ts';
import { mergedPromise, mergedWaits, type ClockInstants } from '../sla/clock.rules.ts';
import { checkMove, isOpen, type Mover, type TicketStanding, type TicketState } from './ticket.rules.ts';

/** The ticket would belong to itself, in one step or in several (C20). */
export class TicketCycleProblem extends Problem {
  readonly code = 'TICKET_CYCLE';

  constructor() {
    super({
      fr: 'Un ticket ne peut pas continuer en lui-même, même par d’autres tickets.',
      en: 'A ticket cannot go on in itself, not even by way of other tickets.',
    });
  }
}

/** The ticket in which it was to go on is over, or of another account (C20). */
export class MergeTargetProblem extends Problem {
  readonly code = 'MERGE_TARGET';
  readonly obstacle: 'TARGET_OVER' | 'OTHER_ACCOUNT';

  constructor(obstacle: 'TARGET_OVER' | 'OTHER_ACCOUNT') {
    super(
      obstacle === 'TARGET_OVER'
        ? {
            fr: 'L’autre ticket est terminé : il faut un ticket ouvert pour continuer.',
            en: 'The other ticket is over: it takes an open one to go on in.',
          }
        : {
            fr: 'L’autre ticket est d’un autre client.',
            en: 'The other ticket is of another customer.',
          },
    );
    this.obstacle = obstacle;
  }
}

/**
 * Confirms that a ticket can go on in another one, and gives the state that it then has.
 *
 * @throws TicketCycleProblem, IllegalMoveProblem, MergeTargetProblem
 * Source: C20.
 */
export function checkMerge(
  source: TicketStanding & { id: string },
  target: TicketStanding & { id: string },
  by: Mover,
): TicketState {
  if (source.id === target.id) throw new TicketCycleProblem();
  const after = checkMove(source, by, 'MERGE');
  if (source.accountId !== target.accountId) throw new MergeTargetProblem('OTHER_ACCOUNT');
  if (!isOpen(target.state)) throw new MergeTargetProblem('TARGET_OVER');
  return after;
}

/** What becomes of the promise of a first response when two tickets are merged (C20). */
export const MERGE_EFFECTS = ['TAKES_EARLIER', 'KEEPS_OWN', 'GOES_ON', 'NOTHING_WAITS'] as const;
export type MergeEffect = (typeof MERGE_EFFECTS)[number];

type MergedClock = ClockInstants & { metric: string };

/**
 * The promise of a first response that the target has after a merge, and how it comes by it; no promise where nothing
 * waits, or nothing was promised.
 *
 * Source: C20.
 */
export function mergeEffect(
  source: readonly MergedClock[],
  target: readonly MergedClock[],
): { effect: MergeEffect; before: Date | null; dueAt: Date | null } {
  const first = (clocks: readonly MergedClock[]) =>
    clocks.find(({ metric, endedAt }) => metric === 'INITIAL_RESPONSE' && !endedAt);
  const before = first(target)?.dueAt ?? null;
  const wait = mergedWaits(source, target).find(({ clock }) => clock.metric === 'INITIAL_RESPONSE');
  if (!wait) return { effect: 'NOTHING_WAITS', before, dueAt: before };
  if (!wait.into) return { effect: 'GOES_ON', before, dueAt: wait.clock.dueAt };
  const promised = mergedPromise(wait.clock, wait.into);
  return promised
    ? { effect: 'TAKES_EARLIER', before, dueAt: promised.dueAt }
    : { effect: 'KEEPS_OWN', before, dueAt: before };
}

/** The same as a sentence for whoever is about to merge, with deadlines in the account's zone. */
export function mergeSentence(
  { effect, before, dueAt }: ReturnType<typeof mergeEffect>,
  { from, into, timeZone }: { from: string; into: string; timeZone: string },
): Text {
  const at = (instant: Date, locale: 'fr' | 'en') => `${dayAndTime(instant, timeZone, locale)} (${timeZone})`;
  switch (effect) {
    case 'TAKES_EARLIER': {
      const due = { fr: at(dueAt!, 'fr'), en: at(dueAt!, 'en') };
      const late = before && { fr: at(before, 'fr'), en: at(before, 'en') };
      return {
        fr: `Les deux attendent une première réponse. ${into} prend l’échéance de ${from}, ${due.fr}, ${late ? `au lieu du ${late.fr}` : 'là où rien n’était promis'}.`,
        en: `Both wait for a first response. ${into} takes the deadline of ${from}, ${due.en}, ${late ? `instead of ${late.en}` : 'where nothing was promised'}.`,
      };
    }
    case 'KEEPS_OWN':
      return {
        fr: `Les deux attendent une première réponse. ${dueAt ? `${into} garde son échéance, ${at(dueAt, 'fr')}, qui n’est pas plus tardive` : 'Rien n’est promis ni à l’un ni à l’autre'}.`,
        en: `Both wait for a first response. ${dueAt ? `${into} keeps its deadline, ${at(dueAt, 'en')}, which comes no later` : 'Nothing is promised on either'}.`,
      };
    case 'GOES_ON':
      return dueAt
        ? {
            fr: `Seul ${from} attend une première réponse : son échéance, ${at(dueAt, 'fr')}, continue dans ${into}.`,
            en: `Only ${from} waits for a first response: its deadline, ${at(dueAt, 'en')}, goes on in ${into}.`,
          }
        : {
            fr: `Seul ${from} attend une première réponse, sans échéance : cette attente continue dans ${into}.`,
            en: `Only ${from} waits for a first response, without a deadline: that wait goes on in ${into}.`,
          };
    case 'NOTHING_WAITS':
      return {
        fr: `${from} n’attend plus de première réponse : aucune échéance ne change.`,
        en: `${from} waits for no first response any more: no deadline changes.`,
      };
  }
}
