import { builder } from '../builder.ts';
import { ERASE_PERSON_PROBLEMS, erasePerson, type ErasureReceipt } from './erase-person.ts';

const Receipt = builder.objectRef<ErasureReceipt>('ErasureReceipt').implement({
  description: 'What was erased of a person, in numbers: kept as the event `person.erased` (B24).',
  fields: (t) => ({
    personId: t.exposeID('personId', { description: 'Who it was: the id leads to nobody any more.' }),
    eventId: t.exposeID('eventId', {
      description: 'The event that tells of it, in the feed and the audit log.',
    }),
    erasedAt: t.field({
      type: 'DateTime',
      description: 'When.',
      resolve: ({ erasedAt }) => new Date(erasedAt),
    }),
    texts: t.exposeInt('texts', { description: 'How many texts were erased, in whole or in part.' }),
    files: t.exposeInt('files', { description: 'How many files; their content goes within seconds.' }),
    events: t.exposeInt('events', { description: 'In how many events a text was erased.' }),
    keys: t.exposeInt('keys', {
      description:
        'How many API keys were revoked that spoke for the person, or that they made for a sandbox.',
    }),
  }),
});

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
  t.field({
    type: Receipt,
    description:
      'Forgets a person for good: name, addresses, what they wrote, everything that was written on requests that they made, and their name wherever else it stands in the account, the forum and articles. Times, verdicts, clocks, figures and the numbers of events stay, with an id that leads to nobody (B24). Of a member of staff, who must have left (`endAccess`), the name and address go everywhere, and what they did and wrote stays as that of a member of staff. Again, it erases what has come since. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: ERASE_PERSON_PROBLEMS,
      dataField: { name: 'receipt', description: 'What was erased.' },
      result: { description: 'The person is forgotten.' },
      union: { description: 'A receipt, or why nothing was done.' },
    },
    args: { input: t.arg({ type: ErasePersonInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, ctx) => erasePerson(ctx, input),
  }),
);
