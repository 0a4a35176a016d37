import { Prisma, type PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { supportCalendar } from '../calendar/support-calendar.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { pausesOf } from '../sla/clock.rules.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import { escalate, rulesAt, type Escalated } from './escalate.ts';
import { appliesTo, type EscalationRule } from './escalation.rules.ts';
import { silences } from './silence.rules.ts';

const BATCH = 200;

/**
 * Tells of every wait in which the vendor has been silent for as long as a rule says, each length once. Looks at the
 * clocks whose time has come, and at those that were last looked at by an older table of rules: new ones too.
 * Several processes may do so at once, and stop half way.
 *
 * @returns how many clocks it looked at
 */
export async function tellSilence(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'silence', actor: { kind: 'system', id: null } } as const;
  let looked = 0;
  for (;;) {
    const { found } = await transact(origin, async (tx) => {
      const rules = (await rulesAt(tx, now)).filter(({ trigger }) => trigger === 'ASSIGNEE_SILENT');
      const version = await versionAt(tx, now);
      const due = await dueClocks(tx, version, now);
      const events = await lookAt(tx, due, rules, version, now);
      return { value: { found: due.length }, events };
    });
    looked += found;
    if (found < BATCH) return looked;
  }
}

async function versionAt(tx: Tx, now: Date): Promise<number> {
  const { _max } = await tx.escalationTable.aggregate({
    where: { publishedAt: { lte: now } },
    _max: { version: true },
  });
  return _max.version ?? 0;
}

/** By one index after the other: each finds few rows. */
async function dueClocks(tx: Tx, version: number, now: Date): Promise<string[]> {
  const find = (condition: Prisma.Sql, limit: number) => tx.$queryRaw<{ id: string }[]>`
    select c."id" from "Clock" c join "Ticket" t on t."id" = c."ticketId"
    where c."endedAt" is null and c."metric" <> 'RESOLUTION' and ${condition}
    limit ${limit} for update of t skip locked`;
  const outdated = await find(Prisma.sql`c."silenceVersion" < ${version}`, BATCH);
  const come = await find(
    Prisma.sql`c."silenceAt" <= ${now} and c."silenceVersion" >= ${version}`,
    BATCH - outdated.length,
  );
  return [...outdated, ...come].map(({ id }) => id);
}

async function lookAt(
  tx: Tx,
  ids: readonly string[],
  rules: readonly EscalationRule[],
  version: number,
  now: Date,
): Promise<NewEvent[]> {
  const clocks = await tx.clock.findMany({
    where: { id: { in: [...ids] }, endedAt: null },
    include: { calendar: true, ticket: { include: { pauses: true } } },
    orderBy: { id: 'asc' },
  });
  const escalated: Escalated[] = [];
  const events: NewEvent[] = [];
  for (const clock of clocks) {
    const { ticket } = clock;
    const from =
      ticket.assignedAt && ticket.assignedAt > clock.startedAt ? ticket.assignedAt : clock.startedAt;
    const { come, lookAt: next } = silences(
      { from, pauses: pausesOf(clock.metric, ticket.pauses) },
      supportCalendar(keptSpec(clock.calendar)),
      rules.filter((rule) => appliesTo(rule, ticket)).map((rule) => rule.afterBusinessMinutes!),
      clock.silenceTold,
      now,
    );
    await tx.clock.update({
      where: { id: clock.id },
      data: {
        silenceAt: next,
        silenceVersion: version,
        silenceTold: come.at(-1)?.businessMinutes ?? clock.silenceTold,
      },
    });
    for (const { businessMinutes, at } of come) {
      escalated.push({ trigger: 'ASSIGNEE_SILENT', clockId: clock.id, businessMinutes });
      const silent = happened('clock.silent', ticket, {
        clockId: clock.id,
        metric: clock.metric,
        businessMinutes,
      });
      events.push({ ...silent, occurredAt: at });
    }
  }
  await escalate(tx, escalated, now);
  return events;
}
