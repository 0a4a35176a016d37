import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { StillHasAccessProblem } from './erasure.rules.ts';

builder.objectType(StillHasAccessProblem, {
  name: 'StillHasAccessProblem',
  description: 'A member of staff is erased only once their access has ended: see `endAccess`.',
  interfaces: [ProblemInterface],
});

export const Erasure = builder.prismaObject('Erasure', {
  description: 'A person who is forgotten (B24), and what was erased of them, in numbers.',
  fields: (t) => ({
    personId: t.exposeID('personId', { description: 'Who it was: the id leads to nobody any more.' }),
    erasedAt: t.expose('requestedAt', {
      type: 'DateTime',
      description:
        'When it was asked for. Since then nobody is known by this id, and what they wrote is gone.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When every place had been gone through in which others may name the person; null until then. It goes on by itself.',
    }),
    eventId: t.exposeID('eventId', {
      nullable: true,
      description:
        'The event `person.erased` that tells of it, in the feed and the audit log; null until it is finished.',
    }),
    texts: t.exposeInt('texts', { description: 'How many texts were erased so far, in whole or in part.' }),
    files: t.exposeInt('files', { description: 'How many files; their content goes within seconds.' }),
    events: t.exposeInt('events', { description: 'In how many events a text was erased so far.' }),
    keys: t.exposeInt('keys', {
      description:
        'How many API keys were revoked that spoke for the person, or that they made for a sandbox.',
    }),
  }),
});

builder.queryField('erasure', (t) =>
  t.prismaField({
    type: Erasure,
    nullable: true,
    description:
      'How far the erasure of a person is (B24): of several the one that is not finished, or the last. Null for somebody who was not erased. Managers only.',
    authScopes: { manager: true },
    args: {
      personId: t.arg.id({
        required: true,
        description: 'A contact (`con_…`), a person of a partner (`pps_…`) or a member of staff (`stf_…`).',
      }),
    },
    resolve: (query, _root, { personId }, { db }) =>
      db.erasure.findFirst({
        ...query,
        where: { personId },
        orderBy: [{ finishedAt: { sort: 'desc', nulls: 'first' } }, { requestedAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);
