import type { Text } from './text.ts';

/**
 * What articles of the knowledge base are about at first, in the order in which it shows them; those without a parent first.
 * `setArticleCategory` changes it.
 */
export const ARTICLE_CATEGORIES: Record<string, { name: Text; parent?: string }> = {
  PROGRAMME: { name: { fr: 'Le programme d’assistance', en: 'The support programme' } },
  PRODUCTS: { name: { fr: 'Les produits', en: 'The products' } },
  PLANS: { name: { fr: 'Forfaits et délais', en: 'Plans and promises' }, parent: 'PROGRAMME' },
  REQUESTS: { name: { fr: 'Faire une demande', en: 'Making a request' }, parent: 'PROGRAMME' },
  SIGN_IN: { name: { fr: 'Connexion et accès', en: 'Sign-in and access' }, parent: 'PRODUCTS' },
  TAGS: { name: { fr: 'Balises et publication', en: 'Tags and publishing' }, parent: 'PRODUCTS' },
  DATA: { name: { fr: 'Audiences et données', en: 'Audiences and data' }, parent: 'PRODUCTS' },
};
