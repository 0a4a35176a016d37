import { builder } from '../builder.ts';
import { Severity } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { DISCARD_MAIL_PROBLEMS, discardMail } from './discard-mail.ts';
import { IncomingMail } from './incoming-mail.types.ts';
import { RELEASE_MAIL_PROBLEMS, releaseMail } from './release-mail.ts';

const ReleaseMailInput = builder.inputType('ReleaseMailInput', {
  description: 'As what a quarantined mail is let through.',
  fields: (t) => ({
    mailId: t.id({ required: true, description: 'The mail.' }),
    contactId: t.id({ description: 'As whose mail; the one contact with its address unless told.' }),
    ticketId: t.id({
      description: 'As a reply on this ticket of the contact’s account; a new one unless told.',
    }),
    requestType: t.string({
      description: 'What a new ticket asks for, such as `LOGIN_ISSUE`; as the mail says unless told.',
    }),
    severity: t.field({ type: Severity, description: 'How bad it is; as the mail says unless told.' }),
    sku: t.string({ description: 'Which service it is about; as the mail says unless told.' }),
  }),
});

builder.mutationField('releaseMail', (t) =>
  t.prismaField({
    type: IncomingMail,
    description:
      'Lets a quarantined mail through: it is read once more within seconds, under the coverage of every request, and its clock starts when it came in (C4, S13). Staff only.',
    authScopes: { staff: true },
    errors: {
      types: RELEASE_MAIL_PROBLEMS,
      dataField: { name: 'mail', description: 'The mail, to be read once more.' },
      result: { description: 'It was let through.' },
      union: { description: 'The mail, or why it stays where it is.' },
    },
    args: { input: t.arg({ type: ReleaseMailInput, required: true, description: 'Which, and as what.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await releaseMail(ctx, input);
      return ctx.db.incomingMail.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const DiscardMailInput = builder.inputType('DiscardMailInput', {
  description: 'Which quarantined mail nothing comes of.',
  fields: (t) => ({ mailId: t.id({ required: true, description: 'The mail.' }) }),
});

builder.mutationField('discardMail', (t) =>
  t.prismaField({
    type: IncomingMail,
    description: 'Decides that nothing comes of a quarantined mail. It is kept. Staff only (S13).',
    authScopes: { staff: true },
    errors: {
      types: DISCARD_MAIL_PROBLEMS,
      dataField: { name: 'mail', description: 'The mail.' },
      result: { description: 'It was discarded.' },
      union: { description: 'The mail, or why it stays where it is.' },
    },
    args: { input: t.arg({ type: DiscardMailInput, required: true, description: 'Which mail.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await discardMail(ctx, input);
      return ctx.db.incomingMail.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
