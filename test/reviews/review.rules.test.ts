import { findClusters, scoreOf, type Pair } from '@tierline/schema/reviews/review.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const BY = { text: 0.6, requestType: 0.2, sku: 0.2, threshold: 0.55 };
const pair = (a: string, b: string, textSimilarity: number, same = true): Pair => ({
  a,
  b,
  textSimilarity,
  sameRequestType: same,
  sameSku: same,
});
const groups = (pairs: Pair[], placed: [string, string | null][] = []) =>
  findClusters(pairs, new Map(placed), BY).map(({ clusterId, members }) => [
    clusterId,
    members.map(({ ticketId }) => ticketId),
  ]);

test('S84 B6 what two requests share is weighed: text, request type and SKU', () => {
  expect(scoreOf(pair('a', 'b', 0.5), BY)).toBeCloseTo(0.7);
  expect(scoreOf(pair('a', 'b', 0.5, false), BY)).toBeCloseTo(0.3);
  expect(scoreOf({ textSimilarity: 1, sameRequestType: false, sameSku: true }, BY)).toBeCloseTo(0.8);
});

test('S84 requests between which there is a chain belong together, each with the one that is nearest', () => {
  const found = findClusters([pair('a', 'b', 0.6), pair('b', 'c', 0.9), pair('x', 'y', 0.2)], new Map(), BY);
  expect(found).toHaveLength(1);
  expect(found[0]!.members.map(({ ticketId, nearestId }) => [ticketId, nearestId])).toEqual([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
  ]);
  expect(found[0]!.members[0]!.score).toBeCloseTo(0.76);
});

test('S84 B6 what comes in later joins the cluster of what it is most like, and what the TAM arranged stays', () => {
  expect(
    groups(
      [pair('a', 'b', 0.9), pair('b', 'c', 0.9)],
      [
        ['a', 'clu_1'],
        ['b', 'clu_1'],
      ],
    ),
  ).toEqual([['clu_1', ['c']]]);
  expect(
    groups(
      [pair('a', 'b', 0.9)],
      [
        ['a', 'clu_1'],
        ['b', 'clu_2'],
      ],
    ),
  ).toEqual([]);
  // Nobody joins what was dismissed; two that are alike besides are a cluster of their own.
  expect(groups([pair('a', 'b', 0.9)], [['a', null]])).toEqual([]);
  expect(groups([pair('a', 'b', 0.9), pair('b', 'c', 0.9)], [['a', null]])).toEqual([[null, ['b', 'c']]]);
});

test('S84 every request is placed at most once, and nothing is found when asked again', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const pairs = fc
    .array(fc.tuple(id, id, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { maxLength: 20 })
    .map((all) => all.filter(([a, b]) => a < b).map(([a, b, text, same]) => pair(a, b, text, same)));
  const placed = fc.array(fc.tuple(id, fc.constantFrom('clu_1', 'clu_2', null)), { maxLength: 4 });
  fc.assert(
    fc.property(pairs, placed, (some, before) => {
      const standing = new Map<string, string | null>(before);
      const found = findClusters(some, standing, BY);
      const members = found.flatMap((one) => one.members.map(({ ticketId }) => ticketId));
      expect(new Set(members).size).toBe(members.length);
      expect(members.some((ticketId) => standing.has(ticketId))).toBe(false);
      for (const one of found) expect(one.members.length).toBeGreaterThan(one.clusterId === null ? 1 : 0);
      const after = new Map<string, string | null>(standing);
      for (const [at, one] of found.entries()) {
        for (const { ticketId } of one.members) after.set(ticketId, one.clusterId ?? `new_${at}`);
      }
      expect(findClusters(some, after, BY)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
