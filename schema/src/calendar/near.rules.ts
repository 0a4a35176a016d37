import { InvalidInputProblem } from '../problem.ts';
import { HORIZON_MS } from './horizon.rules.ts';

/**
 * Confirms that an instant that somebody gives lies within ten years of now: what is farther is a slip of the hand, and
 * nothing could count it (K14).
 *
 * @throws InvalidInputProblem TOO_SMALL or TOO_BIG at the path
 */
export function checkNear(path: string, instant: Date, now: Date): void {
  const ahead = instant.getTime() - now.getTime();
  if (Math.abs(ahead) <= HORIZON_MS) return;
  throw new InvalidInputProblem([
    ahead < 0
      ? {
          path,
          code: 'TOO_SMALL',
          text: { fr: 'remonte à plus de dix ans.', en: 'is more than ten years ago.' },
        }
      : {
          path,
          code: 'TOO_BIG',
          text: { fr: 'est dans plus de dix ans.', en: 'is more than ten years ahead.' },
        },
  ]);
}
