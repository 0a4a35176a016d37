import type { Prisma } from '@tierline/prisma/database';
import { may, type Actor } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { lessonsToTake, lessonToResume, percentOf } from './learning.rules.ts';
import { TrainingCourse } from './training.types.ts';

const CourseLesson = builder.prismaObject('CourseLesson', {
  description: 'A step of a self-paced course (S46).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `les_`.' }),
    position: t.exposeInt('position', { description: 'Its place in the course; places may be missing.' }),
    title: t.string({
      description: 'Its title.',
      args: localeArg(),
      resolve: ({ titleFr, titleEn }, { locale }, ctx) =>
        localized({ fr: titleFr, en: titleEn }, locale, ctx),
    }),
    url: t.exposeString('url', { description: 'Where it is taken.' }),
    minutes: t.exposeInt('minutes', { description: 'How long it takes, in minutes.' }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn: nobody needs it since; null unless it was.',
    }),
  }),
});

const STANDING = { course: { include: { lessons: true } }, completions: true } as const;

export const CourseProgress = builder.prismaNode('CourseProgress', {
  description: 'How far a person is in a self-paced course. Nothing is counted for it (S46, E6).',
  id: { field: 'id', description: 'Starts with `prg_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleProgress(actor)] }),
  fields: (t) => ({
    course: t.relation('course', { description: 'The course.' }),
    contact: t.relation('contact', { description: 'Who takes it.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the first lesson was opened.' }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      description: 'When a lesson was opened or completed last.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the last lesson was completed, once and for good: the date of the certificate. Null until then. Lessons that are added later change nothing.',
    }),
    percent: t.int({
      description: 'How much of it is done, 0 to 100, of the lessons that there are now.',
      select: STANDING,
      resolve: ({ course, completions, completedAt }) =>
        percentOf(course.lessons, idsOf(completions), completedAt),
    }),
    completedLessonIds: t.idList({
      description: 'Which lessons were taken, withdrawn ones too, in the order in which they were.',
      select: { completions: { orderBy: [{ completedAt: 'asc' }, { lessonId: 'asc' }] } },
      resolve: ({ completions }) => completions.map(({ lessonId }) => lessonId),
    }),
    resumeAt: t.field({
      type: CourseLesson,
      nullable: true,
      description:
        'Where to go on: the lesson opened last while it is not completed, else the next that is not. Null when nothing is left.',
      select: { ...STANDING, lastLessonId: true },
      resolve: ({ course, completions, lastLessonId }) =>
        lessonToResume(course.lessons, idsOf(completions), lastLessonId),
    }),
  }),
});

function idsOf(completions: readonly { lessonId: string }[]): Set<string> {
  return new Set(completions.map(({ lessonId }) => lessonId));
}

/** The own progress; administrators see that of their account, staff all. */
function visibleProgress(actor: Actor): { contactId?: string; accountId?: string } {
  if (actor.kind === 'staff') return {};
  if (actor.kind !== 'contact') return { contactId: '' };
  return may(actor, 'training.bookForOthers') ? { accountId: actor.accountId } : { contactId: actor.id };
}

builder.prismaObjectField(TrainingCourse, 'lessons', (t) =>
  t.field({
    type: [CourseLesson],
    description: 'Its lessons in order, at most 100; none of a course with an instructor.',
    select: { lessons: true },
    resolve: ({ lessons }) => lessonsToTake(lessons),
  }),
);

builder.prismaObjectField(TrainingCourse, 'myProgress', (t) =>
  t.field({
    type: CourseProgress,
    nullable: true,
    description: 'How far you are in it; null where you have not begun.',
    select: (_args, { actor }, nestedSelection) => ({
      progress: nestedSelection({ where: { contactId: actor.id ?? '' } }),
    }),
    resolve: ({ progress: [mine] }) => mine ?? null,
  }),
);

builder.prismaObjectField(Account, 'courseProgress', (t) =>
  t.connection({
    type: CourseProgress,
    description:
      'How far its people are in self-paced courses, the latest first: administrators and staff see everybody’s, others their own (S46).',
    args: {
      completed: t.arg.boolean({
        description: 'Only what is completed (true) or goes on (false); both unless told.',
      }),
    },
    resolve: ({ id: accountId }, { completed, ...args }, ctx, info) => {
      const seen = {
        AND: [{ accountId }, visibleProgress(ctx.actor)],
        ...(completed != null && { completedAt: completed ? { not: null } : null }),
      };
      return keysetPage<Prisma.CourseProgressGetPayload<object>>(
        args,
        [
          ['lastAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        seen,
        (page) => ctx.db.courseProgress.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.courseProgress.count({ where: seen }),
      );
    },
  }),
);
