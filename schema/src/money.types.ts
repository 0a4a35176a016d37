import { builder } from './builder.ts';
import { localeArg } from './localized.ts';
import { decimal, formatMoney, minorDigits, type Money as MoneyShape } from './money.ts';

export const Money = builder.objectRef<MoneyShape>('Money').implement({
  description: 'An amount of money: an integer of the smallest unit of its currency, never a fraction (PR1).',
  fields: (t) => ({
    amountMinor: t.expose('amountMinor', {
      type: 'BigInt',
      description: 'In minor units: `123450` is €1,234.50, ¥123,450, and 123.450 KWD.',
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code, such as `EUR`.' }),
    minorDigits: t.int({
      description: 'How many digits of `amountMinor` stand behind the decimal sign: 2 for EUR, 0 for JPY.',
      resolve: ({ currency }) => minorDigits(currency),
    }),
    decimal: t.string({
      description: 'The amount as a plain decimal number, for programs: `1234.50`.',
      resolve: (money) => decimal(money),
    }),
    formatted: t.string({
      description: 'The amount as a person reads it: `1 234,50 €`, `€1,234.50`.',
      args: localeArg(),
      resolve: (money, { locale }, ctx) => formatMoney(money, locale ?? ctx.locale),
    }),
  }),
});

export const MoneyInput = builder.inputType('MoneyInput', {
  description: 'An amount of money, as an integer of the smallest unit of its currency.',
  fields: (t) => ({
    amountMinor: t.field({
      type: 'BigInt',
      required: true,
      description: 'In minor units: `"123450"` is €1,234.50, ¥123,450, and 123.450 KWD.',
    }),
    currency: t.string({ required: true, description: 'ISO 4217 code, such as `EUR`.' }),
  }),
});
