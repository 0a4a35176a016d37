import { Problem } from '../problem.ts';

/** Two requests of a month, with what they share. */
export interface Pair {
  a: string;
  b: string;
  /** How alike subject and question are, 0 to 1. */
  textSimilarity: number;
  sameRequestType: boolean;
  sameSku: boolean;
}

export interface Weights {
  text: number;
  requestType: number;
  sku: number;
  threshold: number;
}

/** Why a request is in its cluster: the one that is nearest, and what both share. */
export interface Reason extends Omit<Pair, 'a' | 'b'> {
  nearestId: string;
  score: number;
}

export interface Found {
  /** The cluster that the requests join; null for a new one. */
  clusterId: string | null;
  members: (Reason & { ticketId: string })[];
}

/** What two requests share, 0 to 1. Source: S84. */
export function scoreOf(
  { textSimilarity, sameRequestType, sameSku }: Omit<Pair, 'a' | 'b'>,
  by: Weights,
): number {
  return textSimilarity * by.text + (sameRequestType ? by.requestType : 0) + (sameSku ? by.sku : 0);
}

/**
 * The recurring issues among requests that nobody has placed yet. Requests that reach the threshold belong together, and
 * so do those between which there is a chain of such. They join the cluster of the placed request that is nearest to
 * any of them, or are one of their own.
 *
 * @param placed the cluster of each request that is in one, which stays as the TAM left it; null in one that was dismissed
 * @returns nothing when asked again after it was done
 * Source: S84, B6.
 */
export function findClusters(
  pairs: readonly Pair[],
  placed: ReadonlyMap<string, string | null>,
  by: Weights,
): Found[] {
  const near = pairs
    .map((pair) => ({ ...pair, score: scoreOf(pair, by) }))
    .filter(({ score }) => score >= by.threshold)
    .toSorted((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  const open = near.filter(({ a, b }) => !placed.has(a) || !placed.has(b));
  const groups = new Map<string, Set<string>>();
  for (const { a, b } of open) {
    if (placed.has(a) || placed.has(b)) continue;
    const group = new Set([...(groups.get(a) ?? [a]), ...(groups.get(b) ?? [b])]);
    for (const id of group) groups.set(id, group);
  }
  for (const { a, b } of open) {
    for (const [mine, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!placed.has(mine) && placed.get(other) && !groups.has(mine)) groups.set(mine, new Set([mine]));
    }
  }
  return [...new Set(groups.values())].map((group) => {
    const joins = open.find(({ a, b }) => (group.has(a) && placed.get(b)) || (group.has(b) && placed.get(a)));
    const clusterId = joins ? (placed.get(joins.a) ?? placed.get(joins.b) ?? null) : null;
    const inside = (id: string) => group.has(id) || (clusterId !== null && placed.get(id) === clusterId);
    const members = [...group].toSorted().flatMap((ticketId) => {
      const best = open.find(({ a, b }) => (a === ticketId && inside(b)) || (b === ticketId && inside(a)));
      if (!best) return [];
      const { a, b, textSimilarity, sameRequestType, sameSku, score } = best;
      return [
        { ticketId, nearestId: a === ticketId ? b : a, textSimilarity, sameRequestType, sameSku, score },
      ];
    });
    return { clusterId, members };
  });
}

interface Cluster {
  id: string;
  dismissedAt: Date | null;
  analysis: string | null;
  action: string | null;
  tickets: readonly unknown[];
}

/** Whether it is a recurring issue: at least two requests, and nobody said that it is none (S84). */
export function recurs({ dismissedAt, tickets }: Cluster): boolean {
  return dismissedAt === null && tickets.length > 1;
}

/** Whether it still lacks its analysis or what is done about it. */
export function lacksAnalysis(cluster: Cluster): boolean {
  return recurs(cluster) && (cluster.analysis === null || cluster.action === null);
}

/** The month has not ended on the account's calendar: requests may still come in. */
export class MonthNotOverProblem extends Problem {
  readonly code = 'MONTH_NOT_OVER';
  readonly endsAt: Date;

  constructor(endsAt: Date) {
    super({
      fr: `Le mois se termine le ${endsAt.toISOString()} : d’ici là, des demandes peuvent encore arriver.`,
      en: `The month ends at ${endsAt.toISOString()}: until then requests may still come in.`,
    });
    this.endsAt = endsAt;
  }
}

/** Not every request of the month has its line (S83). */
export class RequestsUncoveredProblem extends Problem {
  readonly code = 'REQUESTS_UNCOVERED';
  /** The requests that lack their line, the earliest first. */
  readonly tickets: readonly { id: string; reference: string }[];

  constructor(tickets: readonly { id: string; reference: string }[]) {
    const names = tickets.map(({ reference }) => reference).join(', ');
    super({
      fr: `Toutes les demandes du mois sont à examiner ; il manque : ${names}.`,
      en: `All requests of the month are to be reviewed; missing: ${names}.`,
    });
    this.tickets = tickets;
  }
}

/** A recurring issue lacks its analysis or what is done about it (S84). */
export class RecurrenceOpenProblem extends Problem {
  readonly code = 'RECURRENCE_OPEN';
  readonly clusterIds: readonly string[];

  constructor(clusterIds: readonly string[]) {
    super({
      fr: `Chaque problème récurrent demande une analyse et une action ; il en reste ${clusterIds.length} sans.`,
      en: `Every recurring issue needs an analysis and an action; ${clusterIds.length} of them lack it.`,
    });
    this.clusterIds = clusterIds;
  }
}

/** The review is completed, and stays as it is (B6). */
export class ReviewCompletedProblem extends Problem {
  readonly code = 'REVIEW_COMPLETED';
  readonly completedAt: Date;

  constructor(completedAt: Date) {
    super({
      fr: 'La revue est terminée et ne change plus.',
      en: 'The review is completed and does not change any more.',
    });
    this.completedAt = completedAt;
  }
}

/** Somebody else changed it since it was read: read again, so that nothing written is lost. */
export class ReviewChangedProblem extends Problem {
  readonly code = 'REVIEW_CHANGED';
  /** The ticket whose line, or the cluster whose text, is another now. */
  readonly changedId: string;
  /** The revision that it has now. */
  readonly revision: number;

  constructor(changedId: string, revision: number) {
    super({
      fr: 'Quelqu’un d’autre l’a modifié entre-temps : relisez avant d’écrire.',
      en: 'Somebody else changed it meanwhile: read it again before you write.',
    });
    this.changedId = changedId;
    this.revision = revision;
  }
}
