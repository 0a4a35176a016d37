import { manager } from '@tierline/prisma/demo/people';
import type { courses } from '@tierline/prisma/demo/training';
import { act, type Deed, type World } from './demo-act.ts';
import { before, DAY_MS, morning } from './demo-time.ts';

type Course = (typeof courses)[number];

/** A course of the learning centre, its sessions, and who asked for a seat (E2). */
export function training(world: World, { sessions, learners = [], ...course }: Course, now: Date): Deed[] {
  const lessonIds: string[] = [];
  const made: Deed = {
    at: morning('2024-01-15'),
    happen: async (at) => {
      const input = { ...course, kind: course.url ? 'SELF_PACED' : 'INSTRUCTOR_LED' };
      const saved = await act(
        world,
        manager.subject,
        at,
        'createTrainingCourse',
        input,
        'course { id lessons { id } }',
      );
      world.ids.set(course.code, saved.id);
      lessonIds.push(...saved.lessons!.map(({ id }) => id));
    },
  };
  const learnt = learners.flatMap(({ by, lessons, daysAgo }) =>
    Array.from({ length: lessons }, (_, index) => ({
      at: before(now, daysAgo - index),
      happen: async (at: Date) => {
        const input = { lessonId: lessonIds[index] };
        await act(world, by, at, 'completeLesson', input, 'progress { id }');
      },
    })),
  );
  return [made, ...learnt, ...sessions.flatMap((session) => taught(world, course.code, session, now))];
}

function taught(world: World, code: string, session: Course['sessions'][number], now: Date): Deed[] {
  const { announcedDaysAgo, inDays, hours, bookings, ...shown } = session;
  // At two o'clock at Greenwich: within the working day of Paris and of New York.
  const startsAt = new Date(Math.floor(now.getTime() / DAY_MS + inDays) * DAY_MS + 14 * HOUR_MS);
  let sessionId: string;
  return [
    {
      at: before(now, announcedDaysAgo),
      happen: async (at) => {
        const endsAt = new Date(startsAt.getTime() + hours * HOUR_MS).toISOString();
        const input = { ...shown, courseId: world.ids.get(code), startsAt: startsAt.toISOString(), endsAt };
        const made = await act(
          world,
          manager.subject,
          at,
          'scheduleTrainingSession',
          input,
          'session { id }',
        );
        sessionId = made.id;
      },
    },
    ...bookings.flatMap(({ by, daysAgo, cancelledDaysAgo, attended }): Deed[] => {
      let bookingId: string;
      const then = (at: Date, who: string, verb: string, input: object): Deed => ({
        at,
        happen: async () => void (await act(world, who, at, verb, { bookingId, ...input }, 'booking { id }')),
      });
      const booked: Deed = {
        at: before(now, daysAgo),
        happen: async (at) => {
          const input = { sessionId, waitIfFull: true };
          bookingId = (await act(world, by, at, 'bookTrainingSeat', input, 'booking { id }')).id;
        },
      };
      return [
        booked,
        ...(cancelledDaysAgo === undefined
          ? []
          : [then(before(now, cancelledDaysAgo), by, 'cancelTrainingSeat', {})]),
        ...(attended === undefined
          ? []
          : [then(new Date(startsAt.getTime() + DAY_MS), manager.subject, 'recordAttendance', { attended })]),
      ];
    }),
  ];
}

const HOUR_MS = 3_600_000;
