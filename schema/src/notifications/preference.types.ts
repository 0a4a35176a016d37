import type { Context } from '../context.ts';
import { builder } from '../builder.ts';
import { Locale, localeArg, localized } from '../localized.ts';
import { goesByMail } from './mail-preference.rules.ts';
import { KIND_WORDS, kindsFor } from './notice-kinds.rules.ts';
import type { NoticeKind } from './notice.rules.ts';
import { NoticeKindType } from './notice.types.ts';

const KindPreference = builder
  .objectRef<{ kind: NoticeKind; byMail: boolean; chosen: boolean }>('KindPreference')
  .implement({
    description: 'Whether one kind of notices is told by mail too. The inbox has all of them.',
    fields: (t) => ({
      kind: t.expose('kind', { type: NoticeKindType, description: 'The kind.' }),
      label: t.string({
        description: 'What it is called.',
        args: localeArg(),
        resolve: ({ kind }, { locale }, ctx) => localized(KIND_WORDS[kind].label, locale, ctx),
      }),
      description: t.string({
        description: 'When it is told, in a sentence.',
        args: localeArg(),
        resolve: ({ kind }, { locale }, ctx) => localized(KIND_WORDS[kind].description, locale, ctx),
      }),
      byMail: t.exposeBoolean('byMail', { description: 'Whether it is told by mail.' }),
      chosen: t.exposeBoolean('chosen', {
        description: 'Whether you chose that; else the kind does so by itself.',
      }),
    }),
  });

export const NotificationPreferences = builder
  .objectRef<{ personId: string }>('NotificationPreferences')
  .implement({
    description: 'How you are told of what concerns you, besides the inbox. Yours alone.',
    fields: (t) => ({
      locale: t.field({
        type: Locale,
        description: 'The language of your mails: your own, else that of your account, else English (B21).',
        resolve: async (_preferences, _args, ctx) => localeOf(ctx),
      }),
      mailsPerHour: t.int({
        description:
          'How many mails of notices you get in an hour of the clock; what is told beyond comes in one digest after it.',
        resolve: async (_preferences, _args, { db }) =>
          (await db.mailPolicy.findUniqueOrThrow({ where: { id: 1 } })).mailsPerHour,
      }),
      kinds: t.field({
        type: [KindPreference],
        description: 'The kinds of notices that can concern you.',
        resolve: async ({ personId }, _args, { actor, db }) => {
          const chosen = await db.mailPreference.findMany({ where: { personId } });
          return kindsFor(actor).map((kind) => {
            const choice = chosen.find((one) => one.kind === kind);
            return { kind, byMail: choice?.byMail ?? goesByMail(kind), chosen: choice !== undefined };
          });
        },
      }),
    }),
  });

async function localeOf({ db, actor }: Context): Promise<'FR' | 'EN'> {
  if (actor.kind === 'staff') {
    return (await db.staffMember.findUniqueOrThrow({ where: { id: actor.id } })).locale ?? 'EN';
  }
  const where = { id: actor.id ?? '' };
  const { locale, account } = await db.contact.findUniqueOrThrow({ where, include: { account: true } });
  return locale ?? account.locale;
}

builder.queryField('notificationPreferences', (t) =>
  t.field({
    type: NotificationPreferences,
    nullable: true,
    description: 'How you are told of what concerns you; null for people of partners, who are told nothing.',
    authScopes: { signedIn: true },
    resolve: (_root, _args, { actor }) =>
      actor.kind === 'contact' || actor.kind === 'staff' ? { personId: actor.id } : null,
  }),
);
