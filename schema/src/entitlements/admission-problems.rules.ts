import type { Counted } from './ledger.rules.ts';
import { PLAN_NAMES } from '../names.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { Problem, type Text } from '../problem.ts';

export type Channel = 'WEB' | 'EMAIL' | 'PHONE';

/** What the customer can do instead: no answer is a dead end (S107). */
export type NextStep =
  | 'TECHNICAL_SERVICES_ENGAGEMENT'
  | 'HIGHER_PLAN'
  | 'SUBSCRIBED_SKU'
  | 'SUPPORT_PORTAL'
  | 'CURRENT_PROCESS'
  | 'FEWER_PROFILES';

/** Why a request is not admitted. Its `code` is the verdict of the dry run too (B4). */
export abstract class AdmissionProblem extends Problem {
  abstract override readonly code:
    | 'NOT_COVERED'
    | 'OUT_OF_SCOPE'
    | 'SKU_NOT_SUBSCRIBED'
    | 'CHANNEL_NOT_INCLUDED'
    | 'PROCESS_OUTDATED'
    | 'ALLOWANCE_EXHAUSTED'
    | 'PROFILE_LIMIT'
    | 'ACCOUNT_LIMIT';
  abstract readonly nextStep: NextStep;
  /** Number of the clause of the current terms that says so; null where no clause does. */
  readonly clauseNumber: string | null = null;
  /** The lowest plan that would admit what is asked; null when no plan does, or when the plan is not the reason. */
  readonly requiredPlan: PlanCode | null = null;
}

/** The plan does not cover the request type; a higher one does (S42). */
export class NotCoveredProblem extends AdmissionProblem {
  readonly code = 'NOT_COVERED';
  readonly nextStep = 'HIGHER_PLAN';
  readonly plan: PlanCode;
  override readonly requiredPlan: PlanCode;

  constructor(plan: PlanCode, requiredPlan: PlanCode) {
    super({
      fr: `Le forfait ${PLAN_NAMES[plan]} ne couvre pas cette demande ; le forfait ${PLAN_NAMES[requiredPlan]} la couvre.`,
      en: `The ${PLAN_NAMES[plan]} plan does not cover this request; the ${PLAN_NAMES[requiredPlan]} plan does.`,
    });
    this.plan = plan;
    this.requiredPlan = requiredPlan;
  }
}

/** The plans do not cover requests about the solution any more (S110, terms 6). */
export class SolutionExcludedProblem extends AdmissionProblem {
  readonly code = 'NOT_COVERED';
  readonly nextStep = 'TECHNICAL_SERVICES_ENGAGEMENT';
  override readonly clauseNumber = '6';
  readonly exclusionId: string;

  constructor({ id, notice }: SolutionExclusionFact) {
    super({
      fr: `La clause 6 des conditions exclut cette solution de la couverture. ${notice.fr}`,
      en: `Clause 6 of the terms leaves this solution out of coverage. ${notice.en}`,
    });
    this.exclusionId = id;
  }
}

/** An exclusion that concerns the account and is in force. */
export interface SolutionExclusionFact {
  id: string;
  notice: Text;
}

/** A clause excludes the work, on this plan or on all (S95). */
export class OutOfScopeProblem extends AdmissionProblem {
  readonly code = 'OUT_OF_SCOPE';
  readonly nextStep = 'TECHNICAL_SERVICES_ENGAGEMENT';
  override readonly clauseNumber: string;
  override readonly requiredPlan: PlanCode | null;

  constructor(clauseNumber: string, includedFrom: PlanCode | null) {
    super({
      fr: `La clause ${clauseNumber} des conditions exclut ce travail : un nouvel engagement de services techniques est nécessaire.${includedFrom ? ` Le forfait ${PLAN_NAMES[includedFrom]} l’inclut.` : ''}`,
      en: `Clause ${clauseNumber} of the terms excludes this work: it takes a new technical services engagement.${includedFrom ? ` The ${PLAN_NAMES[includedFrom]} plan includes it.` : ''}`,
    });
    this.clauseNumber = clauseNumber;
    this.requiredPlan = includedFrom;
  }
}

/** The account does not subscribe to the service at this moment (S88, Q18). */
export class SkuNotSubscribedProblem extends AdmissionProblem {
  readonly code = 'SKU_NOT_SUBSCRIBED';
  readonly nextStep = 'SUBSCRIBED_SKU';
  override readonly clauseNumber = '1b';
  readonly sku: string;
  readonly subscribedSkus: readonly string[];

