import type { Tx } from '../event.ts';
import { rewriteDeliveries } from '../webhooks/rewrite-deliveries.ts';
import { TEXTS_OF_EVENTS } from './erase-texts.ts';
import { ERASED, TEXTS } from './erasure.rules.ts';
import { emptyMails } from './forget-person.ts';

/** Whom to look for, and where. */
export interface Sought {
  kind: 'CONTACT' | 'PARTNER_PERSON' | 'STAFF';
  /** A regular expression of what names the person. */
  words: string;
  /** Those that the person was in; of the vendor's staff none, which means everywhere. */
  accounts: string[];
  requestedAt: Date;
}

/** What was done in some rows of a place, and the last of them; null when the place is through. */
interface Swept {
  texts?: number;
  events?: number;
  reached: string | null;
}

type Sweep = (tx: Tx, sought: Sought, after: string | null) => Promise<Swept>;

/** Rows that are looked at together: some tens of milliseconds. */
const ROWS = 5_000;

const accountsOf = ({ kind, accounts }: Sought) => (kind === 'STAFF' ? null : accounts);

/** Every place in which others may name a person, in the order in which they are gone through. */
export const PLACES: readonly (readonly [string, Sweep])[] = [
  ...TEXTS.map((place) => [place, inTexts(place)] as const),
  ['Ticket.intakeAnswers', inAnswers],
  ['lists', inLists],
  ['Event.payload', inEvents],
  ['OutgoingMail', inMailSent],
  ['IncomingMail', inMailReceived],
];

function inTexts(place: string): Sweep {
  return async (tx, sought, after) => {
    const [row] = await tx.$queryRaw<[{ erased: number; reached: string | null }]>`
      select * from tierline_sweep_texts(${place}, ${sought.words}, ${accountsOf(sought)}::text[], ${after ?? ''}, ${ROWS}::int)`;
    return { texts: row.erased, reached: row.reached };
  };
}

/** Answers to intake forms, each a text of its own: as JSON, a line would begin with an escape instead of its first word. */
async function inAnswers(tx: Tx, sought: Sought, after: string | null): Promise<Swept> {
  const [row] = await tx.$queryRaw<[{ reached: string | null }]>`
    with batch as (select "id" from "Ticket" where "id" > ${after ?? ''} order by "id" limit ${ROWS}::int),
    changed as (
      update "Ticket" t set "intakeAnswers" = (
        select jsonb_agg(jsonb_set(one, '{value}', to_jsonb(regexp_replace(one ->> 'value', ${sought.words}, ${ERASED}, 'gi'))) order by number)
        from jsonb_array_elements(t."intakeAnswers") with ordinality as answer (one, number))
      from batch where t."id" = batch."id" and (${accountsOf(sought)}::text[] is null or t."accountId" = any (${accountsOf(sought)}::text[]))
        and exists (select 1 from jsonb_array_elements(t."intakeAnswers") one where one ->> 'value' ~* ${sought.words}))
    select case when count(*) = ${ROWS}::int then max("id") end as reached from batch`;
  return { reached: row.reached };
}

/** Decisions of meetings, steps of runbooks and days of calendars: few, and each in one go. */
async function inLists(tx: Tx, sought: Sought): Promise<Swept> {
  const all = await tx.account.findMany({
    where: sought.kind === 'STAFF' ? {} : { id: { in: sought.accounts } },
  });
  const accounts = all.map(({ id }) => id);
  await tx.$executeRaw`select tierline_erase_lists(${accounts}, ${sought.words})`;
  await tx.$executeRaw`select tierline_erase_calendars(${accounts}, '{}', ${sought.words})`;
  return { reached: null };
}

/** Payloads, and what webhooks sent of them. */
async function inEvents(tx: Tx, sought: Sought, after: string | null): Promise<Swept> {
  const [{ ids, reached }] = await tx.$queryRaw<[{ ids: string[]; reached: bigint | null }]>`
    select * from tierline_sweep_payloads(${TEXTS_OF_EVENTS}::jsonb, ${sought.words}, ${accountsOf(sought)}::text[], ${BigInt(after ?? 0)}, ${ROWS}::int)`;
  await rewriteDeliveries(tx, ids);
  return { events: ids.length, reached: reached === null ? null : reached.toString() };
}

/**
 * Mail that names the person goes: what it told stands in the inbox of its reader. A mail to somebody else that names one of
 * the staff, and is still to be sent, is not lost for that.
 */
async function inMailSent(tx: Tx, { kind, words }: Sought, after: string | null): Promise<Swept> {
  // Lines of iCalendar are folded, names and addresses among them.
  const [row] = await tx.$queryRaw<[{ reached: string | null }]>`
    with batch as (select "id" from "OutgoingMail" where "id" > ${after ?? ''} order by "id" limit ${ROWS}::int),
    gone as (
      delete from "OutgoingMail" m using batch where m."id" = batch."id" and (not ${kind === 'STAFF'} or m."state" <> 'QUEUED')
        and concat_ws(' ', m."subject", m."text", regexp_replace(m."calendar", E'\r?\n[ \t]', '', 'g')) ~* ${words})
    select case when count(*) = ${ROWS}::int then max("id") end as reached from batch`;
  return { reached: row.reached };
}

/** One that names somebody of the staff, and is still to be read or decided about, is not lost for that. */
async function inMailReceived(
  tx: Tx,
  { kind, words, requestedAt }: Sought,
  after: string | null,
): Promise<Swept> {
  const [{ named, reached }] = await tx.$queryRaw<[{ named: string[]; reached: string | null }]>`
    with batch as (
      select "id", (not ${kind === 'STAFF'} or "state" in ('ACCEPTED', 'DISCARDED'))
        and concat_ws(' ', "subject", "text", "quoted") ~* ${words} as "isNamed"
      from "IncomingMail" where "id" > ${after ?? ''} order by "id" limit ${ROWS}::int)
    select array(select "id" from batch where "isNamed") as named, case when count(*) = ${ROWS}::int then max("id") end as reached
    from batch`;
  await emptyMails(tx, named, requestedAt);
  return { reached };
}
