import { record } from './answer.ts';
import { ProblemError, type Origin } from './errors.ts';

/** The members of a mutation's result that are no problem. */
export type Success<Result> = Exclude<Result, { __typename: `${string}Problem` }>;

/**
 * The success of a mutation, when you trust that it is one.
 *
 * @throws ProblemError for a member whose type name ends in `Problem`, also for one added after this build
 */
export function unwrap<Result extends { __typename: string }>(result: Result): Success<Result> {
  if (!result.__typename.endsWith('Problem')) return result as Success<Result>;
  throw new ProblemError(result, origins.get(result));
}

/** Remembers which request answered with these root fields, so that a ProblemError can name it. */
export function rememberOrigin(data: object, origin: Origin): void {
  for (const value of Object.values(data)) {
    if (record(value)) origins.set(value as object, origin);
  }
}

const origins = new WeakMap<object, Origin>();
