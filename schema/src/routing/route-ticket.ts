import { absentUntil } from '../absences/absent-until.ts';
import type { NewEvent, Tx } from '../event.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { homeRegions, regionCalendars } from '../regions/region-calendars.ts';
import { tamAtHand } from '../tam/tam-at.ts';
import { giveTicket } from '../tickets/give-ticket.ts';
import {
  choose,
  lackingSkill,
  ruleFor,
  teamFor,
  type Candidate,
  type RoutedTicket,
} from './routing.rules.ts';

// What this term offers to others: tickets are routed in the transaction that receives them.

/**
 * Gives a ticket to whom the rules name: a request for the TAM to the account's TAM, or the backup while the TAM is
 * absent (S30, S80); another one to a team that is assigned by rule, and to the member of it with the skills and the
 * least to do. The event says why. Nothing happens where nobody is found, or all stays as it was.
 */
export async function routeTicket(
  tx: Tx,
  by: { actor: { id: string | null }; now: Date },
  ticketId: string,
): Promise<NewEvent[]> {
  const ticket = await tx.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    include: { account: true, site: true, requester: true, sku: true },
  });
  if (ticket.kind === 'TAM_REQUEST') {
    const tam = await tamAtHand(tx, ticket.accountId, by.now);
    if (tam) return given(ticket, { assigneeId: tam.staffId, why: { rule: tam.as, scores: [] } });
  }
  const table = await routingTableAt(tx, by.now);
  const routed = routedTicket(ticket);
  const rule = table && ruleFor(table.rules, routed);
  if (!table || !rule) return [];
  const teams = await tx.team.findMany({ where: { autoAssign: true }, orderBy: { id: 'asc' } });
  if (teams.length === 0) return [];
  const home = (await homeRegions(tx))((ticket.site ?? ticket.account).country);
  const team = teamFor(rule, teams, home, await regionsOnDuty(tx, by.now));
  if (!team) return [];
  const weigh = (severity: Severity) => table[WEIGHTS[severity]];
  const candidates = await candidatesOf(tx, team.id, weigh, by.now);
  const { staffId, scores } = choose(candidates, routed, rule.skills, weigh(ticket.severity));
  const why = {
    rule: `${table.version}.${rule.position + 1}`,
    scores: scores.map((score) => ({ ...score })),
  };
  return given(ticket, { teamId: team.id, assigneeId: staffId ?? ticket.assigneeId, why });

  async function given(
    current: typeof ticket,
    assignment: { assigneeId: string | null; teamId?: string; why: { rule: string; scores: object[] } },
  ): Promise<NewEvent[]> {
    const { assigneeId, teamId = current.teamId } = assignment;
    if (assigneeId === current.assigneeId && teamId === current.teamId) return [];
    return [await giveTicket(tx, by, current, assignment)];
  }
}

/** Those of some tickets for which somebody has the skills that the rule of each asks for, whichever team they are with. */
export async function skilledFor(
  tx: Tx,
  staffId: string,
  ticketIds: readonly string[],
  at: Date,
): Promise<string[]> {
  const table = await routingTableAt(tx, at);
  const {
    requestTypes = [],
    solutions = [],
    languages = [],
  } = (await tx.skillSet.findUnique({ where: { staffId } })) ?? {};
  const tickets = await tx.ticket.findMany({
    where: { id: { in: [...ticketIds] } },
    include: { account: true, requester: true, sku: true },
  });
  return tickets
    .filter((ticket) => {
      const routed = routedTicket(ticket);
      const skills = (table && ruleFor(table.rules, routed))?.skills ?? [];
      return lackingSkill({ requestTypes, solutions, languages }, routed, skills) === null;
    })
    .map(({ id }) => id);
}

function routedTicket(ticket: {
  planCode: RoutedTicket['planCode'];
  severity: Severity;
  requestTypeCode: string;
  sku: { solutionCode: string };
  requester: { locale: RoutedTicket['language'] | null };
  account: { locale: RoutedTicket['language'] };
}): RoutedTicket {
  return {
    planCode: ticket.planCode,
    severity: ticket.severity,
    requestType: ticket.requestTypeCode,
    solution: ticket.sku.solutionCode,
    language: ticket.requester.locale ?? ticket.account.locale,
  };
}

const WEIGHTS = { SEVERE: 'severeWeight', MODERATE: 'moderateWeight', LIMITED: 'limitedWeight' } as const;

/** The table of rules in force at an instant. */
async function routingTableAt(tx: Tx, at: Date) {
  return tx.routingTable.findFirst({
    where: { publishedAt: { lte: at } },
    orderBy: { version: 'desc' },
    include: { rules: { orderBy: { position: 'asc' } } },
  });
}

/** The regions at work, those that are for longest first. */
async function regionsOnDuty(tx: Tx, now: Date): Promise<string[]> {
  const at = now.getTime();
  return [...(await regionCalendars(tx))]
    .filter(([, calendar]) => calendar.isOpen(at))
    .map(([code, calendar]) => ({ code, closesAt: calendar.nextWindow(at).closesAt }))
    .sort((a, b) => b.closesAt - a.closesAt || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}

/** The members of a team, locked until the transaction ends: what they have is counted by one at a time. */
async function candidatesOf(
  tx: Tx,
  teamId: string,
  weigh: (severity: Severity) => number,
  now: Date,
): Promise<Candidate[]> {
  const members = await tx.$queryRaw<{ id: string }[]>`
    select s."id" from "StaffMember" s join "TeamMember" m on m."staffId" = s."id"
    where m."teamId" = ${teamId} order by s."id" for no key update of s`;
  const ids = members.map(({ id }) => id);
  const loads = await tx.$queryRaw<{ staffId: string; severity: Severity; tickets: number }[]>`
    select * from tierline_load(${ids}::text[])`;
  const absent = await absentUntil(tx, ids, now);
  const skills = await tx.skillSet.findMany({ where: { staffId: { in: ids } } });
  return ids.map((staffId) => {
    const known = skills.find((set) => set.staffId === staffId);
    return {
      staffId,
      load: loads
        .filter((load) => load.staffId === staffId)
        .reduce((sum, { severity, tickets }) => sum + tickets * weigh(severity), 0),
      capacity: known?.capacity ?? null,
      requestTypes: known?.requestTypes ?? [],
      solutions: known?.solutions ?? [],
      languages: known?.languages ?? [],
      absent: absent.has(staffId),
    };
  });
}
