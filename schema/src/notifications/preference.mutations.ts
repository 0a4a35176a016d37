import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { NoticeKindType } from './notice.types.ts';
import { NotificationPreferences } from './preference.types.ts';
import {
  SET_NOTIFICATION_PREFERENCES_PROBLEMS,
  setNotificationPreferences,
} from './set-notification-preferences.ts';

const KindPreferenceInput = builder.inputType('KindPreferenceInput', {
  description: 'Whether one kind of notices is told by mail too.',
  fields: (t) => ({
    kind: t.field({ type: NoticeKindType, required: true, description: 'The kind.' }),
    byMail: t.boolean({ required: true, description: 'Whether it is told by mail besides the inbox.' }),
  }),
});

const SetNotificationPreferencesInput = builder.inputType('SetNotificationPreferencesInput', {
  description: 'How you want to be told. What is left out stays as it is.',
  fields: (t) => ({
    locale: t.field({ type: Locale, description: 'The language of your mails.' }),
    kinds: t.field({
      type: [KindPreferenceInput],
      description: 'These kinds, at most 100, of those that can concern you.',
    }),
  }),
});

builder.mutationField('setNotificationPreferences', (t) =>
  t.field({
    type: NotificationPreferences,
    description:
      'Chooses in which language and of which kinds you are told by mail. The inbox has everything.',
    authScopes: { signedIn: true },
    errors: {
      types: SET_NOTIFICATION_PREFERENCES_PROBLEMS,
      dataField: { name: 'preferences', description: 'Your preferences as they are now.' },
      result: { description: 'It is as you chose.' },
      union: { description: 'Your preferences, or why they stay as they are.' },
    },
    args: {
      input: t.arg({ type: SetNotificationPreferencesInput, required: true, description: 'Your choice.' }),
    },
    resolve: (_root, { input }, ctx) => setNotificationPreferences(ctx, input),
  }),
);
