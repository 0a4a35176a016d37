import type { Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';

/**
 * Confirms that there is a category, and that it stays until the transaction ends.
 *
 * @throws InvalidInputProblem UNKNOWN
 */
export async function holdCategory(tx: Tx, code: string): Promise<void> {
  const [known] = await tx.$queryRaw<unknown[]>`
    select 1 from "ForumCategory" where "code" = ${code} for key share`;
  if (!known) throw unknownValue('category', code);
}