  constructor(sku: string, subscribedSkus: readonly string[]) {
    const skus = subscribedSkus.join(', ');
    super({
      fr: `Le compte n’est pas abonné à « ${sku} ». ${skus ? `Services souscrits : ${skus}.` : 'Aucun service n’est souscrit.'}`,
      en: `The account does not subscribe to “${sku}”. ${skus ? `Subscribed services: ${skus}.` : 'No service is subscribed.'}`,
    });
    this.sku = sku;
    this.subscribedSkus = subscribedSkus;
  }
}

/** The plan lets no request of this severity in by this channel (S40). */
export class ChannelNotIncludedProblem extends AdmissionProblem {
  readonly code = 'CHANNEL_NOT_INCLUDED';
  readonly nextStep = 'SUPPORT_PORTAL';
  readonly channel: Channel;
  /** The severities that may come in by the channel. */
  readonly severities: readonly Severity[];
  readonly portal: string;

  constructor(channel: Channel, severities: readonly Severity[], portal: string) {
    super({
      fr: `Le forfait n’inclut pas ce canal pour une demande de cette gravité. Passez par le portail d’assistance : ${portal}`,
      en: `The plan does not include this channel for a request of this severity. Use the support portal: ${portal}`,
    });
    this.channel = channel;
    this.severities = severities;
    this.portal = portal;
  }
}

/** The request follows another version of the intake process than the current one (S87). */
export class ProcessOutdatedProblem extends AdmissionProblem {
  readonly code = 'PROCESS_OUTDATED';
  readonly nextStep = 'CURRENT_PROCESS';
  override readonly clauseNumber = '1a';
  readonly requestType: string;
  readonly currentVersion: number;

  constructor(requestType: string, currentVersion: number, prompt: Text) {
    super({
      fr: `Ce processus n’est pas l’actuel, qui est la version ${currentVersion} : ${prompt.fr}`,
      en: `This process is not the current one, which is version ${currentVersion}: ${prompt.en}`,
    });
    this.requestType = requestType;
    this.currentVersion = currentVersion;
  }
}

/** The plan covers it, but what it grants by the contract year is used up (S82, E5). */
export class AllowanceExhaustedProblem extends AdmissionProblem {
  readonly code = 'ALLOWANCE_EXHAUSTED';
  readonly nextStep = 'TECHNICAL_SERVICES_ENGAGEMENT';
  readonly counted: Counted;

  constructor(counted: Counted) {
    const { allowance, renewsAt } = counted;
    const on = renewsAt?.toISOString();
    super({
      fr: `L’examen de l’année de contrat est déjà pris : le forfait en accorde ${allowance}.${on ? ` Un nouveau à partir du ${on}. Avant cela, un` : ' Un'} nouvel engagement de services techniques est nécessaire.`,
      en: `The review of the contract year is taken already: the plan grants ${allowance}.${on ? ` There is a new one from ${on}. Before that it` : ' It'} takes a new technical services engagement.`,
    });
    this.counted = counted;
  }
}

/** A health review names more profiles than it covers (S111). */
export class ProfileLimitProblem extends AdmissionProblem {
  static readonly LIMIT = 5;
  readonly code = 'PROFILE_LIMIT';
  readonly nextStep = 'FEWER_PROFILES';
  override readonly clauseNumber = '7';
  readonly limit = ProfileLimitProblem.LIMIT;
  readonly named: number;

  constructor(named: number) {
    super({
      fr: `L’examen porte sur 5 profils au plus, et la demande en nomme ${named} : la clause 7 des conditions le limite.`,
      en: `The review covers at most 5 profiles, and the request names ${named}: clause 7 of the terms limits it.`,
    });
    this.named = named;
  }
}

/** A health review names profiles of another account too (S111). */
export class AccountLimitProblem extends AdmissionProblem {
  readonly code = 'ACCOUNT_LIMIT';
  readonly nextStep = 'FEWER_PROFILES';
  override readonly clauseNumber = '7';
  readonly limit = 1;

  constructor() {
    super({
      fr: 'L’examen porte sur un seul compte, et la demande nomme des profils d’un autre : la clause 7 des conditions le limite.',
      en: 'The review covers one account, and the request names profiles of another: clause 7 of the terms limits it.',
    });
  }
}
