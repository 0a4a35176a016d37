import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { reread } from '../reread.ts';
import { BOOK_TRAINING_SEAT_PROBLEMS, bookTrainingSeat } from './book-training-seat.ts';
import { CANCEL_TRAINING_SEAT_PROBLEMS, cancelTrainingSeat } from './cancel-training-seat.ts';
import { CANCEL_TRAINING_SESSION_PROBLEMS, cancelTrainingSession } from './cancel-training-session.ts';
import { CREATE_TRAINING_COURSE_PROBLEMS, createTrainingCourse } from './create-training-course.ts';
import { RECORD_ATTENDANCE_PROBLEMS, recordAttendance } from './record-attendance.ts';
import { SCHEDULE_TRAINING_SESSION_PROBLEMS, scheduleTrainingSession } from './schedule-training-session.ts';
import {
  CourseKind,
  NoShowRule,
  TrainingBooking,
  TrainingCourse,
  TrainingSession,
} from './training.types.ts';

const BookTrainingSeatInput = builder.inputType('BookTrainingSeatInput', {
  description: 'Which session, and for whom.',
  fields: (t) => ({
    sessionId: t.id({ required: true, description: 'The session.' }),
    contactId: t.id({
      description: 'For whom: yourself unless told. Administrators and staff book for others too.',
    }),
    waitIfFull: t.boolean({
      description: 'Join the waiting list when the session is full; false unless told.',
    }),
  }),
});

