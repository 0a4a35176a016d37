import type { PrismaClient } from '@tierline/prisma/database';
import { allow, forbidden, standingOf, type Actor, type ContactActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';
import { planAt } from '../plans/plan-at.ts';
import { plansRead } from './article.rules.ts';

/**
 * The articles that the caller reads, as a `where`: what is published and not archived, for everybody or from the plan of
 * the own account on; a partner by the best plan of whom it acts for. What others may not read looks absent (S37).
 */
export async function readableArticles(
  db: Pick<PrismaClient, 'planPeriod'>,
  { actor, now }: { actor: Actor; now: Date },
) {
  const plans = await plansOf(db, actor, now);
  return {
    archivedAt: null,
    publishedVersionId: { not: null },
    OR: [{ planCode: null }, { planCode: { in: plans } }],
  };
}

/** From which plans on the caller reads articles. */
export async function plansOf(db: Pick<PrismaClient, 'planPeriod'>, actor: Actor, now: Date) {
  if (standingOf(actor)) return [];
  if (actor.kind === 'staff') return plansRead('PREMIUM');
  const accounts =
    actor.kind === 'partner'
      ? actor.grants.map(({ accountId }) => accountId)
      : actor.kind === 'contact'
        ? [actor.accountId]
        : [];
  const plans = await Promise.all(accounts.map((accountId) => planAt(db, accountId, now)));
  return plans.map(plansRead).reduce((most, one) => (one.length > most.length ? one : most), []);
}

/**
 * Confirms that a person of a customer calls: what they read and rate is counted.
 *
 * @throws RequestError UNAUTHENTICATED or FORBIDDEN
 */
export function customer(actor: Actor): ContactActor {
  allow(actor, 'article.rate');
  if (actor.kind !== 'contact') throw forbidden(['REQUESTER', 'ADMINISTRATOR']);
  return actor;
}

/**
 * The article, as the person reads it.
 *
 * @throws InvalidInputProblem UNKNOWN
 */
export async function readableArticle(tx: Tx, id: string, reader: { actor: Actor; now: Date }) {
  const article = await tx.article.findFirst({
    where: { AND: [{ id }, await readableArticles(tx, reader)] },
    select: { id: true, publishedVersionId: true },
  });
  if (!article) throw unknownValue('articleId', id);
  return { id, versionId: article.publishedVersionId! };
}
