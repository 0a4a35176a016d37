import { Prisma, type PrismaClient } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { queryFromInfo } from '@pothos/plugin-prisma';
import { sqlPage } from '../sql-paging.ts';
import { checkSearchText } from '../input.ts';
import { referenced, TicketFilter, ticketsMatching } from './ticket-filter.types.ts';
import { Ticket } from './ticket.types.ts';
import { allow } from '../access.ts';

interface Hit {
  id: string;
  ticket: typeof Ticket.$inferType;
  excerpt: ExcerptPart[];
}

export interface ExcerptPart {
  text: string;
  isMatch: boolean;
}

const SearchExcerptPart = builder.objectRef<ExcerptPart>('SearchExcerptPart').implement({
  description: 'A stretch of an excerpt, found or not.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The words as they were written: plain text, no markup.' }),
    isMatch: t.exposeBoolean('isMatch', { description: 'True for words that were searched for.' }),
  }),
});

export const SearchExcerpt = builder.objectRef<ExcerptPart[]>('SearchExcerpt').implement({
  description: 'The passage that says most of what was searched for.',
  fields: (t) => ({
    parts: t.field({
      type: [SearchExcerptPart],
      description: 'The passage in order, found words apart.',
      resolve: (parts) => parts,
    }),
    html: t.string({
      description: 'The passage as HTML: everything escaped, found words in `<mark>`.',
      resolve: (parts) =>
        parts
          .map(({ text, isMatch }) => (isMatch ? `<mark>${escaped(text)}</mark>` : escaped(text)))
          .join(''),
    }),
  }),
});

const TicketHit = builder.objectRef<Hit>('TicketHit').implement({
  description: 'A ticket that was found, and where.',
  fields: (t) => ({
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticket }) => ticket }),
    excerpt: t.field({
      type: SearchExcerpt,
      description: 'The passage that says most of it; customers never see one of an internal note.',
      resolve: ({ excerpt }) => excerpt,
    }),
  }),
});

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}

builder.queryField('searchTickets', (t) =>
  t.connection({
    type: TicketHit,
    description:
      'Tickets with these words in their subject or messages, the best first: whatever is inflected, in French and in English, with and without accents. `"a phrase"`, `or` and `-without` as in a search engine; `T-1042` finds that ticket alone, `1042` that ticket first. Code is found by its parts: `dataLayer` finds `dataLayer.push()`. The last word may be a beginning, of three letters or more: `ware` finds a warehouse and `warehousin` warehousing, after whole words. Cancelled and merged tickets come last. Staff search internal notes too, and find tickets by the name of the account and of the requester, after those that say it.',
    authScopes: { signedIn: true },
    args: {
      text: t.arg.string({ required: true, description: 'What to search for, 1 to 500 characters.' }),
      filter: t.arg({ type: TicketFilter, description: 'Among which tickets; all unless told.' }),
    },
    extensions: { cost: 5 },
    resolve: (_root, { text, filter, ...args }, ctx, info) => {
      const { actor, db, now } = ctx;
      allow(actor, 'ticket.search');
      checkSearchText(text);
      const number = referenced(text);
      const found =
        number === null
          ? Prisma.sql`tierline_search(${text}) s join "Ticket" t on t."id" = s."ticketId"`
          : Prisma.sql`(select 0 as "rank", "id" as "ticketId" from "Ticket" where "number" = ${number}) s
              join "Ticket" t on t."id" = s."ticketId"`;
      return sqlPage<Hit>(
        db,
        args,
        {
          direction: 'desc',
          keys: [
            // What was merged, or is spam or a duplicate, after all that lives on.
            {
              kind: 'integer',
              sql: Prisma.sql`(s."rank" - case when t."state" = 'CANCELLED' then 3000000 else 0 end)`,
            },
            { kind: 'instant', sql: Prisma.sql`t."receivedAt"` },
            { kind: 'text', sql: Prisma.sql`t."id"` },
          ],
        },
        {
          id: Prisma.sql`t."id"`,
          from: found,
          where: ticketsMatching([filter ?? {}], { actor, now }),
        },
        async (ids) => {
          const paths = [
            ['nodes', 'ticket'],
            ['edges', 'node', 'ticket'],
          ];
          const query: object = queryFromInfo({ context: ctx, info, paths, typeName: 'Ticket' });
          const tickets = await db.ticket.findMany({ ...query, where: { id: { in: ids } } });
          const excerpts = await excerptsOf(ctx, ids, text);
          return tickets.map((ticket) => ({
            id: ticket.id,
            ticket,
            excerpt: excerpts.get(ticket.id) ?? [],
          }));
        },
      );
    },
  }),
);

// Signs that no message may hold, so that nothing that was written is taken for a mark.
const [FROM, TO] = ['\u0002', '\u0003'];
/** What `tierline_spaced` puts between the parts of a word of code, so that each is marked. */
export const BETWEEN = '\u0001';
export const HEADLINE = `StartSel=${FROM},StopSel=${TO},MaxWords=35,MinWords=15,MaxFragments=1`;

async function excerptsOf(
  { db, actor }: Context,
  ids: string[],
  text: string,
): Promise<Map<string, ExcerptPart[]>> {
  if (ids.length === 0) return new Map();
  const rows = await readExcerpts(db, ids, text, actor.kind === 'staff');
  return new Map(rows.map(({ id, excerpt }) => [id, partsOf(excerpt)]));
}

/** Of each ticket the piece that says most of it, marked in the language in which it says it. */
function readExcerpts(db: PrismaClient, ids: string[], text: string, withNotes: boolean) {
  return db.$queryRaw<{ id: string; excerpt: string }[]>`
    select t."id", translate(ts_headline(case when to_tsvector('tierline_en', tierline_spaced(best."body")) @@ q.english
      then 'tierline_en'::regconfig else 'tierline_fr'::regconfig end,
      tierline_spaced(best."body"), q.words || tierline_completed(${text}, best."body"), ${HEADLINE}), ${BETWEEN}, '') as excerpt
    from "Ticket" t
    cross join (select tierline_query(${text}) || tierline_query(tierline_spaced(${text})) || tierline_typed(${text}) as words,
      websearch_to_tsquery('tierline_en', tierline_spaced(${text})) as english) q
    cross join lateral (
      select piece."body" from (
        select t."subject" as "body", 0 as "place"
        union all
        select m."body", 1 from "Message" m
        where m."ticketId" = t."id" and (m."visibleToCustomer" or ${withNotes})
      ) piece
      cross join lateral (select tierline_text(piece."body") as words) said
      order by said.words @@ q.words desc, ts_rank(said.words, q.words) desc, piece."place" desc
      limit 1
    ) best
    where t."id" = any(${ids}::text[])`;
}

export function partsOf(marked: string): ExcerptPart[] {
  return marked
    .split(new RegExp(`(${FROM}[^${TO}]*${TO})`))
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith(FROM) ? { text: part.slice(1, -1), isMatch: true } : { text: part, isMatch: false },
    );
}
