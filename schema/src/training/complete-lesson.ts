import * as z from 'zod';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { learner } from './learner.ts';
import { isComplete } from './learning.rules.ts';
import { lessonAtHand } from './lesson-at-hand.ts';
import { progressAtHand } from './progress-at-hand.ts';

export const COMPLETE_LESSON_PROBLEMS = [InvalidInputProblem];

const completeLessonInput = z.object({ lessonId: z.string() });

/**
 * Says that a lesson was taken; with the last one the course is completed, once and for good. Again is as once. On every
 * plan; nothing is counted (S46, E6). Throws one of COMPLETE_LESSON_PROBLEMS.
 */
export async function completeLesson(
  ctx: Context,
  raw: z.input<typeof completeLessonInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = learner(ctx.actor);
  const { lessonId } = parse(completeLessonInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { courseId, course, id: taken } = await lessonAtHand(tx, lessonId);
    const progress = await progressAtHand(tx, actor, { id: taken, courseId }, now);
    const { id, contactId, accountId, completions, completedAt } = progress;
    const completed = new Set(completions.map((one) => one.lessonId));
    if (completed.has(lessonId)) return { value: { id }, events: NOTHING_HAPPENED };
    completed.add(lessonId);
    await tx.lessonCompletion.create({ data: { progressId: id, lessonId, accountId, completedAt: now } });
    const isFirst = completedAt === null && isComplete(course.lessons, completed);
    await tx.courseProgress.update({
      where: { id },
      data: { lastAt: now, lastLessonId: lessonId, ...(isFirst && { completedAt: now }) },
    });
    const subject = { id, accountId };
    const person = { courseId, contactId };
    return {
      value: { id },
      events: [
        happened('training.lesson_completed', subject, { ...person, lessonId }),
        ...(isFirst ? [happened('training.course_completed', subject, person)] : []),
      ],
    };
  });
}
