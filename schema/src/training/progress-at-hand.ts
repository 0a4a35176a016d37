import { newId } from '@tierline/prisma/ids';
import type { ContactActor } from '../access.ts';
import type { Tx } from '../event.ts';

/**
 * How far the person is in the course of a lesson, locked until the transaction ends: two devices go on one after the
 * other. Begins the course where it is the first lesson that is opened.
 */
export async function progressAtHand(
  tx: Tx,
  { id: contactId, accountId }: ContactActor,
  { id: lessonId, courseId }: { id: string; courseId: string },
  now: Date,
) {
  const begun = await tx.courseProgress.createMany({
    data: {
      id: newId('prg'),
      contactId,
      accountId,
      courseId,
      startedAt: now,
      lastAt: now,
      lastLessonId: lessonId,
    },
    skipDuplicates: true,
  });
  await tx.$queryRaw`select 1 from "CourseProgress"
    where "contactId" = ${contactId} and "courseId" = ${courseId} for no key update`;
  const progress = await tx.courseProgress.findUniqueOrThrow({
    where: { contactId_courseId: { contactId, courseId } },
    include: { completions: true },
  });
  return { ...progress, isNew: begun.count === 1 };
}