builder.mutationField('bookTrainingSeat', (t) =>
  t.prismaField({
    type: TrainingBooking,
    description:
      'Books a seat in an instructor-led session: takes a unit of the contract year (E2, S64, S85). Where it is full, `waitIfFull` joins the line, and a seat that becomes free goes to the first in it. Events: `training.seat_booked` or `training.waiting_joined`.',
    authScopes: { signedIn: true },
    errors: {
      types: BOOK_TRAINING_SEAT_PROBLEMS,
      dataField: { name: 'booking', description: 'The seat, or the place in the line: see `state`.' },
      result: { description: 'It was booked.' },
      union: { description: 'The booking, or why there is none.' },
    },
    args: { input: t.arg({ type: BookTrainingSeatInput, required: true, description: 'What to book.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await bookTrainingSeat(ctx, input);
      return ctx.db.trainingBooking.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CancelTrainingSeatInput = builder.inputType('CancelTrainingSeatInput', {
  description: 'Which booking to cancel.',
  fields: (t) => ({ bookingId: t.id({ required: true, description: 'The booking.' }) }),
});

builder.mutationField('cancelTrainingSeat', (t) =>
  t.prismaField({
    type: TrainingBooking,
    description:
      'Gives a seat back before its session starts, with its unit (E2), or leaves the line. Event: `training.seat_cancelled`.',
    authScopes: { signedIn: true },
    errors: {
      types: CANCEL_TRAINING_SEAT_PROBLEMS,
      dataField: { name: 'booking', description: 'The booking as it is now.' },
      result: { description: 'It was cancelled.' },
      union: { description: 'The booking, or why nothing was done.' },
    },
    args: { input: t.arg({ type: CancelTrainingSeatInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await cancelTrainingSeat(ctx, input);
      return ctx.db.trainingBooking.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RecordAttendanceInput = builder.inputType('RecordAttendanceInput', {
  description: 'Whether somebody came.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'The booking.' }),
    attended: t.boolean({ required: true, description: 'Whether the person came.' }),
  }),
});

builder.mutationField('recordAttendance', (t) =>
  t.prismaField({
    type: TrainingBooking,
    description:
      'Records, once, whether a person came. The unit of somebody who did not stays used up unless the course’s `noShow` gives it back. Staff only. Event: `training.attendance_recorded`.',
    authScopes: { staff: true },
    errors: {
      types: RECORD_ATTENDANCE_PROBLEMS,
      dataField: { name: 'booking', description: 'The booking as it is now.' },
      result: { description: 'It was recorded.' },
      union: { description: 'The booking, or why nothing was done.' },
    },
    args: { input: t.arg({ type: RecordAttendanceInput, required: true, description: 'Who came.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await recordAttendance(ctx, input);
      return ctx.db.trainingBooking.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CourseLessonInput = builder.inputType('CourseLessonInput', {
  description: 'A lesson of a self-paced course.',
  fields: (t) => ({
    titleFr: t.string({ required: true, description: 'Its title in French, 1 to 200 characters.' }),
    titleEn: t.string({ required: true, description: 'Its title in English, 1 to 200 characters.' }),
    url: t.string({ required: true, description: 'Where it is taken: an https address.' }),
    minutes: t.int({ required: true, description: 'How long it takes, 1 to 600 minutes.' }),
  }),
});

const CreateTrainingCourseInput = builder.inputType('CreateTrainingCourseInput', {
  description: 'A new course.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Names it, 1 to 50 characters; unique.' }),
    kind: t.field({ type: CourseKind, required: true, description: 'How it is taken.' }),
    titleFr: t.string({ required: true, description: 'Its title in French.' }),
    titleEn: t.string({ required: true, description: 'Its title in English.' }),
    descriptionFr: t.string({ required: true, description: 'What one learns, in French.' }),
    descriptionEn: t.string({ required: true, description: 'What one learns, in English.' }),
    url: t.string({ description: 'Where a self-paced course is taken: an https address.' }),
    noShow: t.field({
      type: NoShowRule,
      description: 'What becomes of the unit of somebody who does not come; CONSUMED unless told.',
    }),
    lessons: t.field({
      type: [CourseLessonInput],
      description:
        'The lessons of a self-paced course in order, at most 100; one of an hour, which is the course itself, unless told.',
    }),
  }),
});

builder.mutationField('createTrainingCourse', (t) =>
  t.prismaField({
    type: TrainingCourse,
    description: 'Adds a course to the learning centre (S46). Staff only. Event: `training.course_created`.',
    authScopes: { staff: true },
    errors: {
      types: CREATE_TRAINING_COURSE_PROBLEMS,
      dataField: { name: 'course', description: 'The new course.' },
      result: { description: 'It was added.' },
      union: { description: 'The course, or why there is none.' },
    },
    args: { input: t.arg({ type: CreateTrainingCourseInput, required: true, description: 'The course.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await createTrainingCourse(ctx, input);
      return ctx.db.trainingCourse.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ScheduleTrainingSessionInput = builder.inputType('ScheduleTrainingSessionInput', {
  description: 'A run of an instructor-led course.',
  fields: (t) => ({
    courseId: t.id({ required: true, description: 'The course.' }),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'When it starts: yet to come.' }),
    endsAt: t.field({ type: 'DateTime', required: true, description: 'When it ends.' }),
    timeZone: t.string({ required: true, description: 'IANA zone in which it is held.' }),
    language: t.field({ type: Locale, required: true, description: 'In which language.' }),
    seats: t.int({ required: true, description: 'How many can take part: 1 to 1,000.' }),
  }),
});

builder.mutationField('scheduleTrainingSession', (t) =>
  t.prismaField({
    type: TrainingSession,
    description:
      'Schedules a session of an instructor-led course. Staff only. Event: `training.session_scheduled`.',
    authScopes: { staff: true },
    errors: {
      types: SCHEDULE_TRAINING_SESSION_PROBLEMS,
      dataField: { name: 'session', description: 'The new session.' },
      result: { description: 'It was scheduled.' },
      union: { description: 'The session, or why there is none.' },
    },
    args: {
      input: t.arg({ type: ScheduleTrainingSessionInput, required: true, description: 'The session.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await scheduleTrainingSession(ctx, input);
      return ctx.db.trainingSession.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CancelTrainingSessionInput = builder.inputType('CancelTrainingSessionInput', {
  description: 'Which session to cancel, and why.',
  fields: (t) => ({
    sessionId: t.id({ required: true, description: 'The session.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters; whoever booked reads it.' }),
  }),
});

builder.mutationField('cancelTrainingSession', (t) =>
  t.prismaField({
    type: TrainingSession,
    description:
      'Cancels a session before it starts: every seat is given back with its unit (E2). Staff only. Events: `training.session_cancelled`, and `training.seat_cancelled` for each booking.',
    authScopes: { staff: true },
    errors: {
      types: CANCEL_TRAINING_SESSION_PROBLEMS,
      dataField: { name: 'session', description: 'The session as it is now.' },
      result: { description: 'It was cancelled.' },
      union: { description: 'The session, or why nothing was done.' },
    },
    args: {
      input: t.arg({ type: CancelTrainingSessionInput, required: true, description: 'Which one, and why.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await cancelTrainingSession(ctx, input);
      return ctx.db.trainingSession.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
