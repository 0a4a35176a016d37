import { visibleRows, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { inForce, planAt } from '../plans/plan-at.ts';
import { keptFields, type IntakeField } from '../plans/intake.rules.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { found, unknownValue, type InvalidInputProblem } from '../problem.ts';
import {
  AccountLimitProblem,
  AllowanceExhaustedProblem,
  ChannelNotIncludedProblem,
  NotCoveredProblem,
  OutOfScopeProblem,
  ProcessOutdatedProblem,
  ProfileLimitProblem,
  SolutionExcludedProblem,
  SkuNotSubscribedProblem,
  type AdmissionProblem,
} from './admission-problems.rules.ts';
import { admit, type AdmissionRequest } from './coverage.rules.ts';
import { isHealthReview, profilesProblem } from './health-review.rules.ts';
import { countedAt } from './ledger.rules.ts';
import { ledgerAsOf } from './ledger.ts';

export const ADMISSION_PROBLEMS = [
  NotCoveredProblem,
  OutOfScopeProblem,
  SolutionExcludedProblem,
  SkuNotSubscribedProblem,
  ChannelNotIncludedProblem,
  ProcessOutdatedProblem,
  AllowanceExhaustedProblem,
  ProfileLimitProblem,
  AccountLimitProblem,
];

export interface Admission {
  /** The plan in force at that instant. */
  plan: PlanCode;
  kind: 'INCIDENT' | 'SERVICE_REQUEST' | 'TAM_REQUEST';
  /** The current version of the intake process, which an admitted request follows. */
  intakeVersion: number;
  /** What that version asks. */
  intakeFields: readonly IntakeField[];
  /** The SKUs subscribed at that instant. */
  subscribedSkus: string[];
  /** Why the request is not admitted: one of ADMISSION_PROBLEMS, or InvalidInputProblem for an unknown SKU or profile. */
  problem: AdmissionProblem | InvalidInputProblem | null;
}

type Reads = Parameters<typeof ledgerAsOf>[0] &
  Pick<
    Tx,
    | 'account'
    | 'contactPoint'
    | 'planChannel'
    | 'planPeriod'
    | 'profile'
    | 'requestType'
    | 'sku'
    | 'solutionExclusion'
  >;

/**
 * Whether an account may make a request at an instant. The dry run and the opening of a ticket both ask here, so
 * that they never differ (B4). The caller has made sure that the actor may reach the account.
 *
 * @throws RequestError NOT_FOUND for an account that does not exist
 */
export async function decideAdmission(
  db: Reads,
  request: Omit<AdmissionRequest, 'intakeVersion'> & {
    accountId: string;
    intakeVersion?: number | null | undefined;
    profileIds?: readonly string[] | null | undefined;
    at: Date;
  },
  actor: SignedInActor,
): Promise<Admission> {
  const account = await accountFacts(db, request.accountId, request.at);
  const type = await requestTypeFacts(db, request.requestType);
  const sku = await db.sku.findUnique({ where: { code: request.sku } });
  const channel = await db.planChannel.findUnique({
    where: { planCode_channel: { planCode: account.plan, channel: request.channel } },
  });
  const portal = await db.contactPoint.findUniqueOrThrow({ where: { code: 'PORTAL' } });
  const exclusion = sku && (await exclusionFact(db, sku.solutionCode, request.accountId, request.at));
  const problem = sku
    ? admit(
        { ...request, intakeVersion: request.intakeVersion ?? null },
        {
          ...account,
          ...type,
          exclusion,
          channelSeverities: channel?.severities ?? [],
          portal: portal.value,
        },
      )
    : unknownValue('sku', request.sku);
  return {
    plan: account.plan,
    kind: type.kind,
    intakeVersion: type.currentIntake.version,
    intakeFields: type.intakeFields,
    subscribedSkus: account.subscribedSkus,
    problem: problem ?? (await exhaustion(db, request)) ?? (await beyondReview(db, request, actor)),
  };
}

/** Everything else would admit it, but the year's units are used up (E5). */
async function exhaustion(
  db: Reads,
  { accountId, requestType, at }: { accountId: string; requestType: string; at: Date },
): Promise<AllowanceExhaustedProblem | null> {
  if (!isHealthReview(requestType)) return null;
  const counted = countedAt(await ledgerAsOf(db, accountId, at), 'ANNUAL_HEALTH_REVIEW', at);
  return counted.balance.available < 1 ? new AllowanceExhaustedProblem(counted) : null;
}

/** The last reason of all, for it is mended in the form: what a health review may cover (S111). */
async function beyondReview(
  db: Reads,
  request: { accountId: string; requestType: string; profileIds?: readonly string[] | null | undefined },
  actor: SignedInActor,
) {
  const asked = [...new Set(request.profileIds ?? [])];
  const seen = await db.profile.findMany({
    where: { AND: [{ id: { in: asked.slice(0, ProfileLimitProblem.LIMIT) } }, visibleRows(actor)] },
  });
  return profilesProblem(request, asked, seen);
}

async function accountFacts(db: Reads, accountId: string, at: Date) {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: {
      subscriptions: { where: inForce(at), select: { skuCode: true }, orderBy: { skuCode: 'asc' } },
    },
  });
  const { subscriptions } = found(account, 'account', accountId);
  return {
    plan: await planAt(db, accountId, at),
    subscribedSkus: [...new Set(subscriptions.map(({ skuCode }) => skuCode))],
  };
}

/** The exclusion of a solution that concerns an account and is in force, the earliest one first (S110). */
async function exclusionFact(db: Reads, solutionCode: string, accountId: string, at: Date) {
  const exclusion = await db.solutionExclusion.findFirst({
    where: {
      AND: [
        { solutionCode },
        inForce(at),
        { OR: [{ allAccounts: true }, { accounts: { some: { accountId } } }] },
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return exclusion && { id: exclusion.id, notice: { fr: exclusion.noticeFr, en: exclusion.noticeEn } };
}

async function requestTypeFacts(db: Reads, code: string) {
  const type = await db.requestType.findUniqueOrThrow({
    where: { code },
    include: {
      coverage: { include: { clause: true }, orderBy: { plan: { rank: 'asc' } } },
      intakeForms: { orderBy: { version: 'desc' }, take: 1 },
    },
  });
  const [intake] = type.intakeForms;
  if (!intake) throw new Error(`No intake form of ${code}.`);
  return {
    kind: type.kind,
    coverage: type.coverage.map(({ planCode, verdict, clause }) => ({
      plan: planCode,
      verdict,
      clauseNumber: clause?.number ?? null,
    })),
    intakeFields: keptFields(intake),
    currentIntake: { version: intake.version, prompt: { fr: intake.promptFr, en: intake.promptEn } },
  };
}
