import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { MailNotQuarantinedProblem } from './decided.rules.ts';

const IncomingMailState = builder.enumType('IncomingMailState', {
  description: 'What became of a mail that came in.',
  values: {
    RECEIVED: { description: 'Kept; it is read within seconds.' },
    ACCEPTED: { description: 'It is a ticket, or a reply on one.' },
    QUARANTINED: { description: 'It awaits a decision of staff: `releaseMail` or `discardMail`.' },
    DISCARDED: { description: 'Somebody decided that nothing comes of it.' },
  } as const,
});

const QuarantineReason = builder.enumType('QuarantineReason', {
  description: 'Why a mail is in quarantine (S13).',
  values: {
    UNREADABLE: { description: 'It is damaged, takes too much to read, or names no author, or several.' },
    BOUNCE: { description: 'A server tells of mail that it could not deliver.' },
    AUTO_REPLY: { description: 'A program wrote it: somebody is out of office.' },
    LOOP: { description: 'It comes from ourselves, or has been through too many servers.' },
    LIST: { description: 'It was sent to a mailing list.' },
    SPAM: { description: 'A filter on its way called it spam.' },
    SENDER_NOT_PROVEN: { description: 'Its author’s domain says that it is not theirs: DMARC fails.' },
    UNKNOWN_SENDER: { description: 'Its author is no contact of any account.' },
    AMBIGUOUS_SENDER: { description: 'Its author is a contact of several accounts.' },
    NOT_THEIR_TICKET: { description: 'It answers a ticket of an account of which its author is no contact.' },
    UNCLEAR: {
      description: 'It does not say what is asked, or of which service. Its author was told how to.',
    },
    NOT_ADMITTED: {
      description:
        'The plan does not cover it, or its ticket takes no reply. Its author was told what to do.',
    },
  } as const,
});

export const IncomingMail = builder.prismaObject('IncomingMail', {
  description: 'A mail that came in (S13). For staff.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `inm_`.' }),
    messageId: t.exposeString('messageId', {
      description:
        'Its Message-ID without brackets, or a hash where it has none. What comes twice with the same content is one mail; what says something else under the same id is another one.',
    }),
    fromAddress: t.exposeString('fromAddress', {
      nullable: true,
      description:
        'Who wrote it, as it says; null until it was read, and once it was erased (B24) or kept long enough (`retentionPeriods`).',
    }),
    recipients: t.exposeStringList('recipients', { description: 'To which of our addresses it came.' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Its subject; null when `fromAddress` is, and where it was redacted.',
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'What its author wrote, without markup; null when `subject` is.',
    }),
    quoted: t.exposeString('quoted', { nullable: true, description: 'What was quoted below it.' }),
    fileNames: t.exposeStringList('fileNames', { description: 'The files that it brought.' }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'How large it is as a whole.' }),
    receivedAt: t.expose('receivedAt', {
      type: 'DateTime',
      description: 'When it was here as a whole: the clock of a ticket starts then (C4).',
    }),
    state: t.expose('state', { type: IncomingMailState, description: 'What became of it.' }),
    reason: t.expose('reason', {
      type: QuarantineReason,
      nullable: true,
      description: 'Why it is in quarantine; null unless it is.',
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'What there is to say about that.' }),
    spf: t.exposeString('spf', { nullable: true, description: 'Result of SPF, as RFC 8601 names it.' }),
    dkim: t.exposeString('dkim', { nullable: true, description: 'Result of DKIM, as RFC 8601 names it.' }),
    dmarc: t.exposeString('dmarc', { nullable: true, description: 'Result of DMARC, as RFC 8601 names it.' }),
    ticket: t.relation('ticket', { nullable: true, description: 'The ticket that it is, or is on.' }),
    decidedBy: t.relation('decidedBy', { nullable: true, description: 'Who released or discarded it.' }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true, description: 'When.' }),
  }),
});

builder.queryField('incomingMails', (t) =>
  t.connection({
    type: IncomingMail,
    description: 'Mails that came in, the latest first, none of them lost. For staff.',
    authScopes: { staff: true },
    args: {
      states: t.arg({ type: [IncomingMailState], description: 'Only these; all unless told.' }),
      reasons: t.arg({ type: [QuarantineReason], description: 'Only what is quarantined for one of these.' }),
    },
    resolve: (_root, { states, reasons, ...args }, ctx, info) => {
      const shown = {
        ...(states && { state: { in: states } }),
        ...(reasons && { reason: { in: reasons } }),
      };
      return keysetPage<typeof IncomingMail.$inferType>(
        args,
        [
          ['receivedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        shown,
        (page) => ctx.db.incomingMail.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.incomingMail.count({ where: shown }),
      );
    },
  }),
);

builder.objectType(MailNotQuarantinedProblem, {
  name: 'MailNotQuarantinedProblem',
  description: 'Only what is in quarantine can be decided about.',
  interfaces: [ProblemInterface],
});
