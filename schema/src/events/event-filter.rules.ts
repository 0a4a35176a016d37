import { RequestError } from '../problem.ts';

/**
 * The types that patterns mean: a type itself, or all of one word as `ticket.*`.
 *
 * @param known every type there is
 * @throws RequestError BAD_USER_INPUT for a pattern that means none of them
 */
export function matchingTypes(patterns: readonly string[], known: readonly string[]): string[] {
  const matched = patterns.flatMap((pattern) => {
    const types = known.filter((type) => matches(type, pattern));
    if (types.length === 0) {
      throw new RequestError('BAD_USER_INPUT', {
        fr: `Aucun événement n’est du type « ${pattern.slice(0, 60)} » ; voir eventTypes.`,
        en: `No events are of the type “${pattern.slice(0, 60)}”; see eventTypes.`,
      });
    }
    return types;
  });
  return [...new Set(matched)];
}

function matches(type: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
