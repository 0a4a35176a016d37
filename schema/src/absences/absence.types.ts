import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';

const Absence = builder.prismaObject('Absence', {
  description: 'A member of staff is away: is neither assigned nor told anything meanwhile.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `abs_`.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'Until this instant, exclusive.' }),
  }),
});

builder.prismaObjectField(StaffMember, 'absences', (t) =>
  t.prismaField({
    type: [Absence],
    description: 'When the person is away, now and later, the next first. Staff only.',
    authScopes: { staff: true },
    resolve: (query, { id: staffId }, _args, { db, now }) =>
      db.absence.findMany({
        ...query,
        where: { staffId, endsAt: { gt: now } },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        take: 100,
      }),
  }),
);
