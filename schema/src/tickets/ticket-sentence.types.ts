import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { definitionOf } from '../event-types.ts';
import { Event } from '../events/event.types.ts';
import { localeArg, localized } from '../localized.ts';
import type { Text } from '../problem.ts';
import { namesIn } from './names-in.ts';
import { ticketSentence } from './ticket-sentences.rules.ts';

builder.prismaObjectField(Event, 'sentence', (t) =>
  t.string({
    description:
      'What happened, told of this very event of a ticket: by when, to whom, from what to what and why, with times in the zone of the ticket’s customer. Of what happened to anything else, as `summary`. For people; programs read `payload`.',
    args: localeArg(),
    resolve: async ({ type, subject, accountId, payload: json }, { locale }, ctx) => {
      const payload = json as Record<string, unknown>;
      const isOfTicket = accountId !== null && subject.startsWith('tkt_');
      const told = isOfTicket
        ? {
            payload,
            names: await namesIn(ctx.db, payload, accountId),
            timeZone: await zoneOf(ctx.db, subject),
          }
        : { payload: {}, names: new Map<string, Text>(), timeZone: 'UTC' };
      return localized(ticketSentence(type, definitionOf(type), told), locale, ctx);
    },
  }),
);

/** That of the site where the requester works, else of the account (C3). */
async function zoneOf(db: Context['db'], ticketId: string): Promise<string> {
  const ticket = await db.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: { site: { select: { timeZone: true } }, account: { select: { timeZone: true } } },
  });
  return ticket.site?.timeZone ?? ticket.account.timeZone;
}
