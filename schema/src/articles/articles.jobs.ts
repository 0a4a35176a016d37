import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import type { NewEvent } from '../event.ts';
import { publishVersion } from './publish-version.ts';

/**
 * Publishes versions whose time has come, each once, as of now. Several processes may do so at once, and stop half way.
 *
 * @returns how many
 */
export async function publishArticles(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'articles', actor: { kind: 'system', id: null } } as const;
  const { published } = await transact(origin, async (tx) => {
    const due = await tx.$queryRaw<{ id: string; articleId: string }[]>`
      select v."id", v."articleId" from "ArticleVersion" v join "Article" a on a."id" = v."articleId"
      where v."state" = 'SCHEDULED' and v."publishAt" <= ${now}
      order by v."publishAt", v."id" limit 50 for update of v, a skip locked`;
    const events: NewEvent[] = [];
    for (const version of due) events.push(await publishVersion(tx, version, now));
    return { value: { published: due.length }, events };
  });
  return published;
}
