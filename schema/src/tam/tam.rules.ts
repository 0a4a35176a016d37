import { InvalidInputProblem, type Text } from '../problem.ts';

/** An assignment from one instant, inclusive, to another, exclusive; open while no end is known. */
interface Period {
  id: string;
  startsAt: Date;
  endsAt: Date | null;
}

/**
 * What a new assignment does to those that stand: the one in force at its start ends there, or goes where both start
 * at once; what was is never changed.
 *
 * @throws InvalidInputProblem TOO_SMALL for a start in the past or an end that is not after it; OVERLAP where another
 *   assignment is agreed for later
 * Source: S66.
 */
export function changeTam<P extends Period>(
  periods: readonly P[],
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date | null },
  now: Date,
): { cut: P | null; replaced: P | null } {
  if (startsAt < now) {
    throw refused('startsAt', 'TOO_SMALL', {
      fr: 'est dans le passé, qui ne change plus.',
      en: 'is in the past, which does not change any more.',
    });
  }
  if (endsAt && endsAt <= startsAt) {
    throw refused('endsAt', 'TOO_SMALL', { fr: 'doit suivre le début.', en: 'must follow the start.' });
  }
  const later = periods.find((one) => one.startsAt > startsAt && (!endsAt || one.startsAt < endsAt));
  if (later) {
    const from = later.startsAt.toISOString();
    throw refused('endsAt', 'OVERLAP', {
      fr: `doit venir au plus tard le ${from}, où commence une autre affectation.`,
      en: `must come by ${from}, where another assignment begins.`,
    });
  }
  const running = periods.find(
    (one) => one.startsAt <= startsAt && (one.endsAt === null || one.endsAt > startsAt),
  );
  if (!running) return { cut: null, replaced: null };
  return running.startsAt.getTime() === startsAt.getTime()
    ? { cut: null, replaced: running }
    : { cut: running, replaced: null };
}

function refused(path: string, code: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}
