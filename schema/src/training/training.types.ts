import { visibleRows } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { BalanceType } from '../entitlements/ledger.types.ts';
import { Locale, localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { occupancyOf } from './session-at-hand.ts';
import {
  AlreadyBookedProblem,
  bookingState,
  freeSeats,
  SeatsExhaustedProblem,
  SessionClosedProblem,
  SessionFullProblem,
  type BookingState,
} from './training.rules.ts';

export const CourseKind = builder.enumType('CourseKind', {
  description: 'How a course is taken.',
  values: {
    SELF_PACED: {
      description: 'By oneself, whenever one likes: unlimited on every plan, and not counted (S46, E6).',
    },
    INSTRUCTOR_LED: { description: 'In sessions with an instructor: a seat takes a unit (S64, S85).' },
  } as const,
});

export const NoShowRule = builder.enumType('NoShowRule', {
  description: 'What becomes of the unit of somebody who booked and did not come.',
  values: {
    CONSUMED: { description: 'It stays used up.' },
    RELEASED: { description: 'It is given back when the absence is recorded.' },
  } as const,
});

const BookingStateEnum = builder.enumType('TrainingBookingState', {
  description: 'Where a booking stands.',
  values: {
    WAITING: { description: 'In the line for a seat; holds no unit.' },
    MISSED: { description: 'The session started before its turn came.' },
    BOOKED: { description: 'A seat, with its unit reserved (E2).' },
    CANCELLED: { description: 'Given back before the start, or the session was cancelled.' },
    HELD: { description: 'The session has started: the unit is used up (E2).' },
    ATTENDED: { description: 'The person came.' },
    NO_SHOW: { description: 'The person did not come; see the course’s `noShow`.' },
  } satisfies Record<BookingState, { description: string }>,
});

export const TrainingCourse = builder.prismaNode('TrainingCourse', {
  description: 'Something to learn about the products (S46).',
  id: { field: 'id', description: 'Starts with `crs_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names it; unique.' }),
    kind: t.expose('kind', { type: CourseKind, description: 'How it is taken.' }),
    title: t.string({
      description: 'Its title.',
      args: localeArg(),
      resolve: (row, { locale }, ctx) => localized({ fr: row.titleFr, en: row.titleEn }, locale, ctx),
    }),
    description: t.string({
      description: 'What one learns.',
      args: localeArg(),
      resolve: (row, { locale }, ctx) =>
        localized({ fr: row.descriptionFr, en: row.descriptionEn }, locale, ctx),
    }),
    url: t.exposeString('url', {
      nullable: true,
      description: 'Where a self-paced course is taken; null for one with an instructor.',
    }),
    noShow: t.expose('noShow', {
      type: NoShowRule,
      description: 'What becomes of the unit of somebody who does not come.',
    }),
    sessions: t.connection({
      type: TrainingSession,
      description: 'Its sessions, the latest first; none of a self-paced course.',
      resolve: ({ id: courseId }, args, ctx, info) =>
        keysetPage(
          args,
          [
            ['startsAt', 'desc', 'instant'],
            ['id', 'desc', 'text'],
          ],
          { courseId },
          (page) => ctx.db.trainingSession.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.trainingSession.count({ where: { courseId } }),
        ),
    }),
  }),
});

