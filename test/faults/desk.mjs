// Many tickets at once, written as SQL: what the API would need hours for.
import pg from 'pg';

/** Runs `work` with a connection as the owner of the database. */
export async function asOwner(url, work) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An account with a contact, a member of staff, and `count` tickets without clocks: `tkt_fault_1` and so on. */
export async function writeTickets(client, count) {
  await client.query(`
    insert into "Account" (id, name, "timeZone", country, locale, "acceptedTermsVersion", "createdAt")
    select 'acc_fault', 'Many', 'Europe/Paris', 'FR', 'EN', "currentTermsVersion", now() from "Programme"`);
  await client.query(`
    insert into "Contact" (id, "accountId", name, email, roles)
    values ('con_fault', 'acc_fault', 'Ann', 'ann@many.example', '{ADMINISTRATOR}')`);
  await client.query(`
    insert into "StaffMember" (id, name, email, roles, "regionCode")
    values ('stf_fault', 'Max', 'max@vendor.example', '{MANAGER}', 'EMEA')`);
  await client.query(`
    insert into "Calendar" (id, "timeZone", country, overrides)
    values ('cal_fault', 'Europe/Paris', 'FR', '[]')`);
  await client.query(
    `insert into "Ticket" (id, "accountId", "requesterId", channel, kind, "requestTypeCode", "intakeVersion", "skuCode",
       severity, "planCode", subject, state, "receivedAt")
     select 'tkt_fault_' || n, 'acc_fault', 'con_fault', 'WEB', 'INCIDENT', 'LOGIN_ISSUE', 1, 'IQ-TM',
       (array['SEVERE', 'MODERATE', 'LIMITED']::"Severity"[])[1 + n * 7 % 3],
       (array['PREMIUM', 'ENHANCED', 'BASIC']::"PlanCode"[])[1 + n * 11 % 3],
       'Ticket ' || n, 'RECEIVED', now() - make_interval(secs => n % 500000)
     from generate_series(1, $1::int) n`,
    [count],
  );
}

/** An initial response for each ticket that is at risk and due in so many seconds from now, as SQL over its number n. */
export async function writeClocks(client, { atRiskIn, dueIn, promised = 'true' }) {
  await client.query(`
    insert into "Clock" (id, "ticketId", "accountId", metric, "calendarId", "startedAt", "owedFrom", "targetSeconds", "targetVersion",
      "countedFrom", "promisedAt", "atRiskAt", "dueAt")
    select 'clk_fault_' || n, id, 'acc_fault', 'INITIAL_RESPONSE', 'cal_fault', "receivedAt", at, seconds, version, at, at,
      case when promised then date_trunc('milliseconds', now() + make_interval(secs => ${atRiskIn})) end,
      case when promised then date_trunc('milliseconds', now() + make_interval(secs => ${dueIn})) end
    from (
      select *, case when promised then "receivedAt" end as at, case when promised then 3600 end as seconds,
        case when promised then 1 end as version
      from (select id, "receivedAt", n, ${promised} as promised
            from (select id, "receivedAt", substr(id, 11)::int as n from "Ticket" where id like 'tkt_fault_%') t) u) v`);
}
