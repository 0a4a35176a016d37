import type { ExecutionResult } from 'graphql';

/** The answer that goes by this name, made once however many ask for it. */
export type Answers = (name: string, make: () => Promise<ExecutionResult>) => Promise<ExecutionResult>;

const KEPT = 100;

/** Keeps the latest answers: those who wait for the same thing are told of it within milliseconds of one another. */
export function shareAnswers(): Answers {
  const answers = new Map<string, Promise<ExecutionResult>>();
  return (name, make) => {
    const known = answers.get(name);
    if (known) return known;
    const made = make();
    answers.set(name, made);
    made.catch(() => answers.delete(name));
    const [oldest] = answers.keys();
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
    return made;
  };
}
