import type { Prisma } from '@tierline/prisma/database';
import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';

export const HolidayCorrectionAction = builder.enumType('HolidayCorrectionAction', {
  description: 'What a correction does to a local date (K9).',
  values: {
    ADD: { description: 'The desk is closed all day, which the holiday data do not say.' },
    REMOVE: { description: 'The day is no public holiday, although the holiday data say so.' },
    CLOSE_EARLY: { description: 'The desk closes from a local time on.' },
  } as const,
});

export const HolidayCorrection = builder.prismaObject('HolidayCorrection', {
  description:
    'A correction of a country’s public holidays, published while the servers run, beyond those of the catalogue. It is never changed, only withdrawn (K9).',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: 'Its number: 1, 2, 3 … for corrections and withdrawals together; never used again.',
    }),
    country: t.exposeString('country', { description: 'ISO 3166-1 code, such as `FR`.' }),
    subdivision: t.exposeString('subdivision', {
      nullable: true,
      description: 'The state or region, with all its parts; null for the whole country.',
    }),
    action: t.expose('action', { type: HolidayCorrectionAction, description: 'What it does.' }),
    on: t.field({
      type: 'LocalDate',
      description: 'The date, as those live it who are there (K7).',
      select: { on: true },
      resolve: ({ on }) => on.toISOString().slice(0, 10),
    }),
    closesFrom: t.exposeString('closesFrom', {
      nullable: true,
      description: 'Local time `HH:mm` from which the desk is closed; null unless it closes early.',
    }),
    name: t.string({
      nullable: true,
      description: 'What the day is called; null for one that is removed.',
      args: localeArg(),
      select: { nameFr: true, nameEn: true },
      resolve: ({ nameFr, nameEn }, { locale }, ctx) =>
        nameFr === null || nameEn === null ? null : localized({ fr: nameFr, en: nameEn }, locale, ctx),
    }),
    reason: t.exposeString('reason', { description: 'Why the holiday data are wrong.' }),
    source: t.exposeString('source', { description: 'Where the truth is published: an address.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    publishedBy: t.relation('publishedBy', { type: StaffMember, description: 'Who published it.' }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn; null while it stands.',
      select: { withdrawal: true },
      resolve: ({ withdrawal }) => withdrawal?.withdrawnAt ?? null,
    }),
    withdrawalReason: t.string({
      nullable: true,
      description: 'Why it was withdrawn; null while it stands.',
      select: { withdrawal: true },
      resolve: ({ withdrawal }) => withdrawal?.reason ?? null,
    }),
  }),
});

builder.queryField('holidayCorrections', (t) =>
  t.connection({
    type: HolidayCorrection,
    description:
      'The corrections of public holidays that were published, the newest first, withdrawn ones included (K9). Open to everybody (S35).',
    args: {
      country: t.arg.string({ description: 'Only those of the country of this ISO 3166-1 code.' }),
      asOf: t.arg({
        type: 'DateTime',
        description: 'Only those that stood at this instant (B13); every one unless told.',
      }),
    },
    resolve: (_root, { country, asOf, ...args }, ctx, info) => {
      const scope = { ...(country && { country }), ...(asOf && stoodAt(asOf)) };
      return keysetPage<Prisma.HolidayCorrectionGetPayload<object>>(
        args,
        [['version', 'desc', 'integer']],
        scope,
        (page) => ctx.db.holidayCorrection.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.holidayCorrection.count({ where: scope }),
      );
    },
  }),
);

function stoodAt(asOf: Date) {
  return {
    publishedAt: { lte: asOf },
    OR: [{ withdrawal: null }, { withdrawal: { withdrawnAt: { gt: asOf } } }],
  };
}
