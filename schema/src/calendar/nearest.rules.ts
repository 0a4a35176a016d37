/** At most three of the candidates, those that are spelled most like `wanted` first. */
export function nearest(
  wanted: string,
  candidates: readonly { value: string; spellings: readonly string[] }[],
): readonly string[] {
  const word = wanted.toLowerCase();
  return candidates
    .map(({ value, spellings }) => ({
      value,
      distance: Math.min(...spellings.map((spelling) => unlikeness(word, spelling.toLowerCase()))),
    }))
    .filter((candidate) => candidate.distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ value }) => value);
}

/** Of spellings that are as far away, one that the word begins with is the nearer: "US" for "USA". */
function unlikeness(word: string, spelling: string): number {
  return distance(word, spelling) - (word.startsWith(spelling) ? 0.5 : 0);
}

/** Levenshtein's: how many letters must be added, removed or replaced. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}
