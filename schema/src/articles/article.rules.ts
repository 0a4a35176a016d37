import { Problem, type Text } from '../problem.ts';

export const ARTICLE_VERSION_STATES = ['DRAFT', 'IN_REVIEW', 'SCHEDULED', 'PUBLISHED', 'SUPERSEDED'] as const;
export type ArticleVersionState = (typeof ARTICLE_VERSION_STATES)[number];
export type Language = 'FR' | 'EN';

const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
type Plan = (typeof PLANS)[number];

/** What a customer on a plan reads besides what everybody reads: articles from that plan on, or a lesser one (S37). */
export function plansRead(plan: Plan): Plan[] {
  return PLANS.slice(0, PLANS.indexOf(plan) + 1);
}

/**
 * The text in the language asked for; where there is none, in English, and else in the one that there is: a link never
 * leads nowhere for want of a translation.
 */
export function textIn<T extends { locale: Language }>(
  texts: readonly T[],
  asked: Language,
): T & { isFallback: boolean } {
  const text =
    texts.find(({ locale }) => locale === asked) ?? texts.find(({ locale }) => locale === 'EN') ?? texts[0]!;
  return { ...text, isFallback: text.locale !== asked };
}

/** A name for addresses, made of a title: "Où est passé l’œuf ?" is "ou-est-passe-l-oeuf". 1 to 80 characters. */
export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'article' : slug;
}

/** What is asked of a version that does not stand where that can be done. */
export class ArticleStateProblem extends Problem {
  readonly code = 'ARTICLE_STATE';
  readonly state: ArticleVersionState | null;

  /** @param state of the version that is not published yet; null where there is none */
  constructor(state: ArticleVersionState | null) {
    super(
      state === null
        ? {
            fr: 'Aucune nouvelle version n’est en préparation : révisez d’abord l’article.',
            en: 'No new version is being prepared: revise the article first.',
          }
        : {
            fr: `La nouvelle version est ${STATES[state].fr} : c’est impossible à cette étape.`,
            en: `The new version is ${STATES[state].en}: this cannot be done at that stage.`,
          },
    );
    this.state = state;
  }
}

const STATES: Record<ArticleVersionState, Text> = {
  DRAFT: { fr: 'un brouillon', en: 'a draft' },
  IN_REVIEW: { fr: 'en relecture', en: 'in review' },
  SCHEDULED: { fr: 'programmée', en: 'scheduled' },
  PUBLISHED: { fr: 'publiée', en: 'published' },
  SUPERSEDED: { fr: 'remplacée', en: 'superseded' },
};

/** Whoever wrote on a version does not approve it. */
export class OwnArticleProblem extends Problem {
  readonly code = 'OWN_ARTICLE';

  constructor() {
    super({
      fr: 'Vous avez écrit dans cette version : une autre personne doit l’approuver.',
      en: 'You wrote on this version: somebody else must approve it.',
    });
  }
}

/** The version that is on its way to readers. */
export function openVersion<V extends { state: ArticleVersionState }>(versions: readonly V[]): V | undefined {
  return versions.find(({ state }) => state === 'DRAFT' || state === 'IN_REVIEW' || state === 'SCHEDULED');
}

/**
 * The version that is on its way, where it stands at one of these.
 *
 * @throws ArticleStateProblem
 */
export function versionAt<V extends { state: ArticleVersionState }>(
  versions: readonly V[],
  states: readonly ArticleVersionState[],
): V {
  const version = openVersion(versions);
  if (!version || !states.includes(version.state)) throw new ArticleStateProblem(version?.state ?? null);
  return version;
}
