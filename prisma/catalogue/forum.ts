import type { Text } from './text.ts';

/** What topics of the forum are about at first, in the order in which it shows them (S38): `setForumCategory` changes it. */
export const FORUM_CATEGORIES: Record<string, { name: Text }> = {
  WELCOME: { name: { fr: 'Bienvenue', en: 'Welcome' } },
  TAGS: { name: { fr: 'Balises et publication', en: 'Tags and publishing' } },
  DATA: { name: { fr: 'Audiences et données', en: 'Audiences and data' } },
  IDEAS: { name: { fr: 'Idées', en: 'Ideas' } },
};

/** How often a customer's person may do something in an hour at first (`setForumLimit`); staff are not limited. */
export const FORUM_LIMITS: Record<string, number> = { TOPIC: 5, POST: 20, REACTION: 60, REPORT: 10 };
