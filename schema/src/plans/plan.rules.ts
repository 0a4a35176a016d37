import type { Text } from '../problem.ts';

export type PlanCode = 'BASIC' | 'ENHANCED' | 'PREMIUM';
export type Severity = 'SEVERE' | 'MODERATE' | 'LIMITED';

export interface Inheritance {
  code: PlanCode;
  rank: number;
  includesCode: PlanCode | null;
}

/**
 * The plan and those that it includes, nearest first: Premium, Enhanced, Basic.
 * Source: S26, S29.
 */
export function lineage(plan: PlanCode, plans: readonly Inheritance[]): PlanCode[] {
  const included = plans.find(({ code }) => code === plan)?.includesCode;
  return included ? [plan, ...lineage(included, plans)] : [plan];
}

/** A benefit as one plan grants it. */
export type Granted<Benefit> = Benefit & { inheritedFrom: PlanCode | null };

/**
 * Every benefit of a plan: its own and those of the plans that it includes, these first. A number that the plan
 * restates replaces the included one.
 *
 * @param benefits of all plans, each in its plan's order
 * Source: S26, S29, E4.
 */
export function grantedBenefits<Benefit extends { planCode: PlanCode; code: string }>(
  plan: PlanCode,
  plans: readonly Inheritance[],
  benefits: readonly Benefit[],
): Granted<Benefit>[] {
  const granted = new Map<string, Granted<Benefit>>();
  for (const from of lineage(plan, plans).toReversed()) {
    for (const benefit of benefits.filter(({ planCode }) => planCode === from)) {
      granted.delete(benefit.code); // what a plan restates stands among its own
      granted.set(benefit.code, { ...benefit, inheritedFrom: from === plan ? null : from });
    }
  }
  return [...granted.values()];
}

/** Something that one of two plans has and the other has not, or has otherwise. */
export interface Difference<Item> {
  before: Item | null;
  after: Item | null;
}

/**
 * What changes between two lists, item by item, in the order of the second and then of what it lacks.
 *
 * @param key     names an item
 * @param content what makes two items of one name different
 * Source: S6.
 */
export function differences<Item>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
  content: (item: Item) => string,
): Difference<Item>[] {
  const old = new Map(before.map((item) => [key(item), item]));
  const kept = new Set(after.map(key));
  return [
    ...after.map((item) => ({ before: old.get(key(item)) ?? null, after: item })),
    ...before.filter((item) => !kept.has(key(item))).map((item) => ({ before: item, after: null })),
  ].filter((pair) => !pair.before || !pair.after || content(pair.before) !== content(pair.after));
}

/** What a customer says of itself; what is left out is not known. */
export interface SelfDescription {
  experiencedInternalStaff?: boolean | null | undefined;
  certifiedPartner?: boolean | null | undefined;
  comfortableWithSelfService?: boolean | null | undefined;
  needsResponsiveTeam?: boolean | null | undefined;
  highlyRegulatedIndustry?: boolean | null | undefined;
  complexImplementation?: boolean | null | undefined;
}

export type RecommendationReason =
  | 'HIGHLY_REGULATED_INDUSTRY'
  | 'COMPLEX_IMPLEMENTATION'
  | 'NEEDS_RESPONSIVE_TEAM'
  | 'NO_CRITERION_OF_BASIC'
  | 'EXPERIENCED_INTERNAL_STAFF'
  | 'CERTIFIED_PARTNER'
  | 'COMFORTABLE_WITH_SELF_SERVICE'
  | 'NOTHING_BEYOND_BASIC';

/**
 * The plan that fits, with every reason that led to it, at least one. A criterion of Premium decides; then the wish
 * for the responsive team, or that nothing which makes Basic ideal is true; all else is Basic.
 *
 * Source: S6, S19, S21 to S23, S25, S32, S33.
 */
export function recommendPlan(customer: SelfDescription): {
  plan: PlanCode;
  reasons: RecommendationReason[];
} {
  const premium = holding({
    HIGHLY_REGULATED_INDUSTRY: customer.highlyRegulatedIndustry,
    COMPLEX_IMPLEMENTATION: customer.complexImplementation,
  });
  if (premium.length > 0) return { plan: 'PREMIUM', reasons: premium };

  const basicCriteria = {
    EXPERIENCED_INTERNAL_STAFF: customer.experiencedInternalStaff,
    CERTIFIED_PARTNER: customer.certifiedPartner,
    COMFORTABLE_WITH_SELF_SERVICE: customer.comfortableWithSelfService,
  };
  const enhanced = holding({
    NEEDS_RESPONSIVE_TEAM: customer.needsResponsiveTeam,
    NO_CRITERION_OF_BASIC: Object.values(basicCriteria).every((holds) => holds === false),
  });
  if (enhanced.length > 0) return { plan: 'ENHANCED', reasons: enhanced };

  const basic = holding(basicCriteria);
  return { plan: 'BASIC', reasons: basic.length > 0 ? basic : ['NOTHING_BEYOND_BASIC'] };
}

function holding<Code extends RecommendationReason>(
  criteria: Record<Code, boolean | null | undefined>,
): Code[] {
  return (Object.keys(criteria) as Code[]).filter((code) => criteria[code]);
}

/** Each reason in words. The five criteria are the programme's own; the other three follow from it. */
export const REASON_TEXTS: Record<RecommendationReason, Text> = {
  HIGHLY_REGULATED_INDUSTRY: {
    fr: 'Premium est idéal pour les clients des industries hautement réglementées.',
    en: 'Premium is ideal for customers in highly regulated industries.',
  },
  COMPLEX_IMPLEMENTATION: {
    fr: 'Premium est idéal pour ceux qui ont des implémentations complexes de Tealium.',
    en: 'Premium is ideal for those with complex Tealium implementations.',
  },
  NEEDS_RESPONSIVE_TEAM: {
    fr: 'Enhanced donne accès à notre équipe d’assistance réactive.',
    en: 'Enhanced gives access to our responsive support team.',
  },
  NO_CRITERION_OF_BASIC: {
    fr: 'Rien de ce qui rend Basic idéal ne s’applique : ni personnel interne expérimenté, ni partenaire certifié, ni aisance avec le libre-service.',
    en: 'Nothing that makes Basic ideal applies: no experienced internal staff, no certified partner, not comfortable with self-service.',
  },
  EXPERIENCED_INTERNAL_STAFF: {
    fr: 'Basic est idéal pour les clients disposant d’un personnel interne expérimenté.',
    en: 'Basic is ideal for customers with experienced internal staff.',
  },
  CERTIFIED_PARTNER: {
    fr: 'Basic est idéal lorsque des partenaires Tealium certifiés fournissent l’assistance.',
    en: 'Basic is ideal where certified Tealium partners provide the support.',
  },
  COMFORTABLE_WITH_SELF_SERVICE: {
    fr: 'Basic est idéal si un client est à l’aise avec nos ressources en libre-service.',
    en: 'Basic is ideal for a customer comfortable with our self-service resources.',
  },
  NOTHING_BEYOND_BASIC: {
    fr: 'Rien ne demande plus que Basic, qui est disponible pour tous les clients sans frais supplémentaires.',
    en: 'Nothing asks for more than Basic, which is available to all customers at no extra charge.',
  },
};
