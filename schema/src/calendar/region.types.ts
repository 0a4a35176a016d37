import { builder } from '../builder.ts';
import { countries, subdivisions, zonesOf, type NamedCode } from './region.rules.ts';

const Subdivision = builder.objectRef<NamedCode>('Subdivision').implement({
  description: 'A part of a country that has public holidays of its own (K10).',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'Its code, such as `BY`, or `BY-A` for a part of a part.',
    }),
    name: t.exposeString('name', { description: 'Its name, in English where that is known.' }),
  }),
});

const Country = builder.objectRef<NamedCode>('Country').implement({
  description: 'A country whose public holidays are known.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'ISO 3166-1 code, such as `FR`.' }),
    name: t.exposeString('name', { description: 'Its name, in English where that is known.' }),
    timeZones: t.stringList({
      description: 'Its IANA zones. Where there are several, none is ever chosen for anybody (K11).',
      resolve: ({ code }) => [...zonesOf(code)],
    }),
    subdivisions: t.field({
      type: [Subdivision],
      description: 'Its parts with holidays of their own; empty where the whole country has the same.',
      resolve: ({ code }) => [...subdivisions(code)],
    }),
  }),
});

builder.queryField('countries', (t) =>
  t.field({
    type: [Country],
    description:
      'Where customers can be: to choose zone, country and subdivision from. Open to everybody (S35).',
    args: { code: t.arg.string({ description: 'Only the country of this ISO 3166-1 code.' }) },
    resolve: (_root, { code }) => countries().filter((country) => !code || country.code === code),
  }),
);