export const TrainingSession = builder.prismaNode('TrainingSession', {
  description: 'One run of an instructor-led course.',
  id: { field: 'id', description: 'Starts with `ses_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id: actor.kind === 'anonymous' ? '' : id }),
  fields: (t) => ({
    course: t.relation('course', { description: 'The course.' }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      description: 'When it starts: units are used up (E2).',
    }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
    timeZone: t.exposeString('timeZone', { description: 'IANA zone in which it is held.' }),
    language: t.expose('language', { type: Locale, description: 'In which language.' }),
    seats: t.exposeInt('seats', { description: 'How many can take part.' }),
    seatsFree: t.int({
      description: 'How many seats whoever books now can have: neither taken nor promised to those who wait.',
      resolve: async ({ id, seats }, _args, { db }) => freeSeats(seats, await occupancyOf(db, id)),
    }),
    waiting: t.int({
      description: 'How many people wait for a seat.',
      resolve: async ({ id }, _args, { db }) => (await occupancyOf(db, id)).waiting,
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the vendor cancelled it; null unless it did.',
    }),
    cancelReason: t.exposeString('cancelReason', {
      nullable: true,
      description: 'Why it was cancelled; null unless it was.',
    }),
  }),
});

export const TrainingBooking = builder.prismaNode('TrainingBooking', {
  description: 'A person’s seat in a session, or the place in the line for one.',
  id: { field: 'id', description: 'Starts with `bkg_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    session: t.relation('session', { description: 'The session.' }),
    contact: t.relation('contact', { description: 'For whom.' }),
    state: t.field({
      type: BookingStateEnum,
      description: 'Where it stands.',
      select: { bookedAt: true, cancelledAt: true, attended: true, session: true },
      resolve: (booking, _args, { now }) => bookingState(booking, booking.session, now),
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    bookedAt: t.expose('bookedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it became a seat; null while it waits.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was cancelled; null unless it was.',
    }),
  }),
});

builder.prismaObjectField(Account, 'trainingBookings', (t) =>
  t.connection({
    type: TrainingBooking,
    description: 'Seats that its people booked or wait for, past ones too, the newest first.',
    resolve: ({ id: accountId }, args, ctx, info) =>
      keysetPage(
        args,
        [
          ['requestedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { accountId },
        (page) => ctx.db.trainingBooking.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.trainingBooking.count({ where: { accountId } }),
      ),
  }),
);

builder.queryField('trainingCourses', (t) =>
  t.connection({
    type: TrainingCourse,
    description: 'The learning centre: every course, for every plan (S46).',
    authScopes: { signedIn: true },
    args: { kind: t.arg({ type: CourseKind, description: 'Only those that are taken so.' }) },
    resolve: async (_root, { kind, ...args }, ctx, info) => {
      const mine = kind ? { kind } : {};
      const page = await keysetPage(
        args,
        [['code', 'asc', 'text']],
        mine,
        (keyset) => ctx.db.trainingCourse.findMany({ ...itemQuery(ctx, info), ...keyset }),
        () => ctx.db.trainingCourse.count({ where: mine }),
      );
      return page;
    },
  }),
);

builder.queryField('trainingCourse', (t) =>
  t.prismaField({
    type: TrainingCourse,
    nullable: true,
    description: 'A course by its id, for every plan; null when there is none (S46).',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `crs_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.trainingCourse.findUnique({ ...query, where: { id } }),
  }),
);

builder.queryField('trainingSession', (t) =>
  t.prismaField({
    type: TrainingSession,
    nullable: true,
    description: 'A session by its id; null when there is none.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `ses_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.trainingSession.findUnique({ ...query, where: { id } }),
  }),
);

builder.objectType(SeatsExhaustedProblem, {
  name: 'SeatsExhaustedProblem',
  description: 'No free seat of the contract year is left, or the plan has none (S64, S85).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    allowance: t.int({
      description: 'How many the plan allows in a contract year (E4).',
      resolve: ({ counted }) => counted.allowance,
    }),
    plans: t.field({
      type: [PlanCode],
      description: 'The plans that grant free seats (S64, S85).',
      resolve: ({ counted }) => counted.allowances.map(({ plan }) => plan),
    }),
    balance: t.field({
      type: BalanceType,
      description: 'What the units of the year have become.',
      resolve: ({ counted }) => counted.balance,
    }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When there are new ones; null when no plan is agreed that would grant them (E3).',
      resolve: ({ counted }) => counted.renewsAt,
    }),
  }),
});

builder.objectType(SessionFullProblem, {
  name: 'SessionFullProblem',
  description: 'Every seat is taken, or promised to those who wait: ask again with `waitIfFull`.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    waiting: t.exposeInt('waiting', { description: 'How many people wait already.' }),
  }),
});

const SessionClosedReason = builder.enumType('SessionClosedReason', {
  description: 'Why it cannot be done now.',
  values: {
    STARTED: { description: 'The session has started.' },
    NOT_STARTED: { description: 'The session has not started yet.' },
    CANCELLED: { description: 'The session is cancelled.' },
    SEAT_CANCELLED: { description: 'The booking is cancelled, or holds no seat.' },
    RECORDED: { description: 'The attendance is recorded already.' },
  } as const,
});

builder.objectType(SessionClosedProblem, {
  name: 'SessionClosedProblem',
  description: 'The session or the booking is no longer, or not yet, where this can be done.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    reason: t.expose('reason', { type: SessionClosedReason, description: 'Why.' }),
  }),
});

builder.objectType(AlreadyBookedProblem, {
  name: 'AlreadyBookedProblem',
  description: 'The person has a seat in the session already, or waits for one.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    bookingId: t.exposeID('bookingId', { description: 'The booking that there is.' }),
  }),
});
