import { builder } from '../builder.ts';
import { ERASE_PERSON_PROBLEMS, erasePerson } from './erase-person.ts';
import { Erasure } from './erasure.types.ts';

const ErasePersonInput = builder.inputType('ErasePersonInput', {
  description: 'A person to forget.',
  fields: (t) => ({
    personId: t.id({
      required: true,
      description:
        'A contact (`con_…`), a person of a partner (`pps_…`), or a member of staff (`stf_…`) whose access has ended.',
    }),
    confirmation: t.string({
      required: true,
      description: 'The person’s e-mail address, typed by whoever means it: nothing brings back what goes.',
    }),
  }),
});

builder.mutationField('erasePerson', (t) =>
  t.prismaField({
    type: Erasure,
    description:
      'Forgets a person for good: name, addresses, what they wrote, everything that was written on requests that they made, and their name wherever else it stands in the account, in articles, the forum and what the vendor says to everybody. Times, verdicts, clocks, figures and the numbers of events stay, with an id that leads to nobody (B24). Of a member of staff, who must have left (`endAccess`), the name and address go everywhere, and what they did and wrote stays as that of a member of staff. Again, it erases what has come since. What is the person’s own is gone when this answers; where others name them may take longer, which `finishedAt` and the event `person.erased` tell. An address of an article that names the person leads nowhere from then on. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: ERASE_PERSON_PROBLEMS,
      dataField: { name: 'receipt', description: 'What was erased so far.' },
      result: { description: 'The person is forgotten.' },
      union: { description: 'A receipt, or why nothing was done.' },
    },
    args: { input: t.arg({ type: ErasePersonInput, required: true, description: 'Whom.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await erasePerson(ctx, input);
      return ctx.db.erasure.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
