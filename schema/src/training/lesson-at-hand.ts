import type { Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';

/**
 * A lesson that there is to take, with its course and all lessons of that. The course is locked until the transaction
 * ends: lessons are neither added nor withdrawn meanwhile.
 *
 * @throws InvalidInputProblem UNKNOWN
 */
export async function lessonAtHand(tx: Tx, lessonId: string) {
  await tx.$queryRaw`select 1 from "TrainingCourse" c join "CourseLesson" l on l."courseId" = c."id"
    where l."id" = ${lessonId} for key share of c`;
  const lesson = await tx.courseLesson.findFirst({
    where: { id: lessonId, withdrawnAt: null },
    include: { course: { include: { lessons: true } } },
  });
  if (!lesson) throw unknownValue('lessonId', lessonId);
  return lesson;
}
