import { builder } from '../builder.ts';
import { payloadSchema, type EventTypeDefinition } from '../event-type.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { localeArg, localized } from '../localized.ts';

const EventAudience = builder.enumType('EventAudience', {
  description: 'Who sees the events of a type.',
  values: {
    CUSTOMER: { description: 'The people of the account, their partners, and staff.' },
    VENDOR: { description: 'Staff only.' },
  } as const,
});

const EventType = builder.objectRef<EventTypeDefinition & { name: string }>('EventType').implement({
  description: 'A kind of events, and what its payloads hold: the contract of feed and webhooks (B11).',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Such as `ticket.opened`: a word of the programme, and what happened.',
    }),
    version: t.exposeString('version', {
      description:
        'Since when payloads have this form, a date. Fields may be added to it; one that changes or goes makes a new version.',
    }),
    audience: t.expose('audience', { type: EventAudience, description: 'Who sees them.' }),
    summary: t.string({
      description: 'What it means, in a sentence.',
      args: localeArg(),
      resolve: ({ text }, { locale }, ctx) => localized(text, locale, ctx),
    }),
    rules: t.exposeStringList('rules', {
      description: 'The rules of the programme that it follows, such as `C16`; empty for none.',
    }),
    payloadSchema: t.field({
      type: 'JSON',
      description: 'The form of `payload`, as JSON Schema 2020-12.',
      resolve: ({ payload }) => payloadSchema(payload),
    }),
  }),
});

builder.queryField('eventTypes', (t) =>
  t.field({
    type: [EventType],
    description: 'Every type of events there is, by name: the types of the SDK are made of it.',
    authScopes: { signedIn: true },
    resolve: () =>
      Object.entries(EVENT_TYPES)
        .map(([name, definition]) => ({ name, ...definition }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }),
);
