import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import {
  ChannelNotIncludedProblem,
  NotCoveredProblem,
  OutOfScopeProblem,
  ProcessOutdatedProblem,
  SolutionExcludedProblem,
  SkuNotSubscribedProblem,
  type AdmissionProblem,
  type Channel,
  type SolutionExclusionFact,
} from './admission-problems.rules.ts';

/** What is asked, how and about what. */
export interface AdmissionRequest {
  requestType: string;
  severity: Severity;
  channel: Channel;
  sku: string;
  /** The version of the intake process that the request follows; null for the current one. */
  intakeVersion: number | null;
}

/** What the programme and the account say about it at that moment. */
export interface AdmissionFacts {
  plan: PlanCode;
  /** The row of the matrix for the request type: every plan, the lowest first. */
  coverage: readonly CoverageFact[];
  /** The severities that the plan lets in by the channel; none when it lacks the channel. */
  channelSeverities: readonly Severity[];
  subscribedSkus: readonly string[];
  /** What takes the solution out of coverage for this account at that moment; null when nothing does. */
  exclusion: SolutionExclusionFact | null;
  currentIntake: { version: number; prompt: Text };
  portal: string;
}

export interface CoverageFact {
  plan: PlanCode;
  verdict: 'COVERED' | 'NOT_COVERED' | 'EXCLUDED';
  /** Set exactly when excluded. */
  clauseNumber: string | null;
}

/**
 * Why the request is not admitted; null when it is. The most final reason comes first, so that nobody mends a form
 * only to learn that the work is excluded: excluded by a clause, about a solution that no plan covers any more, beyond
 * the plan, about a service not subscribed, by a way not included, by an outdated process.
 *
 * @throws Error when the matrix has no cell for the plan, or no plan covers what is merely NOT_COVERED
 * Source: S40, S42, S87, S88, S95, S110, B4.
 */
export function admit(request: AdmissionRequest, facts: AdmissionFacts): AdmissionProblem | null {
  const { plan, coverage, subscribedSkus, channelSeverities, currentIntake } = facts;
  const cell = coverage.find((fact) => fact.plan === plan);
  const coveredFrom = coverage.find(({ verdict }) => verdict === 'COVERED')?.plan ?? null;
  if (cell?.verdict === 'EXCLUDED' && cell.clauseNumber) {
    return new OutOfScopeProblem(cell.clauseNumber, coveredFrom);
  }
  if (cell && facts.exclusion) return new SolutionExcludedProblem(facts.exclusion);
  if (cell?.verdict === 'NOT_COVERED' && coveredFrom) return new NotCoveredProblem(plan, coveredFrom);
  if (cell?.verdict !== 'COVERED')
    throw new Error(`The matrix is silent on ${plan} × ${request.requestType}.`);
  if (!subscribedSkus.includes(request.sku)) return new SkuNotSubscribedProblem(request.sku, subscribedSkus);
  if (!channelSeverities.includes(request.severity)) {
    return new ChannelNotIncludedProblem(request.channel, channelSeverities, facts.portal);
  }
  if (request.intakeVersion !== null && request.intakeVersion !== currentIntake.version) {
    return new ProcessOutdatedProblem(request.requestType, currentIntake.version, currentIntake.prompt);
  }
  return null;
}
