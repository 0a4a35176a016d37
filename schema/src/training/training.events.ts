import { eventType, field, payload } from '../event-type.ts';

const SEAT = {
  bookingId: field.id('bkg', 'The booking.'),
  sessionId: field.id('ses', 'The session.'),
  contactId: field.id('con', 'For whom.'),
};

const LESSON = {
  courseId: field.id('crs', 'The course.'),
  contactId: field.id('con', 'Who takes it.'),
  lessonId: field.id('les', 'The lesson.'),
};

export const trainingEvents = {
  'training.course_created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un cours a été ajouté.', en: 'A course was added.' },
    payload: payload({
      code: field.text('Its code.'),
      kind: field.oneOf(['SELF_PACED', 'INSTRUCTOR_LED'], 'How it is taken.'),
    }),
  }),
  'training.lesson_added': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une leçon a été ajoutée à un cours en libre-service.',
      en: 'A lesson was added to a self-paced course.',
    },
    payload: payload({
      lessonId: field.id('les', 'The lesson.'),
      position: field.integer('Its place in the course.'),
    }),
  }),
  'training.lesson_withdrawn': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une leçon d’un cours en libre-service a été retirée.',
      en: 'A lesson of a self-paced course was withdrawn.',
    },
    payload: payload({ lessonId: field.id('les', 'The lesson.') }),
  }),
  'training.lesson_opened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne a ouvert une leçon d’un cours en libre-service (S46).',
      en: 'A person opened a lesson of a self-paced course (S46).',
    },
    payload: payload(LESSON),
  }),
  'training.lesson_completed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne a terminé une leçon d’un cours en libre-service (S46).',
      en: 'A person completed a lesson of a self-paced course (S46).',
    },
    payload: payload(LESSON),
  }),
  'training.course_completed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne a terminé un cours en libre-service (S46).',
      en: 'A person completed a self-paced course (S46).',
    },
    payload: payload({
      courseId: field.id('crs', 'The course.'),
      contactId: field.id('con', 'Who takes it.'),
    }),
  }),
  'training.session_scheduled': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une session a été planifiée.', en: 'A session was scheduled.' },
    payload: payload({
      courseId: field.id('crs', 'The course.'),
      startsAt: field.instant('When it starts.'),
      endsAt: field.instant('When it ends.'),
      seats: field.integer('How many can take part.'),
    }),
  }),
  'training.session_cancelled': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une session a été annulée.', en: 'A session was cancelled.' },
    payload: payload({ reason: field.freeText('Why.') }),
  }),
  'training.seat_booked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une place a été réservée (E2).', en: 'A seat was booked (E2).' },
    payload: payload(SEAT),
  }),
  'training.waiting_joined': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Quelqu’un attend une place.', en: 'Somebody waits for a seat.' },
    payload: payload(SEAT),
  }),
  'training.seat_promoted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Qui attendait a obtenu une place.', en: 'Somebody who waited got a seat.' },
    payload: payload(SEAT),
  }),
  'training.seat_cancelled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une place, ou une attente, a été annulée.',
      en: 'A seat, or a wait for one, was cancelled.',
    },
    payload: payload({
      ...SEAT,
      by: field.oneOf(['CUSTOMER', 'VENDOR'], 'Whose side cancelled it.'),
    }),
  }),
  'training.attendance_recorded': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'La présence a été enregistrée.', en: 'Attendance was recorded.' },
    payload: payload({
      bookingId: field.id('bkg', 'The booking.'),
      attended: field.yesNo('Whether the person came.'),
    }),
  }),
};
