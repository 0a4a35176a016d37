import type { articles } from '@tierline/prisma/demo/articles';
import { manager } from '@tierline/prisma/demo/people';
import { act, type Deed, type World } from './demo-act.ts';
import { before } from './demo-time.ts';

/** An article of the knowledge base, who approved it, and whom it saved a ticket (S37). */
export function publishing(world: World, article: (typeof articles)[number], now: Date): Deed[] {
  const { daysAgo, helped = [], ...draft } = article;
  const author = 'ines.moreau';
  const written = before(now, daysAgo);
  let articleId: string;
  const then = (at: Date, by: string, verb: string, input: object = {}): Deed => ({
    at,
    happen: async () => void (await act(world, by, at, verb, { articleId, ...input }, 'article { id }')),
  });
  return [
    {
      at: written,
      happen: async (at) => {
        articleId = (await act(world, author, at, 'draftArticle', draft, 'article { id }')).id;
      },
    },
    then(new Date(written.getTime() + HOUR_MS), author, 'submitArticle'),
    then(new Date(written.getTime() + 2 * HOUR_MS), manager.subject, 'approveArticle'),
    ...helped.flatMap(({ by, daysAgo: ago }) => {
      const ticket = { draft: `demo-${ago}` };
      return [
        then(before(now, ago), by, 'readArticle', ticket),
        then(new Date(before(now, ago).getTime() + 1), by, 'rateArticle', { ...ticket, isHelpful: true }),
      ];
    }),
  ];
}

const HOUR_MS = 3_600_000;
