import { builder } from '../builder.ts';
import { connection, decodeCursor, encodeCursor, readPageArgs, type PageArgs } from '../paging.ts';
import { PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import type {
  Breach,
  Durations,
  Exclusion as ExclusionCount,
  ExclusionReason as ExclusionReasonCode,
  Figures,
  SatisfactionFigures,
  Tally,
} from './figures.rules.ts';
import { monthAt } from './month.rules.ts';
import { recountedFigures } from './recounted-figures.ts';
import { supportReport, type CountedFigures, type SupportReport } from './support-report.ts';

const ResponseDurations = builder.objectRef<Durations>('Durations').implement({
  description:
    'Business time that clocks took until they ended, without pauses (C12). Cancelled ones are not in it.',
  fields: (t) => ({
    clocks: t.exposeInt('clocks', { description: 'How many were measured to their end.' }),
    medianSeconds: t.exposeFloat('medianSeconds', {
      nullable: true,
      description:
        'Half of them took no longer: business seconds, by nearest rank, so always one that was measured; null where there is none.',
    }),
    percentile90Seconds: t.exposeFloat('percentile90Seconds', {
      nullable: true,
      description: 'Nine of ten took no longer: business seconds, by nearest rank; null where there is none.',
    }),
  }),
});

const ExclusionReason = builder.enumType('ExclusionReason', {
  description:
    'Why a clock gives no verdict: such clocks are counted apart, never left out in silence (C36, B16).',
  values: {
    NOT_APPLICABLE: { description: 'The plan promises no initial response (C25).' },
    WITHDRAWN: { description: 'The customer withdrew the request before a response (C24).' },
    MERGED: { description: 'The ticket was merged into another, where the wait goes on (C20).' },
    SPAM: { description: 'It was no request (C24).' },
    DUPLICATE: { description: 'The request was made already, on another ticket (C24).' },
    IMPORTED: { description: 'Of a ticket from another system: history, not judged here (C34).' },
    REPAIRED: { description: 'Two people agreed that the clock gives no verdict (C33).' },
  } satisfies Record<ExclusionReasonCode, { description: string }>,
});

const Exclusion = builder.objectRef<ExclusionCount>('Exclusion').implement({
  description: 'Clocks that give no verdict for one reason.',
  fields: (t) => ({
    reason: t.expose('reason', { type: ExclusionReason, description: 'The reason.' }),
    clocks: t.exposeInt('clocks', { description: 'How many.' }),
  }),
});

export const PromiseTally = builder.objectRef<Tally>('PromiseTally').implement({
  description:
    'How initial-response promises stand. Every clock is in exactly one of the numbers: met, breached, breachedOpen, undecided, or an exclusion (C36).',
  fields: (t) => ({
    met: t.exposeInt('met', { description: 'Answered by `dueAt`.' }),
    breached: t.exposeInt('breached', { description: 'Answered after `dueAt`.' }),
    breachedOpen: t.exposeInt('breachedOpen', { description: 'Past `dueAt`, and still not answered.' }),
    undecided: t.exposeInt('undecided', {
      description: 'Neither answered nor past `dueAt` yet: no verdict so far.',
    }),
    excluded: t.field({
      type: [Exclusion],
      description: 'Clocks without a verdict, by reason, the most frequent first.',
      resolve: ({ excluded }) => excluded,
    }),
    attainment: t.exposeFloat('attainment', {
      nullable: true,
      description: 'met / (met + breached + breachedOpen), 0 to 1 (C36); null where there is no verdict.',
    }),
    response: t.field({
      type: ResponseDurations,
      description: 'How long the initial responses took, also where none was promised (C25).',
      resolve: ({ response }) => response,
    }),
  }),
});

const SeverityTally = builder.objectRef<Figures['bySeverity'][number]>('SeverityTally').implement({
  description: 'The promises of one severity.',
  fields: (t) => ({
    severity: t.expose('severity', { type: Severity, description: 'As the ticket has it now.' }),
    tickets: t.exposeInt('tickets', { description: 'How many requests were received.' }),
    promises: t.field({
      type: PromiseTally,
      description: 'How their promises stand.',
      resolve: (tally) => tally,
    }),
  }),
});

const RequestTypeCount = builder.objectRef<Figures['byRequestType'][number]>('RequestTypeCount').implement({
  description: 'How often something was asked for.',
  fields: (t) => ({
    requestType: t.field({
      type: RequestTypeCode,
      description: 'What was asked for.',
      resolve: ({ requestType }) => requestType as typeof RequestTypeCode.$inferType,
    }),
    tickets: t.exposeInt('tickets', { description: 'How many requests.' }),
  }),
});

const ScoreCount = builder.objectRef<SatisfactionFigures['byScore'][number]>('ScoreCount').implement({
  description: 'How often a score was given.',
  fields: (t) => ({
    score: t.exposeInt('score', { description: '1, very dissatisfied, to 5, very satisfied.' }),
    answers: t.exposeInt('answers', { description: 'How often.' }),
  }),
});

const ReportedBreach = builder.objectRef<Breach & { timeZone: string }>('ReportedBreach').implement({
  description: 'A promise that was broken (B16).',
  fields: (t) => ({
    ticket: t.prismaField({
      type: 'Ticket',
      description: 'The ticket.',
      resolve: (query, { ticketId }, _args, { db }) =>
        db.ticket.findUniqueOrThrow({ ...query, where: { id: ticketId } }),
    }),
    severity: t.expose('severity', { type: Severity, description: 'As the ticket has it now.' }),
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that made the promise.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When the request came in.' }),
    targetSeconds: t.exposeInt('targetSeconds', { description: 'The promise in business seconds.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'The last instant in time.' }),
    dueAtLocal: t.string({
      description: '`dueAt` as the clocks of the customer showed it, with its offset (C37).',
      resolve: ({ dueAt, timeZone }) => localInstant(dueAt.getTime(), timeZone),
    }),
    breachedAt: t.expose('breachedAt', {
      type: 'DateTime',
      description:
        'When it was broken: `dueAt`, or the correction that set a deadline in the past (C16, C31).',
    }),
    respondedAt: t.expose('respondedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null while it is not.',
    }),
    businessSeconds: t.exposeFloat('businessSeconds', {
      description: 'Business seconds from receipt to the response, else to `asOf`.',
    }),
    wallSeconds: t.exposeFloat('wallSeconds', {
      description: 'The same in seconds of the clock on the wall, nights and holidays included (C36).',
    }),
  }),
});

export const SatisfactionFiguresType = builder
  .objectRef<SatisfactionFigures>('SatisfactionFigures')
  .implement({
    description: 'What requesters say of their resolved tickets: each is asked once (S2).',
    fields: (t) => ({
      asked: t.exposeInt('asked', { description: 'How many were asked.' }),
      answered: t.exposeInt('answered', { description: 'How many answered.' }),
      responseRate: t.exposeFloat('responseRate', {
        nullable: true,
        description: 'answered / asked, 0 to 1; null where nobody was asked.',
      }),
      satisfied: t.exposeFloat('satisfied', {
        nullable: true,
        description: 'The share of 4 and 5 among the answers (CSAT), 0 to 1; null without an answer.',
      }),
      average: t.exposeFloat('average', {
        nullable: true,
        description: 'The mean score, 1 to 5; null without an answer.',
      }),
      byScore: t.field({
        type: [ScoreCount],
        description: 'How often each score was given, from 1 to 5.',
        resolve: ({ byScore }) => byScore,
      }),
    }),
  });

const SupportFigures = builder.objectRef<CountedFigures>('SupportFigures').implement({
  description: 'The numbers of a report.',
  fields: (t) => ({
    tickets: t.int({
      description: 'How many requests were received.',
      resolve: ({ figures }) => figures.tickets,
    }),
    promises: t.field({
      type: PromiseTally,
      description: 'How the promises of the initial response stand.',
      resolve: ({ figures }) => figures.promises,
    }),
    bySeverity: t.field({
      type: [SeverityTally],
      description: 'The same by severity, the worst first; all three, also without a request.',
      resolve: ({ figures }) => figures.bySeverity,
    }),
    byRequestType: t.field({
      type: [RequestTypeCount],
      description: 'What was asked for, the most frequent first.',
      resolve: ({ figures }) => figures.byRequestType,
    }),
    nextResponse: t.field({
      type: ResponseDurations,
      description: 'How long the customer waited for later answers; measured without a promise (C11).',
      resolve: ({ figures }) => figures.nextResponse,
    }),
    resolution: t.field({
      type: ResponseDurations,
      description: 'How long it took until the end; measured without a promise (S60, C11).',
      resolve: ({ figures }) => figures.resolution,
    }),
    satisfaction: t.field({
      type: SatisfactionFiguresType,
      description: 'What requesters say of the tickets of the month that were resolved.',
      resolve: ({ figures }) => figures.satisfaction,
    }),
    breaches: t.connection({
      type: ReportedBreach,
      description: 'Every promise that was broken, the earliest deadline first (B16).',
      resolve: ({ figures, timeZoneOf }, args) =>
        pageOf(
          figures.breaches.map((breach) => ({ ...breach, timeZone: timeZoneOf(breach.calendarId) })),
          args,
        ),
    }),
  }),
});

/** One page of breaches that are in hand already. */
function pageOf<Item extends Breach>(items: readonly Item[], args: PageArgs) {
  const { size, backward, cursor } = readPageArgs(args);
  const keyOf = ({ dueAt, number }: Item) => [dueAt.toISOString(), number] as const;
  const [dueAt, number] = cursor === null ? [] : decodeCursor(cursor, ['instant', 'integer']);
  const beyond = items.filter((item) => {
    if (dueAt === undefined || number === undefined) return true;
    const [due, own] = keyOf(item);
    const order = due < dueAt ? -1 : due > dueAt ? 1 : own - Number(number);
    return backward ? order < 0 : order > 0;
  });
  const page = backward ? beyond.slice(-size) : beyond.slice(0, size);
  const edges = page.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    ...connection(edges, { backward, hasMore: beyond.length > size, hasCursor: cursor !== null }),
    count: () => Promise.resolve(items.length),
  };
}

const SupportReportType = builder.objectRef<SupportReport>('SupportReport').implement({
  description:
    'How well an account was supported in a month: the month in which a request was received, in the account’s zone (S2, C36).',
  fields: (t) => ({
    account: t.prismaField({
      type: 'Account',
      description: 'The customer.',
      resolve: (query, { accountId }, _args, { db }) =>
        db.account.findUniqueOrThrow({ ...query, where: { id: accountId } }),
    }),
    month: t.expose('month', { type: 'Month', description: 'The month.' }),
    timeZone: t.exposeString('timeZone', { description: 'The zone in which it begins and ends.' }),
    from: t.expose('from', { type: 'DateTime', description: 'Its first instant.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Its end, exclusive.' }),
    over: t.boolean({
      description: 'Whether the month is over. Until then, and while something is undecided, numbers move.',
      resolve: ({ to, asOf }) => asOf >= to,
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant for which it was computed (C37).' }),
    figures: t.field({
      type: SupportFigures,
      description: 'The numbers.',
      resolve: (report) => report,
    }),
    recount: t.field({
      type: SupportFigures,
      description:
        'The same numbers, counted anew from the event log alone: equal to `figures`, or one of the two is wrong (S2).',
      extensions: { cost: 50 },
      resolve: (report, _args, ctx) => recountedFigures(ctx, report),
    }),
  }),
});

/** It reads every ticket of a month. */
const DEAR = { cost: 20 };

builder.queryField('supportReport', (t) =>
  t.field({
    type: SupportReportType,
    nullable: true,
    description:
      'How well an account was supported in a month (S2, B16); null when the account is absent or not yours. A month that has not begun there is refused; one without requests is all zeros. As a page with charts: `createReportLink`.',
    authScopes: { signedIn: true },
    extensions: DEAR,
    args: {
      accountId: t.arg.id({ required: true, description: 'The account.' }),
      month: t.arg({ type: 'Month', required: true, description: 'The month of receipt.' }),
    },
    resolve: (_root, args, ctx) => supportReport(ctx, args),
  }),
);

builder.prismaObjectField('Account', 'supportReport', (t) =>
  t.field({
    type: SupportReportType,
    nullable: true,
    description: 'How well it was supported in a month (S2, B16): what the query `supportReport` answers.',
    extensions: DEAR,
    args: {
      month: t.arg({
        type: 'Month',
        description: 'The month of receipt; the one that runs there unless told.',
      }),
    },
    resolve: ({ id: accountId, timeZone }, { month }, ctx) =>
      supportReport(ctx, { accountId, month: month ?? monthAt(ctx.now, timeZone) }),
  }),
);
