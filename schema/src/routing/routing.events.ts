import { eventType, field, payload } from '../event-type.ts';

export const routingEvents = {
  'routing.published': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une table d’attribution automatique a été publiée.',
      en: 'A table of how tickets are assigned by rule was published.',
    },
    payload: payload({
      version: field.integer('The version; read it by `routingTable`.'),
      rules: field.integer('How many rules it has.'),
    }),
  }),
  'staff.skills_set': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Ce qui peut être attribué à une personne a été fixé.',
      en: 'What a person can be assigned by rule was set.',
    },
    payload: payload({
      requestTypes: field.listOf(field.text('A request type.'), 'Of these, or of all when empty.'),
      solutions: field.listOf(field.text('A solution.'), 'Of these, or of all when empty.'),
      languages: field.listOf(field.oneOf(['FR', 'EN'], 'A language.'), 'In these, or in all when empty.'),
      capacity: field.maybeInteger('The most that open tickets may weigh; null without limit.'),
    }),
  }),
  'team.auto_assignment_set': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'L’attribution automatique d’une équipe a été activée ou désactivée.',
      en: 'A team’s assignment by rule was switched on or off.',
    },
    payload: payload({ on: field.yesNo('True when it is on from now on.') }),
  }),
};
