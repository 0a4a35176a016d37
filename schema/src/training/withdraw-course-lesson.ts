import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { checkWithdrawable } from './learning.rules.ts';

export const WITHDRAW_COURSE_LESSON_PROBLEMS = [InvalidInputProblem];

const withdrawCourseLessonInput = z.object({ lessonId: z.string() });

/**
 * Withdraws a lesson: nobody needs it any more to complete the course, and who took it keeps that. Throws one of
 * WITHDRAW_COURSE_LESSON_PROBLEMS.
 */
export async function withdrawCourseLesson(
  ctx: Context,
  raw: z.input<typeof withdrawCourseLessonInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'training.manage');
  const { lessonId } = parse(withdrawCourseLessonInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "TrainingCourse" c join "CourseLesson" l on l."courseId" = c."id"
      where l."id" = ${lessonId} for no key update of c`;
    const lesson = await tx.courseLesson.findFirst({
      where: { id: lessonId, withdrawnAt: null },
      include: { course: { include: { lessons: true } } },
    });
    if (!lesson) throw unknownValue('lessonId', lessonId);
    checkWithdrawable(lesson.course.lessons, lessonId);
    await tx.courseLesson.update({ where: { id: lessonId }, data: { withdrawnAt: now } });
    const { courseId } = lesson;
    return {
      value: { id: courseId },
      events: [happenedAtVendor('training.lesson_withdrawn', courseId, { lessonId })],
    };
  });
}
