import type { Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';

/**
 * Codes of parts of the platform, each once.
 *
 * @throws InvalidInputProblem UNKNOWN for the first that is none
 */
export async function knownComponents(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const asked = [...new Set(codes)];
  const known = await tx.statusComponent.findMany({ where: { code: { in: asked } }, select: { code: true } });
  const unknown = asked.find((code) => !known.some((component) => component.code === code));
  if (unknown !== undefined) throw unknownValue('components', unknown);
  return asked;
}
