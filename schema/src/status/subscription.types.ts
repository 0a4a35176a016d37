import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { ProblemInterface } from '../problem.types.ts';
import { StatusEventKind } from './status.types.ts';
import { subscriptionOf, type SubscriptionRow } from './subscription-of.ts';
import { StatusLinkProblem } from './subscription.rules.ts';

export const StatusSubscription = builder.objectRef<SubscriptionRow>('StatusSubscription').implement({
  description:
    'An address that is told by mail what happens to the platform, or has yet to be confirmed (S55).',
  fields: (t) => ({
    email: t.exposeString('email', { description: 'The address.' }),
    locale: t.expose('locale', { type: Locale, description: 'In which language it is told.' }),
    kinds: t.expose('kinds', { type: [StatusEventKind], description: 'Of which kinds of events.' }),
    components: t.exposeStringList('components', {
      description: 'Codes of the parts of the platform; empty for all, later ones too.',
    }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was confirmed last; null until then, and nothing is sent.',
    }),
  }),
});

export const StatusSubscriptionRequest = builder
  .objectRef<{ email: string; expiresAt: Date }>('StatusSubscriptionRequest')
  .implement({
    description: 'Mail to an address that was asked for and has yet to be confirmed (S55).',
    fields: (t) => ({
      email: t.exposeString('email', { description: 'Where the mail to confirm goes.' }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be confirmed.' }),
    }),
  });

export const EndedStatusSubscription = builder
  .objectRef<{ email: string }>('EndedStatusSubscription')
  .implement({
    description: 'A subscription that has ended.',
    fields: (t) => ({
      email: t.exposeString('email', { description: 'The address, which is forgotten here.' }),
    }),
  });

builder.objectType(StatusLinkProblem, {
  name: 'StatusLinkProblem',
  description: 'The token leads to no subscription: it has expired, or the subscription has ended.',
  interfaces: [ProblemInterface],
});

builder.queryField('statusSubscription', (t) =>
  t.field({
    type: StatusSubscription,
    nullable: true,
    description:
      'The subscription that the token of a mail leads to; null for none. Open to who has the token.',
    args: { token: t.arg.string({ required: true, description: 'From a mail.' }) },
    resolve: (_root, { token }, { db, now }) => subscriptionOf(db, token, now),
  }),
);
