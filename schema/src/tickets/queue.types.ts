import type { Actor } from '../access.ts';
import { builder } from '../builder.ts';
import { asSet } from '../french.ts';
import { localeArg, localized } from '../localized.ts';
import { connection, decodeCursor, encodeCursor, itemQuery, readPageArgs, type Kind } from '../paging.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { queueEntries, queueLength, type QueueFilter, type QueuePlace } from './queue-order.ts';
import { queueReason } from './queue-reason.rules.ts';
import { QueueEmptyProblem } from './queue-empty.rules.ts';
import { Ticket } from './ticket.types.ts';

type AskedFilter = Omit<QueueFilter, 'mine' | 'orNoTeam'> & { isMine?: boolean | null | undefined };

const QueueFilterInput = builder.inputRef<AskedFilter>('QueueFilter').implement({
  description: 'Which tickets of the queue; what is left out is not asked. All of it must hold.',
  fields: (t) => ({
    teamIds: t.idList({ description: 'With one of these teams.' }),
    region: t.string({ description: 'With a team of this region, such as `EMEA`.' }),
    assigneeId: t.id({ description: 'Assigned to this member of staff.' }),
    isMine: t.boolean({ description: 'True: assigned to you; false: to somebody else, or to nobody.' }),
    labelIds: t.idList({ description: 'With one of these labels.' }),
    accountIds: t.idList({ description: 'Of one of these accounts.' }),
    unassigned: t.boolean({ description: 'True: assigned to nobody; false: to somebody.' }),
    plans: t.field({ type: [PlanCode], description: 'Promised by one of these plans.' }),
    severities: t.field({ type: [Severity], description: 'Of one of these severities.' }),
  }),
});

/** asOf, then the place. */
const KINDS: readonly Kind[] = ['instant', 'integer', 'instant', 'integer', 'integer', 'instant', 'text'];

builder.prismaObjectField(Ticket, 'queueReason', (t) =>
  t.string({
    nullable: true,
    description:
      'Why it stands where it does in the queue, now, in a sentence (R1); the deadline in the zone of the account. Null when it is not in the queue, and for customers.',
    args: localeArg(),
    select: {
      severity: true,
      planCode: true,
      queueEntry: true,
      account: { select: { timeZone: true } },
    },
    resolve: ({ severity, planCode: plan, queueEntry: entry, account: { timeZone } }, { locale }, ctx) => {
      if (!entry || ctx.actor.kind !== 'staff') return null;
      const { atRiskAt, endedAt } = entry;
      const dueAt = atRiskAt && entry.dueAt; // where nothing is promised, it is the end of time
      return localized(
        asSet(queueReason({ severity, plan, dueAt, atRiskAt, endedAt, timeZone }, ctx.now)),
        locale,
        ctx,
      );
    },
  }),
);

builder.queryField('queue', (t) =>
  t.connection({
    type: Ticket,
    description:
      'What waits for the desk: tickets to be worked on, and others on which the customer waits for an answer, in the order in which to work them (rule R1): what is at risk or breached first, by deadline; then severity, plan with Premium ahead (S31), deadline, receipt. Later pages keep the order of the first page’s instant. Staff only.',
    authScopes: { staff: true },
    args: { filter: t.arg({ type: QueueFilterInput, description: 'Which ones; all unless told.' }) },
    resolve: async (_root, { filter: asked, ...args }, ctx, info) => {
      const filter = filterOf(asked ?? {}, ctx.actor);
      const { size, backward, cursor } = readPageArgs(args);
      const { asOf, from } = placeOf(cursor, ctx.now);
      const found = await queueEntries(ctx.db, { asOf, filter, from, backward }, size + 1);
      const page = found.slice(0, size);
      if (backward) page.reverse();
      const tickets = await ctx.db.ticket.findMany({
        ...itemQuery(ctx, info),
        where: { id: { in: page.map(({ ticketId }) => ticketId) } },
      });
      const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
      const edges = page.flatMap((place) => {
        const node = byId.get(place.ticketId);
        return node ? [{ node, cursor: cursorOf(asOf, place) }] : [];
      });
      return {
        ...connection(edges, { backward, hasMore: found.length > size, hasCursor: cursor !== null }),
        count: () => queueLength(ctx.db, filter),
      };
    },
  }),
);

function filterOf({ isMine, ...filter }: AskedFilter, { id }: Actor): QueueFilter {
  return isMine == null || id === null ? filter : { ...filter, mine: { is: isMine, staffId: id } };
}

function placeOf(cursor: string | null, now: Date): { asOf: Date; from: QueuePlace | null } {
  if (cursor === null) return { asOf: now, from: null };
  const [asOf, section, dueAt, severityRank, planRank, receivedAt, ticketId] = decodeCursor(
    cursor,
    KINDS,
  ) as [string, number, string, number, number, string, string];
  return {
    asOf: new Date(asOf),
    from: {
      section: section === 0 ? 0 : 1,
      dueAt: new Date(dueAt),
      severityRank,
      planRank,
      receivedAt: new Date(receivedAt),
      ticketId,
    },
  };
}

function cursorOf(asOf: Date, place: QueuePlace): string {
  const { section, dueAt, severityRank, planRank, receivedAt, ticketId } = place;
  return encodeCursor([
    asOf.toISOString(),
    section,
    dueAt.toISOString(),
    severityRank,
    planRank,
    receivedAt.toISOString(),
    ticketId,
  ]);
}

builder.objectType(QueueEmptyProblem, {
  name: 'QueueEmptyProblem',
  description:
    'Nothing in the queue is for you to take: no ticket of your teams, and none without a team for which you have the skills, waits without somebody who has it.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    lackingSkillCount: t.exposeInt('lackingSkillCount', {
      description:
        'How many without a team wait for somebody with skills that you lack; 0 where you asked for one team.',
    }),
  }),
});
