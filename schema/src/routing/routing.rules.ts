import type { PlanCode, Severity } from '../plans/plan.rules.ts';

export const SKILLS = ['REQUEST_TYPE', 'SOLUTION', 'LANGUAGE'] as const;
export type Skill = (typeof SKILLS)[number];

/** What of a ticket decides who gets it. */
export interface RoutedTicket {
  planCode: PlanCode;
  severity: Severity;
  requestType: string;
  solution: string;
  language: 'FR' | 'EN';
}

export interface RoutingRule {
  planCodes: readonly PlanCode[];
  severities: readonly Severity[];
  requestTypes: readonly string[];
  teamId: string | null;
  skills: readonly Skill[];
}

/** The first rule that a ticket fits; an empty list of a rule fits everything. */
export function ruleFor<Rule extends RoutingRule>(
  rules: readonly Rule[],
  { planCode, severity, requestType }: RoutedTicket,
): Rule | null {
  const fits = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value);
  return (
    rules.find(
      (rule) =>
        fits(rule.planCodes, planCode) &&
        fits(rule.severities, severity) &&
        fits(rule.requestTypes, requestType),
    ) ?? null
  );
}

export interface RoutedTeam {
  id: string;
  regionCode: string;
}

/**
 * The team that a ticket goes to: the rule's own; else one of the customer's region while that is at work; else one of
 * a region that is; else, while none is, one of the customer's region, for its next opening. Of several teams of a
 * region, the first by id.
 *
 * @param onDuty the regions at work, those that are for longest first
 */
export function teamFor(
  rule: Pick<RoutingRule, 'teamId'>,
  teams: readonly RoutedTeam[],
  homeRegion: string | null,
  onDuty: readonly string[],
): RoutedTeam | null {
  if (rule.teamId !== null) return teams.find(({ id }) => id === rule.teamId) ?? null;
  const atWork = [...onDuty.filter((code) => code === homeRegion), ...onDuty];
  for (const code of [...atWork, homeRegion]) {
    const team = teams.find(({ regionCode }) => regionCode === code);
    if (team) return team;
  }
  return null;
}

export interface Candidate {
  staffId: string;
  /** What open tickets weigh together. */
  load: number;
  /** The most that they may. */
  capacity: number | null;
  requestTypes: readonly string[];
  solutions: readonly string[];
  languages: readonly string[];
  absent: boolean;
}

/** Why somebody of the team does not get a ticket. */
export type Refusal = 'ABSENT' | 'SKILL_REQUEST_TYPE' | 'SKILL_SOLUTION' | 'SKILL_LANGUAGE' | 'CAPACITY';

export interface Score {
  staffId: string;
  load: number;
  refusal: Refusal | null;
}

/**
 * Who of a team gets a ticket: of those who are there, have the skills and room for its weight, whoever has the least
 * to do; of equals the first by id. Nobody when there is none. Everybody is named with what decided.
 */
export function choose(
  candidates: readonly Candidate[],
  ticket: RoutedTicket,
  skills: readonly Skill[],
  weight: number,
): { staffId: string | null; scores: Score[] } {
  const scores = candidates
    .map((candidate) => ({
      staffId: candidate.staffId,
      load: candidate.load,
      refusal: refusalOf(candidate, ticket, skills, weight),
    }))
    .sort((a, b) => a.load - b.load || (a.staffId < b.staffId ? -1 : 1));
  return { staffId: scores.find(({ refusal }) => refusal === null)?.staffId ?? null, scores };
}

function refusalOf(
  { absent, load, capacity, requestTypes, solutions, languages }: Candidate,
  ticket: RoutedTicket,
  skills: readonly Skill[],
  weight: number,
): Refusal | null {
  if (absent) return 'ABSENT';
  const lacking = lackingSkill({ requestTypes, solutions, languages }, ticket, skills);
  if (lacking) return `SKILL_${lacking}`;
  return capacity !== null && load + weight > capacity ? 'CAPACITY' : null;
}

/** The first skill that a rule asks for and somebody lacks for a ticket; whoever names none of a kind has all of it. */
export function lackingSkill(
  { requestTypes, solutions, languages }: Pick<Candidate, 'requestTypes' | 'solutions' | 'languages'>,
  ticket: RoutedTicket,
  skills: readonly Skill[],
): Skill | null {
  const kinds = [
    ['REQUEST_TYPE', requestTypes, ticket.requestType],
    ['SOLUTION', solutions, ticket.solution],
    ['LANGUAGE', languages, ticket.language],
  ] as const;
  const lacking = kinds.find(
    ([skill, known, asked]) => skills.includes(skill) && known.length > 0 && !known.includes(asked),
  );
  return lacking?.[0] ?? null;
}
