import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { unknownPlace } from '../calendar/place.ts';
import { CalendarError } from '../calendar/calendar-error.rules.ts';
import { canonicalZone } from '../calendar/zone.rules.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';

export const SCHEDULE_TRAINING_SESSION_PROBLEMS = [InvalidInputProblem];

const scheduleTrainingSessionInput = z.object({
  courseId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  timeZone: z.string(),
  language: z.enum(['FR', 'EN']),
  seats: z.number().int().min(1).max(1_000),
});

/** Schedules a session of an instructor-led course. Throws one of SCHEDULE_TRAINING_SESSION_PROBLEMS. */
export async function scheduleTrainingSession(
  ctx: Context,
  raw: z.input<typeof scheduleTrainingSessionInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'training.manage');
  const input = parse(scheduleTrainingSessionInput, raw);
  const { courseId, startsAt, endsAt, seats, timeZone } = input;
  checkZone(timeZone);
  if (startsAt <= ctx.now) throw refused('startsAt', { fr: 'est passé.', en: 'has passed.' });
  if (endsAt <= startsAt)
    throw refused('endsAt', { fr: 'doit suivre le début.', en: 'must follow the start.' });
  return transact(ctx, ctx.actor, async (tx) => {
    const course = await tx.trainingCourse.findUnique({ where: { id: courseId } });
    if (course?.kind !== 'INSTRUCTOR_LED') throw unknownValue('courseId', courseId);
    const id = newId('ses');
    await tx.trainingSession.create({ data: { ...input, id } });
    return {
      value: { id },
      events: [
        happenedAtVendor('training.session_scheduled', id, {
          courseId,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          seats,
        }),
      ],
    };
  });
}

function checkZone(timeZone: string): void {
  try {
    canonicalZone(timeZone);
  } catch (error) {
    if (error instanceof CalendarError) throw unknownPlace(error);
    throw error;
  }
}

function refused(path: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code: 'TOO_SMALL', text }]);
}
