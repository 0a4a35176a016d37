import { InvalidInputProblem } from '../problem.ts';

export interface Lesson {
  id: string;
  position: number;
  withdrawnAt: Date | null;
}

/** How many lessons a course can have; withdrawn ones are not counted. */
export const MAX_LESSONS = 100;

/** The lessons that there are to take, in order. */
export function lessonsToTake<L extends Lesson>(lessons: readonly L[]): L[] {
  return lessons
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .toSorted((a, b) => a.position - b.position);
}

/**
 * Where a person goes on: at the lesson opened last while it is not completed, else at the first one after it that is
 * not, else at the first of all. Null when nothing is left.
 *
 * Source: S46.
 */
export function lessonToResume<L extends Lesson>(
  lessons: readonly L[],
  completed: ReadonlySet<string>,
  lastLessonId: string,
): L | null {
  const open = lessonsToTake(lessons).filter(({ id }) => !completed.has(id));
  const from = lessons.find(({ id }) => id === lastLessonId)?.position ?? 0;
  return open.find(({ position }) => position >= from) ?? open[0] ?? null;
}

/** Whether every lesson that there is to take was taken. */
export function isComplete(lessons: readonly Lesson[], completed: ReadonlySet<string>): boolean {
  return lessonsToTake(lessons).every(({ id }) => completed.has(id));
}

/** Whole percents of the lessons that there are to take, rounded down; 100 of a course that was completed once. */
export function percentOf(
  lessons: readonly Lesson[],
  completed: ReadonlySet<string>,
  completedAt: Date | null,
): number {
  if (completedAt) return 100;
  const toTake = lessonsToTake(lessons);
  return Math.floor((100 * toTake.filter(({ id }) => completed.has(id)).length) / toTake.length);
}

/** @throws InvalidInputProblem when the lesson is the last one that there is to take */
export function checkWithdrawable(lessons: readonly Lesson[], lessonId: string): void {
  if (lessonsToTake(lessons).some(({ id }) => id !== lessonId)) return;
  throw new InvalidInputProblem([
    {
      path: 'lessonId',
      code: 'LAST_LESSON',
      text: {
        fr: 'est la dernière leçon de ce cours : ajoutez-en une autre d’abord.',
        en: 'is the last lesson of this course: add another one first.',
      },
    },
  ]);
}

/** @throws InvalidInputProblem when a course has as many lessons as it can */
export function checkRoom(lessons: readonly Lesson[]): void {
  if (lessonsToTake(lessons).length < MAX_LESSONS) return;
  throw new InvalidInputProblem([
    {
      path: 'courseId',
      code: 'TOO_BIG',
      text: {
        fr: `compte déjà ${MAX_LESSONS} leçons.`,
        en: `has ${MAX_LESSONS} lessons already.`,
      },
    },
  ]);
}
