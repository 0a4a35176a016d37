import type { Locale } from '../src/generated/client/client.ts';

interface DemoCourse {
  code: string;
  titleFr: string;
  titleEn: string;
  descriptionFr: string;
  descriptionEn: string;
  /** A course that people take by themselves, which nobody counts (E6); without it an instructor leads it. */
  url?: string;
  lessons?: { titleFr: string; titleEn: string; url: string; minutes: number }[];
  /** Who takes it: how many lessons they completed, each on a day of its own, the first so many days ago. */
  learners?: { by: string; lessons: number; daysAgo: number }[];
  sessions: DemoSession[];
}

interface DemoSession {
  /** Scheduled so many days before now; it starts so many days after now, or before where that is negative. */
  announcedDaysAgo: number;
  inDays: number;
  hours: number;
  timeZone: string;
  language: Locale;
  seats: number;
  /** In the order in which they asked. Whoever finds the session full waits. */
  bookings: DemoBooking[];
}

interface DemoBooking {
  by: string;
  daysAgo: number;
  cancelledDaysAgo?: number;
  /** Recorded on the day after. */
  attended?: boolean;
}

/** The learning centre: a used seat, one given back, one that is booked, and a session with somebody in the line (E2). */
export const courses: DemoCourse[] = [
  {
    code: 'FIRST-STEPS',
    titleFr: 'Premiers pas',
    titleEn: 'First steps',
    descriptionFr: 'Une heure, à votre rythme : comptes, profils et versions.',
    descriptionEn: 'An hour at your own pace: accounts, profiles and versions.',
    url: 'https://learn.example/first-steps',
    lessons: [
      {
        titleFr: 'Comptes et profils',
        titleEn: 'Accounts and profiles',
        url: 'https://learn.example/first-steps/accounts',
        minutes: 20,
      },
      {
        titleFr: 'Versions et publication',
        titleEn: 'Versions and publishing',
        url: 'https://learn.example/first-steps/versions',
        minutes: 25,
      },
      {
        titleFr: 'Demander de l’aide',
        titleEn: 'Asking for help',
        url: 'https://learn.example/first-steps/help',
        minutes: 15,
      },
    ],
    learners: [
      { by: 'haruka.sato', lessons: 2, daysAgo: 9 },
      { by: 'camille.laurent', lessons: 3, daysAgo: 40 },
    ],
    sessions: [],
  },
  {
    code: 'TAGS',
    titleFr: 'Les balises en détail',
    titleEn: 'Tags in depth',
    descriptionFr: 'Une demi-journée avec un formateur : règles de chargement, ordre et consentement.',
    descriptionEn: 'Half a day with an instructor: load rules, order and consent.',
    sessions: [
      {
        announcedDaysAgo: 100,
        inDays: -40,
        hours: 4,
        timeZone: 'Europe/Paris',
        language: 'EN',
        seats: 12,
        bookings: [
          { by: 'grace.whitfield', daysAgo: 80, attended: true },
          { by: 'camille.laurent', daysAgo: 75, attended: true },
          { by: 'elodie.tremblay', daysAgo: 70, cancelledDaysAgo: 60 },
        ],
      },
      {
        announcedDaysAgo: 30,
        inDays: 21,
        hours: 4,
        timeZone: 'America/New_York',
        language: 'EN',
        seats: 12,
        bookings: [{ by: 'marcus.lee', daysAgo: 12 }],
      },
    ],
  },
  {
    code: 'AUDIENCES',
    titleFr: 'Concevoir des audiences',
    titleEn: 'Designing audiences',
    descriptionFr: 'Une journée en petit groupe, sur vos propres données.',
    descriptionEn: 'A day in a small group, on your own data.',
    sessions: [
      {
        announcedDaysAgo: 28,
        inDays: 35,
        hours: 7,
        timeZone: 'Europe/Paris',
        language: 'FR',
        seats: 2,
        bookings: [
          { by: 'antoine.girard', daysAgo: 20 },
          { by: 'nadia.benali', daysAgo: 15 },
          { by: 'camille.laurent', daysAgo: 5 },
        ],
      },
    ],
  },
];
