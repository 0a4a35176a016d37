import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { readCalendarFeed } from '@tierline/schema/meetings/read-calendar-feed';
import { Router } from 'express';

/**
 * The meetings of a person for a calendar program, which sends no token: what lets it in is the secret in the query,
 * because paths are logged. One that is revoked is answered like one that never was.
 */
export function calendarPages({ database, clock }: { database: Database; clock: () => Date }): Router {
  const router = Router();
  router.get('/calendars/meetings.ics', async (req, res) => {
    const { key } = req.query;
    const now = clock();
    const calendar =
      typeof key === 'string'
        ? await asTenant('every-account', () => readCalendarFeed(database.client, key, now))
        : null;
    res.set({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
    if (calendar === null) res.status(404).type('text').send('No such calendar.\n');
    else res.type('text/calendar').send(calendar);
  });
  return router;
}
