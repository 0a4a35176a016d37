import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Region } from '../programme/programme.types.ts';
import { regionCalendar } from './region-calendars.ts';
import { RegionHoursTooLongProblem, windowsOf, type RegionWindow } from './region-hours.rules.ts';

const RegionHours = builder.objectRef<RegionWindow>('RegionHours').implement({
  description: 'A window of a weekday in which a region’s engineers work, in its local time (S108).',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: '1 is Monday, 5 is Friday.' }),
    opensAt: t.exposeString('opensAt', { description: 'Local time `HH:mm`, included.' }),
    closesAt: t.exposeString('closesAt', { description: 'Local time `HH:mm`, not included.' }),
  }),
});

const HOURS = {
  select: {
    timeZone: true,
    country: true,
    subdivision: true,
    hours: { orderBy: [{ weekday: 'asc' }, { opensAt: 'asc' }] },
  },
} as const;
const at = { type: 'DateTime', description: 'At this instant; now unless told.' } as const;

builder.prismaObjectFields(Region, (t) => ({
  hours: t.field({
    type: [RegionHours],
    description:
      'When its engineers work: Monday to Friday, 08:00 to 18:00 unless a manager set other hours (Q6); never 24/7 (S109).',
    select: HOURS.select,
    resolve: ({ hours }) => [...windowsOf(hours)],
  }),
  onDuty: t.boolean({
    description: 'Whether its engineers work, public holidays of the region considered (S108).',
    args: { at: t.arg(at) },
    select: HOURS.select,
    resolve: async (region, args, { db, now }) =>
      (await regionCalendar(db, region)).isOpen((args.at ?? now).getTime()),
  }),
  nextOpening: t.field({
    type: 'DateTime',
    description: 'When its engineers work next: the instant itself while they do.',
    args: { at: t.arg(at) },
    select: HOURS.select,
    resolve: async (region, args, { db, now }) =>
      (await regionCalendar(db, region)).nextOpening((args.at ?? now).getTime()),
  }),
}));

builder.objectType(RegionHoursTooLongProblem, {
  name: 'RegionHoursTooLongProblem',
  description:
    'Engineers are promised Monday to Friday, ten hours a day at most, and never 24/7 (S108, S109, C38).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: 'The first day that is too long; 1 is Monday.' }),
  }),
});

builder.queryField('regions', (t) =>
  t.prismaField({
    type: [Region],
    description: 'Where the vendor’s engineers work, and when. Open to everybody, as the programme is (S35).',
    resolve: (query, _root, _args, { db }) => db.region.findMany({ ...query, orderBy: { code: 'asc' } }),
  }),
);
