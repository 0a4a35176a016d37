import { eventType, field, payload } from '../event-type.ts';
import { ROOM_FAILURES } from './room.rules.ts';

const engagementId = field.maybeId('eng', 'The engagement of the TAM that it belongs to; null without one.');
const span = (description: string) =>
  field.object(
    { startsAt: field.instant('When it begins.'), endsAt: field.instant('When it ends.') },
    description,
  );

export const meetingEvents = {
  'meeting.scheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion a été planifiée (S27).', en: 'A meeting was scheduled (S27).' },
    payload: payload({
      engagementId,
      organizerId: field.id('stf', 'Who of the staff holds it.'),
      startsAt: field.instant('When it begins.'),
      endsAt: field.instant('When it ends.'),
    }),
  }),
  'meeting.rescheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion a été déplacée.', en: 'A meeting was moved.' },
    payload: payload({ before: span('Where it stood.'), after: span('Where it stands.') }),
  }),
  'meeting.cancelled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion a été annulée.', en: 'A meeting was cancelled.' },
    payload: payload({ startsAt: field.instant('When it would have begun.') }),
  }),
  'meeting.held': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion a eu lieu.', en: 'A meeting took place.' },
    payload: payload({
      engagementId,
      startsAt: field.instant('When it began.'),
      decisions: field.integer('How many decisions were written down.'),
      absent: field.integer('How many of those invited did not come.'),
    }),
  }),
  'meeting.missed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion n’a pas eu lieu (S72).', en: 'A meeting did not take place (S72).' },
    payload: payload({ engagementId, startsAt: field.instant('When it should have begun.') }),
  }),
  'meeting.room_made': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La salle d’une réunion est prête : le lien pour la rejoindre est connu.',
      en: 'The room of a meeting is ready: the link to join it is known.',
    },
    payload: payload({ provider: field.oneOf(['ZOOM'], 'Where it is.') }),
  }),
  'meeting.room_failed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le fournisseur n’a pas fait ce que demandait une réunion, et n’est plus sollicité.',
      en: 'The provider did not do what a meeting needs, and is not asked again.',
    },
    payload: payload({ failure: field.oneOf(ROOM_FAILURES, 'Why.') }),
  }),
  'meeting.room_retried': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le fournisseur est sollicité de nouveau pour une réunion.',
      en: 'The provider is asked again for a meeting.',
    },
    payload: payload({ failure: field.oneOf(ROOM_FAILURES, 'What had failed.') }),
  }),
  'meeting.materials_added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Des documents ont été joints à une réunion.', en: 'Files were added to a meeting.' },
    payload: payload({ attachmentIds: field.listOf(field.id('att', 'A file.'), 'The files.') }),
  }),
  'meeting.action_item_added': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une action a été confiée à quelqu’un.', en: 'Somebody took on an action.' },
    payload: payload({
      actionItemId: field.id('act', 'The action.'),
      ownerId: field.text('Who took it on: `con_…` or `stf_…`.'),
      dueOn: field.date('Until when.'),
    }),
  }),
  'meeting.action_item_done': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une action a été accomplie.', en: 'An action was done.' },
    payload: payload({ actionItemId: field.id('act', 'The action.') }),
  }),
  'calendar_feed.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une personne a obtenu une adresse pour son agenda, ou une nouvelle.',
      en: 'A person got an address for the own calendar, or another one.',
    },
    payload: payload({ feedId: field.id('cal', 'The feed.') }),
  }),
  'calendar_feed.revoked': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'L’adresse d’un agenda ne mène plus nulle part.',
      en: 'The address of a calendar leads nowhere any more.',
    },
    payload: payload({ feedId: field.id('cal', 'The feed.') }),
  }),
};
