import { unwrap, type Client } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
let courses = 0;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-02T09:00:00Z' });
});
afterAll(() => desk.stop());
beforeEach(() => desk.at('2026-03-02T09:00:00Z'));

/** A self-paced course with so many lessons. */
async function newCourse(lessons = 2) {
  const code = `SELF-${(courses += 1)}`;
  const { course } = unwrap(
    await desk.engineer.client.training.createCourse({
      code,
      kind: 'SELF_PACED',
      titleFr: 'Premiers pas',
      titleEn: 'First steps',
      descriptionFr: 'Une heure.',
      descriptionEn: 'An hour.',
      url: 'https://learn.example/first-steps',
      lessons: Array.from({ length: lessons }, (_, index) => ({
        titleFr: `Leçon ${index + 1}`,
        titleEn: `Lesson ${index + 1}`,
        url: `https://learn.example/first-steps/${index + 1}`,
        minutes: 10,
      })),
    }),
  );
  return { id: course.id, lessons: course.lessons.map(({ id }) => id) as [string, string] };
}

const courseOf = async (client: Client, id: string) => (await client.training.course(id))!;

test.each(['BASIC', 'ENHANCED', 'PREMIUM'] as const)(
  'S46 E6 on %s a customer takes as many self-paced courses as there are, and nothing is counted',
  async (plan) => {
    const { client, accountId, contactId } = await desk.customer({ plan });
    const before = (await client.entitlements.ledger({ accountId }).all(100)).length;
    const taken = [await newCourse(), await newCourse(), await newCourse(), await newCourse()];
    for (const lessonId of taken.flatMap(({ lessons }) => lessons)) {
      unwrap(await client.training.completeLesson({ lessonId }));
    }
    const { courseProgress } = (await client.training.progress(accountId, { completed: true, first: 100 }))!;
    expect(courseProgress.nodes.map(({ course, contact }) => [course.id, contact.id]).toSorted()).toEqual(
      taken.map(({ id }) => [id, contactId]).toSorted(),
    );
    expect((await client.entitlements.ledger({ accountId }).all(100)).length).toBe(before);
  },
);

test('S46 progress begins, goes on where one was, and is completed once', async () => {
  const { client } = await desk.customer();
  const {
    id,
    lessons: [first, second],
  } = await newCourse();
  expect((await courseOf(client, id)).myProgress).toBeNull();
  const begun = unwrap(await client.training.openLesson({ lessonId: second })).progress;
  expect(begun).toMatchObject({
    percent: 0,
    startedAt: '2026-03-02T09:00:00.000Z',
    completedAt: null,
    resumeAt: { id: second },
  });
  desk.at('2026-03-02T10:00:00Z');
  const half = unwrap(await client.training.completeLesson({ lessonId: second })).progress;
  expect(half).toMatchObject({ percent: 50, completedLessonIds: [second], resumeAt: { id: first } });
  desk.at('2026-03-02T11:00:00Z');
  const done = unwrap(await client.training.completeLesson({ lessonId: first })).progress;
  expect(done).toMatchObject({
    percent: 100,
    completedLessonIds: [second, first],
    resumeAt: null,
    startedAt: '2026-03-02T09:00:00.000Z',
    completedAt: '2026-03-02T11:00:00.000Z',
  });
  desk.at('2026-03-03T11:00:00Z');
  expect(unwrap(await client.training.completeLesson({ lessonId: first })).progress).toEqual(done);
  expect(unwrap(await client.training.openLesson({ lessonId: first })).progress).toMatchObject({
    percent: 100,
    completedAt: '2026-03-02T11:00:00.000Z',
    lastAt: '2026-03-03T11:00:00.000Z',
  });
});

test('S46 lessons that come later leave a completed course completed, and one that goes on open', async () => {
  const { client, colleague } = await desk.customer();
  const other = await colleague();
  const {
    id,
    lessons: [first, second],
  } = await newCourse();
  for (const lessonId of [first, second]) unwrap(await client.training.completeLesson({ lessonId }));
  unwrap(await other.client.training.completeLesson({ lessonId: first }));
  const lesson = { titleFr: 'Plus', titleEn: 'More', url: 'https://learn.example/more', minutes: 5 };
  const { course } = unwrap(await desk.engineer.client.training.addLesson({ courseId: id, ...lesson }));
  expect(course.lessons.map(({ title, position }) => [title, position])).toEqual([
    ['Lesson 1', 1],
    ['Lesson 2', 2],
    ['More', 3],
  ]);
  expect((await courseOf(client, id)).myProgress).toMatchObject({ percent: 100 });
  expect((await courseOf(other.client, id)).myProgress).toMatchObject({ percent: 33, completedAt: null });
  unwrap(await desk.engineer.client.training.withdrawLesson({ lessonId: second }));
  expect((await courseOf(other.client, id)).myProgress).toMatchObject({
    percent: 50,
    resumeAt: { title: 'More' },
  });
  expect(await client.training.openLesson({ lessonId: second })).toMatchObject({
    issues: [{ path: 'lessonId', code: 'UNKNOWN' }],
  });
});

