import type { Tx } from '../event.ts';
import type { NewNotice } from '../notifications/notify.ts';
import { notify } from '../notifications/notify.ts';
import { inForce } from '../plans/plan-at.ts';
import { homeRegions } from '../regions/region-calendars.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { deskAt } from './desk-at.ts';
import {
  appliesTo,
  recipientsOf,
  type Concern,
  type EscalationRule,
  type EscalationTrigger,
} from './escalation.rules.ts';

// What this term offers to others: clocks tell of their deadlines in their own transaction.

/** The clocks of one trigger, each with the minutes of silence where that is the trigger. */
export interface Escalated {
  trigger: EscalationTrigger;
  clockId: string;
  businessMinutes?: number;
}

/**
 * Tells whom the rules in force name, each once for a clock and trigger, whatever recomputation follows (C32). Loads
 * everything once, however many clocks it is told of.
 */
export async function escalate(tx: Tx, escalated: readonly Escalated[], now: Date): Promise<void> {
  if (escalated.length === 0) return;
  const rules = await rulesAt(tx, now);
  const clocks = await tx.clock.findMany({
    where: { id: { in: escalated.map(({ clockId }) => clockId) } },
    select: {
      id: true,
      dueAt: true,
      calendar: { select: { timeZone: true } },
      ticket: {
        select: {
          id: true,
          number: true,
          accountId: true,
          severity: true,
          planCode: true,
          assigneeId: true,
          teamId: true,
          account: { select: { country: true } },
          site: { select: { country: true } },
        },
      },
    },
  });
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  const due = escalated.flatMap((one) => {
    const clock = byId.get(one.clockId);
    if (!clock) return [];
    const tell = rules
      .filter((rule) => speaksOf(rule, one) && appliesTo(rule, clock.ticket))
      .flatMap((rule) => rule.tell);
    return tell.length > 0 ? [{ ...one, clock, tell }] : [];
  });
  if (due.length === 0) return;
  const desk = await deskAt(tx, now);
  const concernOf = await concerns(
    tx,
    due.map(({ clock }) => clock.ticket),
    now,
  );
  const notices = due.flatMap(({ trigger, clock, tell, businessMinutes }): NewNotice[] => {
    const { ticket, calendar } = clock;
    const about = { reference: reference(ticket.number), severity: ticket.severity };
    const deadline = { ...about, dueAt: clock.dueAt?.toISOString() ?? '', timeZone: calendar.timeZone };
    const what =
      trigger === 'ASSIGNEE_SILENT'
        ? {
            kind: trigger,
            data: { ...about, businessMinutes: businessMinutes! },
            causeId: `${clock.id}:${businessMinutes}`,
          }
        : { kind: `CLOCK_${trigger}` as const, data: deadline, causeId: clock.id };
    return recipientsOf(tell, concernOf(ticket), desk).map((told) => ({
      ...what,
      ...told,
      accountId: ticket.accountId,
      ticketId: ticket.id,
    }));
  });
  await notify(tx, notices, now);
}

function speaksOf(rule: EscalationRule, { trigger, businessMinutes }: Escalated): boolean {
  return (
    rule.trigger === trigger &&
    (trigger !== 'ASSIGNEE_SILENT' || rule.afterBusinessMinutes === businessMinutes)
  );
}

/** The rules of the table in force at an instant. */
export async function rulesAt(
  db: Pick<Tx, 'escalationTable'>,
  at: Date,
): Promise<(EscalationRule & { version: number })[]> {
  const table = await db.escalationTable.findFirst({
    where: { publishedAt: { lte: at } },
    orderBy: { version: 'desc' },
    include: { rules: { orderBy: { position: 'asc' } } },
  });
  return table?.rules ?? [];
}

interface TicketOfConcern {
  accountId: string;
  assigneeId: string | null;
  teamId: string | null;
  account: { country: string };
  site: { country: string } | null;
}

async function concerns(
  tx: Tx,
  tickets: readonly TicketOfConcern[],
  now: Date,
): Promise<(ticket: TicketOfConcern) => Concern> {
  const accountIds = [...new Set(tickets.map(({ accountId }) => accountId))];
  const regionOf = await homeRegions(tx);
  const tams = await tx.tamAssignment.findMany({ where: { accountId: { in: accountIds }, ...inForce(now) } });
  const administrators = await tx.contact.findMany({
    where: { accountId: { in: accountIds }, roles: { has: 'ADMINISTRATOR' } },
    select: { id: true, accountId: true },
    orderBy: { id: 'asc' },
  });
  return ({ accountId, assigneeId, teamId, account, site }) => {
    const tam = tams.find((assignment) => assignment.accountId === accountId);
    return {
      assigneeId,
      teamId,
      regionCode: regionOf((site ?? account).country),
      tamId: tam?.tamId ?? null,
      backupId: tam?.backupId ?? null,
      administratorIds: administrators.filter((one) => one.accountId === accountId).map(({ id }) => id),
    };
  };
}
