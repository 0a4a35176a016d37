import * as z from 'zod';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { learner } from './learner.ts';
import { lessonAtHand } from './lesson-at-hand.ts';
import { progressAtHand } from './progress-at-hand.ts';

export const OPEN_LESSON_PROBLEMS = [InvalidInputProblem];

const openLessonInput = z.object({ lessonId: z.string() });

/**
 * Opens a lesson: begins its course, or goes on there. On every plan, as often as one likes; nothing is counted (S46, E6).
 * Throws one of OPEN_LESSON_PROBLEMS.
 */
export async function openLesson(
  ctx: Context,
  raw: z.input<typeof openLessonInput>,
): Promise<{ id: string }> {
  const { now } = ctx;
  const actor = learner(ctx.actor);
  const { lessonId } = parse(openLessonInput, raw);
  return transact(ctx, actor, async (tx) => {
    const lesson = await lessonAtHand(tx, lessonId);
    const { id, isNew, lastLessonId, contactId, accountId } = await progressAtHand(tx, actor, lesson, now);
    await tx.courseProgress.update({ where: { id }, data: { lastAt: now, lastLessonId: lessonId } });
    if (!isNew && lastLessonId === lessonId) return { value: { id }, events: NOTHING_HAPPENED };
    const payload = { courseId: lesson.courseId, lessonId, contactId };
    return { value: { id }, events: [happened('training.lesson_opened', { id, accountId }, payload)] };
  });
}
