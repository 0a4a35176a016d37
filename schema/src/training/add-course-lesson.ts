import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { checkRoom } from './learning.rules.ts';
import { lessonInput } from './lesson-input.ts';

export const ADD_COURSE_LESSON_PROBLEMS = [InvalidInputProblem];

const addCourseLessonInput = lessonInput.extend({ courseId: z.string() });

/**
 * Adds a lesson at the end of a self-paced course. Who completed the course stays with it. Throws one of
 * ADD_COURSE_LESSON_PROBLEMS.
 */
export async function addCourseLesson(
  ctx: Context,
  raw: z.input<typeof addCourseLessonInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'training.manage');
  const { courseId, ...lesson } = parse(addCourseLessonInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    await tx.$queryRaw`select 1 from "TrainingCourse" where "id" = ${courseId} for no key update`;
    const course = await tx.trainingCourse.findUnique({
      where: { id: courseId },
      include: { lessons: true },
    });
    if (course?.kind !== 'SELF_PACED') throw unknownValue('courseId', courseId);
    checkRoom(course.lessons);
    const position = 1 + Math.max(0, ...course.lessons.map((one) => one.position));
    const id = newId('les');
    await tx.courseLesson.create({ data: { ...lesson, id, courseId, position } });
    return {
      value: { id: courseId },
      events: [happenedAtVendor('training.lesson_added', courseId, { lessonId: id, position })],
    };
  });
}
