import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement } from '../problem.ts';
import { MAX_LESSONS } from './learning.rules.ts';
import { lessonInput } from './lesson-input.ts';

export const CREATE_TRAINING_COURSE_PROBLEMS = [InvalidInputProblem];

const createTrainingCourseInput = z
  .object({
    code: line(50),
    kind: z.enum(['SELF_PACED', 'INSTRUCTOR_LED']),
    titleFr: line(200),
    titleEn: line(200),
    descriptionFr: prose(2_000),
    descriptionEn: prose(2_000),
    url: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullish(),
    noShow: z.enum(['CONSUMED', 'RELEASED']).nullish(),
    lessons: z.array(lessonInput).max(MAX_LESSONS).nullish(),
  })
  .refine(({ kind, url }) => (kind === 'SELF_PACED') === Boolean(url), {
    path: ['url'],
    params: {
      code: 'FOR_SELF_PACED',
      fr: 'est celle d’un cours en libre-service, et de lui seul.',
      en: 'is that of a self-paced course, and of no other.',
    } satisfies Refinement,
  })
  .refine(({ kind, lessons }) => kind === 'SELF_PACED' || !lessons?.length, {
    path: ['lessons'],
    params: {
      code: 'FOR_SELF_PACED',
      fr: 'sont celles d’un cours en libre-service, et de lui seul.',
      en: 'are those of a self-paced course, and of no other.',
    } satisfies Refinement,
  });

/**
 * Adds a course to the learning centre, which every plan reads without limit (S46). A self-paced one begins with a lesson
 * that is the course itself, unless it is told which lessons it has. Throws one of CREATE_TRAINING_COURSE_PROBLEMS.
 */
export async function createTrainingCourse(
  ctx: Context,
  raw: z.input<typeof createTrainingCourseInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'training.manage');
  const { url, noShow, lessons, ...input } = parse(createTrainingCourseInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    const course = { ...input, id: newId('crs'), url: url ?? null, noShow: noShow ?? 'CONSUMED' };
    await unlessTaken({ code: 'code' }, tx.trainingCourse.create({ data: course }));
    const { titleFr, titleEn } = course;
    const first = url ? [{ titleFr, titleEn, url, minutes: 60 }] : [];
    await tx.courseLesson.createMany({
      data: (lessons?.length ? lessons : first).map((lesson, index) => ({
        ...lesson,
        id: newId('les'),
        courseId: course.id,
        position: index + 1,
      })),
    });
    const { id, code, kind } = course;
    return { value: { id }, events: [happenedAtVendor('training.course_created', id, { code, kind })] };
  });
}
