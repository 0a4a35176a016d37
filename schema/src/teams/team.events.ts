import { eventType, field, payload } from '../event-type.ts';

const MEMBERS = (what: string) => field.listOf(field.id('stf', 'A member of the staff.'), what);

export const teamEvents = {
  'team.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une équipe a été créée (S9).', en: 'A team was created (S9).' },
    payload: payload({
      name: field.freeText('What the team is called.'),
      region: field.text('The region whose calendar it works by (S108).'),
      memberIds: MEMBERS('Who is in it.'),
      leadId: field.maybeId('stf', 'Who leads it.'),
    }),
  }),
  'team.members_changed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Des personnes ont rejoint ou quitté une équipe.', en: 'People joined or left a team.' },
    payload: payload({
      joined: MEMBERS('Who joined.'),
      left: MEMBERS('Who left.'),
      lead: field.object(
        {
          before: field.maybeId('stf', 'Who led it until now.'),
          after: field.maybeId('stf', 'Who leads it from now on.'),
        },
        'Who leads it.',
      ),
    }),
  }),
};
