import { builder } from './builder.ts';
import type { Context } from './context.ts';
import type { Text } from './problem.ts';

export const Locale = builder.enumType('Locale', {
  description: 'A language of labels, texts and notices. Codes never change with it.',
  values: {
    FR: { description: 'French, as the programme is published.' },
    EN: { description: 'English.' },
  } as const,
});

/** The argument of every text that exists in both languages: `args: localeArg()`. */
export function localeArg() {
  return builder.args((t) => ({
    locale: t.field({
      type: Locale,
      description: 'The language; that of `Accept-Language` unless told (B21).',
    }),
  }));
}

/** The text in the language asked for, else in that of the request. */
export function localized(text: Text, asked: 'FR' | 'EN' | null | undefined, ctx: Context): string {
  return (asked ?? ctx.locale) === 'FR' ? text.fr : text.en;
}
