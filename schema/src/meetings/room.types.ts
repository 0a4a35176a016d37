import { builder } from '../builder.ts';
import { Meeting } from './meeting.types.ts';

const MeetingRoom = builder.prismaObject('MeetingRoom', {
  description:
    'The room of a meeting at its provider. It is asked for after the meeting was scheduled, moved or called off, and what fails is tried again for some nine hours.',
  fields: (t) => ({
    state: t.expose('state', {
      type: builder.enumType('MeetingRoomState', {
        description: 'How the room stands to its meeting.',
        values: {
          PENDING: { description: 'The provider is yet to do what the meeting needs.' },
          READY: { description: 'The room is there as the meeting is: `joinLink` leads to it.' },
          FAILED: { description: 'The provider did not do it; `retryMeetingRoom` asks again.' },
          REMOVED: { description: 'There is none, or none any more: the meeting needs none.' },
        } as const,
      }),
      description: 'How it stands.',
    }),
    failure: t.expose('failure', {
      type: builder.enumType('MeetingRoomFailure', {
        description: 'Why a provider did not do what was asked of it.',
        values: {
          NOT_AUTHORISED: {
            description:
              'It does not know the credentials, or they may not do this: put the configuration right.',
          },
          UNKNOWN_HOST: { description: 'The organizer’s address is nobody’s there.' },
          REFUSED: { description: 'It refused the meeting as it is.' },
          RATE_LIMITED: { description: 'It was asked for too much; it is asked again when it says so.' },
          UNAVAILABLE: { description: 'It had an error of its own.' },
          NO_ANSWER: { description: 'It could not be reached, or did not answer.' },
        } as const,
      }),
      nullable: true,
      description: 'Why the latest attempt failed; null when it did not.',
    }),
    failedAt: t.expose('failedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it failed; null when it did not.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the provider is asked next; null while nothing is to be done.',
    }),
  }),
});

builder.prismaObjectField(Meeting, 'room', (t) =>
  t.field({
    type: MeetingRoom,
    nullable: true,
    description:
      'Its room at the provider, for staff; null for customers, and for a meeting with a link of the organizer’s own (S27).',
    select: { room: true },
    resolve: ({ room }, _args, { actor }) => (actor.kind === 'staff' ? room : null),
  }),
);
