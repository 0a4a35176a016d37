import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ADD_COURSE_LESSON_PROBLEMS, addCourseLesson } from './add-course-lesson.ts';
import { COMPLETE_LESSON_PROBLEMS, completeLesson } from './complete-lesson.ts';
import { CourseProgress } from './learning.types.ts';
import { OPEN_LESSON_PROBLEMS, openLesson } from './open-lesson.ts';
import { TrainingCourse } from './training.types.ts';
import { WITHDRAW_COURSE_LESSON_PROBLEMS, withdrawCourseLesson } from './withdraw-course-lesson.ts';

const OpenLessonInput = builder.inputType('OpenLessonInput', {
  description: 'Which lesson.',
  fields: (t) => ({ lessonId: t.id({ required: true, description: 'Starts with `les_`.' }) }),
});

builder.mutationField('openLesson', (t) =>
  t.prismaField({
    type: CourseProgress,
    description:
      'Opens a lesson: begins its course, or goes on there. For customers, on every plan, as often as they like: nothing is counted (S46, E6). Event: `training.lesson_opened`.',
    authScopes: { signedIn: true },
    errors: {
      types: OPEN_LESSON_PROBLEMS,
      dataField: { name: 'progress', description: 'How far you are.' },
      result: { description: 'It is opened.' },
      union: { description: 'How far you are, or why it was not opened.' },
    },
    args: { input: t.arg({ type: OpenLessonInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await openLesson(ctx, input);
      return ctx.db.courseProgress.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CompleteLessonInput = builder.inputType('CompleteLessonInput', {
  description: 'Which lesson was taken.',
  fields: (t) => ({ lessonId: t.id({ required: true, description: 'Starts with `les_`.' }) }),
});

builder.mutationField('completeLesson', (t) =>
  t.prismaField({
    type: CourseProgress,
    description:
      'Says that you took a lesson; with the last one the course is completed, once and for good. Again is as once (S46, E6). Events: `training.lesson_completed`, `training.course_completed`.',
    authScopes: { signedIn: true },
    errors: {
      types: COMPLETE_LESSON_PROBLEMS,
      dataField: { name: 'progress', description: 'How far you are.' },
      result: { description: 'It is recorded.' },
      union: { description: 'How far you are, or why it was not recorded.' },
    },
    args: { input: t.arg({ type: CompleteLessonInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await completeLesson(ctx, input);
      return ctx.db.courseProgress.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const AddCourseLessonInput = builder.inputType('AddCourseLessonInput', {
  description: 'A further lesson of a self-paced course.',
  fields: (t) => ({
    courseId: t.id({ required: true, description: 'Starts with `crs_`; of a self-paced course.' }),
    titleFr: t.string({ required: true, description: 'Its title in French, 1 to 200 characters.' }),
    titleEn: t.string({ required: true, description: 'Its title in English, 1 to 200 characters.' }),
    url: t.string({ required: true, description: 'Where it is taken: an https address.' }),
    minutes: t.int({ required: true, description: 'How long it takes, 1 to 600 minutes.' }),
  }),
});

builder.mutationField('addCourseLesson', (t) =>
  t.prismaField({
    type: TrainingCourse,
    description:
      'Adds a lesson at the end of a self-paced course, which has at most 100. Who completed the course stays with it. Staff only. Event: `training.lesson_added`.',
    authScopes: { staff: true },
    errors: {
      types: ADD_COURSE_LESSON_PROBLEMS,
      dataField: { name: 'course', description: 'The course as it is now.' },
      result: { description: 'It is added.' },
      union: { description: 'The course, or why nothing was added.' },
    },
    args: { input: t.arg({ type: AddCourseLessonInput, required: true, description: 'The lesson.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await addCourseLesson(ctx, input);
      return ctx.db.trainingCourse.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const WithdrawCourseLessonInput = builder.inputType('WithdrawCourseLessonInput', {
  description: 'Which lesson to withdraw.',
  fields: (t) => ({ lessonId: t.id({ required: true, description: 'Starts with `les_`.' }) }),
});

builder.mutationField('withdrawCourseLesson', (t) =>
  t.prismaField({
    type: TrainingCourse,
    description:
      'Withdraws a lesson: nobody needs it any more, and who took it keeps that. The last one of a course stays. Staff only. Event: `training.lesson_withdrawn`.',
    authScopes: { staff: true },
    errors: {
      types: WITHDRAW_COURSE_LESSON_PROBLEMS,
      dataField: { name: 'course', description: 'The course as it is now.' },
      result: { description: 'It is withdrawn.' },
      union: { description: 'The course, or why it stays.' },
    },
    args: { input: t.arg({ type: WithdrawCourseLessonInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await withdrawCourseLesson(ctx, input);
      return ctx.db.trainingCourse.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
