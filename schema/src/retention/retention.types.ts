import { builder } from '../builder.ts';

const RetentionKind = builder.enumType('RetentionKind', {
  description: 'What is kept for a time only. Events, tickets and clocks are the record: they stay.',
  values: {
    IDEMPOTENCY_KEY: { description: 'What a named request was answered: after that its name is free again.' },
    REQUEST_ADDRESS: { description: 'From where a change was asked for, in the audit log.' },
    OUTGOING_MAIL: { description: 'Mail that was sent, or is not sent any more.' },
    INCOMING_MAIL: {
      description:
        'Mail that came in, once it is a ticket or was discarded: its bytes, texts and addresses. What became a message stays with the ticket; what is in quarantine has a period of its own.',
    },
    PHONE_CALL: {
      description:
        'A call of which nothing comes, because staff discarded it or nobody left a message: its number and transcript, from the day of the call.',
    },
    QUARANTINED_MAIL: {
      description:
        'Mail in quarantine that nobody decided about: it is discarded then (`mail.discarded`), and its bytes, texts and addresses go.',
    },
    WEBHOOK_DELIVERY: { description: 'What was sent to a webhook, and the answers.' },
  } as const,
});

const RetentionPeriod = builder.prismaObject('RetentionPeriod', {
  description: 'How long something is kept that is not part of the record.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RetentionKind, description: 'What.' }),
    days: t.exposeInt('days', { description: 'How many days; it goes within the hour after.' }),
  }),
});

builder.queryField('retentionPeriods', (t) =>
  t.prismaField({
    type: [RetentionPeriod],
    description: 'How long is kept what is not part of the record.',
    authScopes: { signedIn: true },
    resolve: (query, _root, _args, { db }) =>
      db.retentionPeriod.findMany({ ...query, orderBy: { kind: 'asc' } }),
  }),
);
