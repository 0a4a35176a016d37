/**
 * The documents of all released SDKs, a line each, with those of this one: none ever leaves, so that keys for known
 * documents go on working with an SDK of before.
 *
 * @param released  the lines until now
 * @param generated what `npm run codegen` writes: `export const …Document = '…' as …`
 */
export function withDocuments(released: string, generated: string): string {
  const texts = [...generated.matchAll(/^export const \w+Document = '(.*)' as /gm)].map(([, text]) => text!);
  const known = released.split('\n').filter((line) => line !== '');
  return [...new Set([...known, ...texts])].toSorted().join('\n') + '\n';
}
