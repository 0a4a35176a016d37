import { builder } from '../builder.ts';
import { CREATE_REPORT_LINK_PROBLEMS, createReportLink, type NewReportLink } from './create-report-link.ts';

const SupportReportLinkInput = builder.inputType('SupportReportLinkInput', {
  description: 'The report of an account for a month.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account.' }),
    month: t.field({ type: 'Month', required: true, description: 'The month; it must have begun there.' }),
  }),
});

const VendorReportLinkInput = builder.inputType('VendorReportLinkInput', {
  description: 'The report of all accounts for some months. Staff only.',
  fields: (t) => ({
    from: t.field({ type: 'Month', required: true, description: 'The first month.' }),
    to: t.field({ type: 'Month', required: true, description: 'The last month, included; 13 at most.' }),
  }),
});

const StatementLinkInput = builder.inputType('StatementLinkInput', {
  description: 'The statement of an account, for its administrators and for staff.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account.' }),
    from: t.field({ type: 'LocalDate', required: true, description: 'First local day.' }),
    to: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Last local day, included; 367 days at most.',
    }),
  }),
});

const ReviewLinkInput = builder.inputType('ReviewLinkInput', {
  description: 'A review, for whoever may read it.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Which one; for the customer a completed one.' }),
  }),
});

const CreateReportLinkInput = builder.inputType('CreateReportLinkInput', {
  description: 'Which report to show as a page: exactly one of them.',
  isOneOf: true,
  fields: (t) => ({
    support: t.field({ type: SupportReportLinkInput, description: 'What `supportReport` answers.' }),
    vendor: t.field({ type: VendorReportLinkInput, description: 'What `vendorReport` answers.' }),
    statement: t.field({ type: StatementLinkInput, description: 'What `accountStatement` answers.' }),
    monthlyReview: t.field({
      type: ReviewLinkInput,
      description: 'The TAM’s review of all requests of a month (S83, B6).',
    }),
    healthReview: t.field({ type: ReviewLinkInput, description: 'The yearly health review (S82).' }),
  }),
});

const ReportLink = builder.objectRef<NewReportLink>('ReportLink').implement({
  description:
    'An address that shows a report in a browser, which sends no token along. Whoever holds it sees what you may see: hand it to nobody else.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description:
        'The address, with a secret in it. The page is in the language of this request; `locale=fr` or `locale=en` in the address chooses another.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The last instant at which it works: ten minutes after it was made.',
    }),
  }),
});

builder.mutationField('createReportLink', (t) =>
  t.field({
    type: ReportLink,
    description:
      'Makes an address under which a browser shows a report as a page, to print or to keep. Each call makes another one. Event: `report.linked`.',
    authScopes: { signedIn: true },
    errors: {
      types: CREATE_REPORT_LINK_PROBLEMS,
      dataField: { name: 'link', description: 'Where the page is.' },
      result: { description: 'The page is there.' },
      union: { description: 'The address, or why there is none.' },
    },
    args: { input: t.arg({ type: CreateReportLinkInput, required: true, description: 'Which report.' }) },
    resolve: (_root, { input }, ctx) => createReportLink(ctx, input),
  }),
);
