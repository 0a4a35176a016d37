import { InvalidInputProblem, type InputIssue } from '../problem.ts';
import type { ScopeVerdict } from './ticket.rules.ts';

/** What an engineer says of the scope of a request, before the clause is looked up. */
export interface ScopeJudgement {
  verdict: ScopeVerdict;
  /** Number of the exclusion, such as "3.4". */
  clause: string | null;
  /** What the excluded work is, in words: clause 3.3 lists examples only (S98). */
  description: string | null;
  waiverReason: string | null;
  meetingDecision: 'NOT_NEEDED' | 'NEEDED';
  meetingPurpose: 'CLARIFY' | 'DISCUSS' | null;
}

/**
 * Confirms that a judgement is whole: a clause and its description belong to work that is out of scope, a reason to a
 * waiver, a purpose to a meeting (S91, S93).
 *
 * @param path where in the input the judgement stands, such as `review.`
 * @throws InvalidInputProblem with every issue at once
 */
export function checkJudgement(judgement: ScopeJudgement, path: string): void {
  const { verdict, meetingDecision } = judgement;
  const excluded = verdict !== 'IN_SCOPE';
  const issues = [
    ...belongs(judgement.clause, excluded, `${path}clause`),
    ...(excluded ? [] : forbidden(judgement.description, `${path}description`)),
    ...belongs(judgement.waiverReason, verdict === 'WAIVED', `${path}waiverReason`),
    ...belongs(judgement.meetingPurpose, meetingDecision === 'NEEDED', `${path}meetingPurpose`),
  ];
  if (issues.length > 0) throw new InvalidInputProblem(issues);
}

function belongs(value: string | null, required: boolean, path: string): InputIssue[] {
  if (!required) return forbidden(value, path);
  return value === null
    ? [{ path, code: 'REQUIRED', text: { fr: 'est nécessaire ici.', en: 'is needed here.' } }]
    : [];
}

function forbidden(value: string | null, path: string): InputIssue[] {
  return value === null
    ? []
    : [
        {
          path,
          code: 'NOT_APPLICABLE',
          text: { fr: 'n’a pas lieu d’être ici.', en: 'does not belong here.' },
        },
      ];
}
