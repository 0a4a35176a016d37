import type { PlanCode, Severity } from '../plans/plan.rules.ts';

export const ESCALATION_TRIGGERS = ['AT_RISK', 'BREACHED', 'ASSIGNEE_SILENT'] as const;
export type EscalationTrigger = (typeof ESCALATION_TRIGGERS)[number];

export const ESCALATION_RECIPIENTS = [
  'ASSIGNEE',
  'TEAM_LEAD',
  'TEAM',
  'ON_DUTY_MANAGERS',
  'TAM',
  'ADMINISTRATORS',
] as const;
export type EscalationRecipient = (typeof ESCALATION_RECIPIENTS)[number];

export interface EscalationRule {
  trigger: EscalationTrigger;
  /** Set exactly for ASSIGNEE_SILENT. */
  afterBusinessMinutes: number | null;
  /** Of these, or of all when empty. */
  planCodes: readonly PlanCode[];
  severities: readonly Severity[];
  tell: readonly EscalationRecipient[];
}

/** Whether a rule speaks of a ticket, by its plan and severity. */
export function appliesTo(
  { planCodes, severities }: Pick<EscalationRule, 'planCodes' | 'severities'>,
  ticket: { planCode: PlanCode; severity: Severity },
): boolean {
  return (
    (planCodes.length === 0 || planCodes.includes(ticket.planCode)) &&
    (severities.length === 0 || severities.includes(ticket.severity))
  );
}

/** A member of the staff who could be told. */
export interface Person {
  id: string;
  regionCode: string;
  manager: boolean;
  /** Now while at work; else when the own region opens next, after an absence. */
  availableAt: Date;
}

export interface Team {
  id: string;
  regionCode: string;
  leadId: string | null;
  memberIds: readonly string[];
}

/** Everybody who could be told, as things are at one instant. */
export interface Desk {
  now: Date;
  staff: ReadonlyMap<string, Person>;
  teams: readonly Team[];
  /** The regions that are at work, those that are for longest first. */
  onDuty: readonly string[];
}

/** Whom a ticket concerns. */
export interface Concern {
  assigneeId: string | null;
  teamId: string | null;
  /** Where the customer is. */
  regionCode: string | null;
  tamId: string | null;
  backupId: string | null;
  administratorIds: readonly string[];
}

export interface Told {
  recipient: { staffId: string } | { contactId: string };
  deliverAt: Date;
}

/**
 * Who is told, each once. Whoever is outside the hours of the own region, or absent, is not: their counterpart in a
 * region that is at work is told instead, and where there is none they are told when they are back. A rule that
 * reaches nobody of the vendor reaches the managers, so that nothing passes unheard.
 *
 * Source: C32.
 */
export function recipientsOf(
  tell: readonly EscalationRecipient[],
  concern: Concern,
  desk: Desk,
): readonly Told[] {
  const staff = new Map<string, Date>();
  const add = (people: readonly Person[]): void => {
    for (const { id, availableAt } of people) {
      const known = staff.get(id);
      if (!known || availableAt < known) staff.set(id, availableAt);
    }
  };
  for (const role of tell) add(peopleOf(role, concern, desk));
  if (staff.size === 0 && tell.some((role) => role !== 'ADMINISTRATORS')) add(managersOf(concern, desk));
  return [
    ...[...staff].map(([staffId, deliverAt]) => ({ recipient: { staffId }, deliverAt })),
    ...(tell.includes('ADMINISTRATORS') ? concern.administratorIds : []).map((contactId) => ({
      recipient: { contactId },
      deliverAt: desk.now,
    })),
  ];
}

function peopleOf(role: EscalationRecipient, concern: Concern, desk: Desk): readonly Person[] {
  const team = desk.teams.find(({ id }) => id === concern.teamId);
  switch (role) {
    case 'ASSIGNEE':
      return orCounterparts(known(desk, [concern.assigneeId]), desk, leadsOf);
    case 'TEAM_LEAD':
      return orCounterparts(known(desk, [team?.leadId ?? null]), desk, leadsOf);
    case 'TEAM':
      return orCounterparts(known(desk, team?.memberIds ?? []), desk, membersOf);
    case 'TAM': {
      const [tam, backup] = [known(desk, [concern.tamId]), known(desk, [concern.backupId])];
      if (tam.some((person) => isAtWork(person, desk))) return tam;
      return backup.some((person) => isAtWork(person, desk)) ? backup : tam;
    }
    case 'ON_DUTY_MANAGERS':
      return managersOf(concern, desk);
    case 'ADMINISTRATORS':
      return [];
  }
}

/** Those at work, and for the others their counterparts; where nobody is a counterpart, they themselves later. */
function orCounterparts(
  people: readonly Person[],
  desk: Desk,
  counterpartsIn: (regionCode: string, desk: Desk) => readonly Person[],
): readonly Person[] {
  const away = people.filter((person) => !isAtWork(person, desk));
  if (away.length === 0) return people;
  const atWork = people.filter((person) => isAtWork(person, desk));
  const region = desk.onDuty.find((code) => counterpartsIn(code, desk).length > 0);
  return region === undefined ? people : [...atWork, ...counterpartsIn(region, desk)];
}

function leadsOf(regionCode: string, desk: Desk): readonly Person[] {
  const leads = known(
    desk,
    desk.teams.filter((team) => team.regionCode === regionCode).map(({ leadId }) => leadId),
  ).filter((person) => isAtWork(person, desk));
  return leads.length > 0 ? leads : membersOf(regionCode, desk);
}

function membersOf(regionCode: string, desk: Desk): readonly Person[] {
  const members = desk.teams
    .filter((team) => team.regionCode === regionCode)
    .flatMap(({ memberIds }) => memberIds);
  return known(desk, members).filter((person) => isAtWork(person, desk));
}

/** The managers at work where the ticket is, else anywhere; where none is, those of the ticket's region, later. */
function managersOf({ teamId, regionCode }: Concern, desk: Desk): readonly Person[] {
  const managers = [...desk.staff.values()].filter(({ manager }) => manager);
  const home = desk.teams.find(({ id }) => id === teamId)?.regionCode ?? regionCode;
  const regions = [home, ...desk.onDuty];
  for (const code of regions) {
    const atWork = managers.filter((person) => person.regionCode === code && isAtWork(person, desk));
    if (atWork.length > 0) return atWork;
  }
  const ofHome = managers.filter((person) => person.regionCode === home);
  return ofHome.length > 0 ? ofHome : managers;
}

function known(desk: Desk, ids: readonly (string | null)[]): Person[] {
  return ids.flatMap((id) => (id === null ? [] : (desk.staff.get(id) ?? [])));
}

function isAtWork({ availableAt }: Person, { now }: Desk): boolean {
  return availableAt <= now;
}
