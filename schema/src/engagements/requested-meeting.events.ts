import { eventType, field, payload } from '../event-type.ts';

const ENGAGEMENT = { engagementId: field.id('eng', 'The engagement that the ticket asked for.') };
const DURATION = { durationMinutes: field.integer('How long it lasts, in minutes.') };

/** What a ticket that asked for a meeting tells of it. */
export const requestedMeetingEvents = {
  'ticket.times_proposed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Des créneaux sont proposés pour la réunion demandée (S81).',
      en: 'Times are proposed for the meeting that was asked for (S81).',
    },
    payload: payload({
      ...ENGAGEMENT,
      startsAt: field.listOf(field.instant('A time.'), 'When it could begin.'),
      ...DURATION,
    }),
  }),
  'ticket.meeting_agreed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La réunion demandée a une date (S81).',
      en: 'The meeting that was asked for has a date (S81).',
    },
    payload: payload({
      ...ENGAGEMENT,
      meetingId: field.id('mee', 'The meeting.'),
      startsAt: field.instant('When it begins.'),
      ...DURATION,
      organizerId: field.id('stf', 'Whose it is: the Technical Account Manager.'),
    }),
  }),
};
