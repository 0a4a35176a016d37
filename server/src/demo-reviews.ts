import { act, type Deed, type World } from './demo-act.ts';
import type { Agreed } from './demo-engagements.ts';
import { before, DAY_MS } from './demo-time.ts';

/**
 * What the TAM found and knows: monthly reviews of each month since the contract began, all but the last one completed,
 * a health review, what is agreed to achieve, and the context of the account (S8, S76, S82, S83, S84).
 */
export function reviewing(world: World, agreed: Agreed, now: Date): Deed[] {
  return [...monthly(world, agreed, now), ...health(world, agreed, now), ...agreeing(world, agreed, now)];
}

function monthly(world: World, { account, tam, review }: Agreed, now: Date): Deed[] {
  const thisMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 3, 9);
  return [6, 5, 4, 3, 2, 1].map((monthsAgo) => ({
    at: monthsAgo === 1 ? before(now, 0.1) : monthsBefore(thisMonth, monthsAgo - 1),
    happen: async (at) => {
      const month = monthsBefore(thisMonth, monthsAgo).toISOString().slice(0, 7);
      const input = { accountId: world.ids.get(account), month };
      const {
        id: reviewId,
        clusters,
        uncovered,
      } = await act(world, tam, at, 'openMonthlyReview', input, OPENED);
      if (monthsAgo === 1) return; // the TAM has only begun
      const lines = uncovered!.nodes.map(({ id: ticketId }) => ({ ticketId, note: review.note }));
      if (lines.length > 0) await act(world, tam, at, 'reviewRequests', { reviewId, lines }, 'review { id }');
      for (const { id: clusterId } of clusters!.filter(({ lacksAnalysis }) => lacksAnalysis)) {
        const { analysis, action } = review;
        await act(world, tam, at, 'analyseCluster', { clusterId, analysis, action }, 'review { id }');
      }
      const { summary } = review;
      await act(world, tam, at, 'completeMonthlyReview', { reviewId, summary }, 'review { id }');
    },
  }));
}

const OPENED = 'review { id clusters { id lacksAnalysis } uncovered(first: 100) { nodes { id } } }';

function monthsBefore(at: number, months: number): Date {
  const day = new Date(at);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day;
}

function health(world: World, { account, tam, contact, healthReview }: Agreed, now: Date): Deed[] {
  const { plannedDaysAgo, completedDaysAgo, summary, profiles } = healthReview;
  let findingId: string | undefined;
  return [
    {
      at: before(now, plannedDaysAgo),
      happen: async (at) => {
        const profileIds = profiles.map(({ profile }) => world.ids.get(profile));
        const plannedOn = before(now, completedDaysAgo).toISOString().slice(0, 10);
        const input = { accountId: world.ids.get(account), profileIds, plannedOn };
        const { id } = await act(world, tam, at, 'planHealthReview', input, 'review { id }');
        world.ids.set(HEALTH_REVIEW, id);
      },
    },
    {
      at: before(now, completedDaysAgo),
      happen: async (at) => {
        const reviewId = world.ids.get(HEALTH_REVIEW);
        for (const { profile, note, findings } of profiles) {
          const nothingFound = findings.length === 0;
          const input = { reviewId, profileId: world.ids.get(profile), note, findings, nothingFound };
          await act(world, tam, at, 'examineProfile', input, 'review { id }');
        }
        const done = await act(world, tam, at, 'completeHealthReview', { reviewId, summary }, COMPLETED);
        findingId = done.examined?.flatMap(({ findings }) => findings)[0]?.id;
      },
    },
    {
      at: before(now, completedDaysAgo - 20),
      happen: async (at) => {
        await act(world, contact, at, 'followRecommendation', { findingId }, 'review { id }');
      },
    },
  ];
}

const HEALTH_REVIEW = 'the health review';
const COMPLETED = 'review { id examined: profiles { findings { id } } }';

/** Proposed, agreed, reported on, and linked with the health review; with what the TAM knows of the account by then. */
function agreeing(world: World, { account, tam, contact, objectives, context }: Agreed, now: Date): Deed[] {
  const made: string[] = [];
  return [
    {
      at: before(now, 180),
      happen: async (at) => {
        const accountId = world.ids.get(account);
        const ownerContactId = world.actors.get(contact)!.id;
        await act(world, tam, at, 'writeAccountContext', { accountId, sections: context }, 'account { id }');
        for (const { outcome, measure, inDays } of objectives) {
          const targetOn = new Date(now.getTime() + inDays * DAY_MS).toISOString().slice(0, 10);
          const input = { accountId, outcome, measure, targetOn, ownerContactId };
          made.push((await act(world, tam, at, 'proposeObjective', input, 'objective { id }')).id);
        }
      },
    },
    {
      at: before(now, 178),
      happen: async (at) => {
        for (const objectiveId of made) {
          const input = { objectiveId, version: 1, agreed: true };
          await act(world, contact, at, 'answerObjective', input, 'objective { id }');
        }
      },
    },
    ...objectives.flatMap(({ progress }, index) =>
      progress.map(({ daysAgo, ...report }, reported) => ({
        at: before(now, daysAgo),
        happen: async (at: Date) => {
          const input = { objectiveId: made[index], version: reported + 2, ...report };
          await act(world, contact, at, 'reportObjectiveProgress', input, 'objective { id }');
        },
      })),
    ),
    {
      at: before(now, 30),
      happen: async (at) => {
        const to = { healthReviewId: world.ids.get(HEALTH_REVIEW) };
        for (const objectiveId of made)
          await act(world, tam, at, 'linkObjective', { objectiveId, to }, 'objective { id }');
      },
    },
  ];
}