test('S46 of the same lesson sent by five devices at once, one counts, and the course is completed once', async () => {
  const { client, accountId } = await desk.customer();
  const {
    id,
    lessons: [first, second],
  } = await newCourse();
  await Promise.all(
    [first, second, first, second, second].map(async (lessonId) =>
      unwrap(await client.training.completeLesson({ lessonId })),
    ),
  );
  const { id: progressId } = (await courseOf(client, id)).myProgress!;
  const events = await client.events.list({ accountId }).all(200);
  expect(events.filter(({ subject }) => subject === progressId).map(({ type }) => type as string)).toEqual([
    'training.lesson_completed',
    'training.lesson_completed',
    'training.course_completed',
  ]);
});

test('S46 progress is one’s own: administrators and staff read it, colleagues and strangers do not', async () => {
  const administrator = await desk.customer();
  const { accountId } = administrator;
  const learner = await administrator.colleague();
  const other = await administrator.colleague();
  const stranger = await desk.customer();
  const { id, lessons } = await newCourse();
  const { progress } = unwrap(await learner.client.training.openLesson({ lessonId: lessons[0] }));
  const read = async ({ client }: { client: Client }) =>
    (await client.training.progress(accountId))?.courseProgress.nodes.map((one) => one.id);
  expect(await read(learner)).toEqual([progress.id]);
  expect(await read(administrator)).toEqual([progress.id]);
  expect(await read(desk.engineer)).toEqual([progress.id]);
  expect(await read(other)).toEqual([]);
  expect(await read(stranger)).toBeUndefined();
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await other.read(node, { id: progress.id })).toEqual({ node: null });
  expect(await learner.read(node, { id: progress.id })).toEqual({ node: { id: progress.id } });
  expect((await courseOf(administrator.client, id)).myProgress).toBeNull();
  const refused = [
    [desk.engineer, 'FORBIDDEN'],
    [desk.anonymous, 'UNAUTHENTICATED'],
  ] as const;
  for (const [{ client }, code] of refused) {
    await expect(client.training.completeLesson({ lessonId: lessons[0] })).rejects.toMatchObject({ code });
  }
});

test('S46 S64 lessons are of self-paced courses only, which always have one', async () => {
  const led = {
    code: 'LED',
    kind: 'INSTRUCTOR_LED',
    titleFr: 'Un jour',
    titleEn: 'A day',
    descriptionFr: 'Un jour.',
    descriptionEn: 'A day.',
  } as const;
  const lesson = { titleFr: 'Un', titleEn: 'One', url: 'https://learn.example/1', minutes: 1 };
  const staff = desk.engineer.client.training;
  expect(await staff.createCourse({ ...led, lessons: [lesson] })).toMatchObject({
    issues: [{ path: 'lessons', code: 'FOR_SELF_PACED' }],
  });
  const { course } = unwrap(await staff.createCourse(led));
  for (const courseId of [course.id, 'crs_none']) {
    expect(await staff.addLesson({ courseId, ...lesson })).toMatchObject({
      issues: [{ path: 'courseId', code: 'UNKNOWN' }],
    });
  }
  const url = 'https://learn.example/alone';
  const alone = unwrap(await staff.createCourse({ ...led, code: 'ALONE', kind: 'SELF_PACED', url })).course;
  expect(alone.lessons).toMatchObject([{ position: 1, title: 'A day', url, minutes: 60 }]);
  expect(await staff.withdrawLesson({ lessonId: alone.lessons[0]!.id })).toMatchObject({
    issues: [{ path: 'lessonId', code: 'LAST_LESSON' }],
  });
  const { client } = await desk.customer();
  await expect(client.training.addLesson({ courseId: alone.id, ...lesson })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
