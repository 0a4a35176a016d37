// How long somebody of the staff takes to be erased among many messages and events, and for how long anybody waits for that:
// `npm run bench:erasure`.
import { parseArgs } from 'node:util';
import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { erasePerson } from '@tierline/schema/retention/erase-person';
import { continueErasures } from '@tierline/schema/retention/erasure.jobs';
import { asOwner, writeTickets } from '../faults/desk.mjs';
import { onOwnPostgres } from './own-postgres.mjs';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '300000' } } });
const MESSAGES = Number(values.messages);
const TICKETS = MESSAGES / 6;

await onOwnPostgres(bench);

async function bench(owner, url) {
  await owner.query(`set session_replication_role = replica`);
  await writeTickets(owner, TICKETS);
  await owner.query(`
    insert into "StaffMember" (id, name, email, roles, "regionCode", "accessEndedAt")
    values ('stf_gone', 'Nora Quist', 'nora@vendor.example', '{}', 'EMEA', now())`);
  // Every hundredth names her.
  await owner.query(
    `insert into "Message" (id, "ticketId", "accountId", kind, "visibleToCustomer", "staffId", body, "sentAt")
     select 'msg_fault_' || n, 'tkt_fault_' || (1 + n % $2), 'acc_fault', 'REPLY', true, 'stf_fault',
       repeat('The tag fires twice on the page of the basket, as you can see in the log that we attached. ', 5)
         || case when n % 100 = 0 then 'Nora Quist' else 'Ann' end, now()
     from generate_series(1, $1::int) n`,
    [MESSAGES, TICKETS],
  );
  await owner.query(
    `insert into "TicketText" ("ticketId", "accountId", visible, complete) select id, 'acc_fault', '', '' from "Ticket"`,
  );
  const types = `array['ticket.waiting', 'ticket.reopened']`;
  await owner.query(
    `insert into "Event" (position, id, type, version, subject, sequence, "accountId", "accountPosition", "visibleToCustomer",
       "actorKind", "actorId", "requestId", "occurredAt", payload)
     select n, 'evt_fault_' || n, (${types})[1 + n % 2], '2026-11-26', 'tkt_fault_' || (1 + n / 6), 1 + n % 6, 'acc_fault', n, true,
       'STAFF', 'stf_fault', 'r', now(), jsonb_build_object('reason', 'We wait for the tag that ' || case when n % 100 = 1 then 'Nora Quist' else 'Ann' end || ' made')
     from generate_series(1, $1::int) n`,
    [MESSAGES],
  );
  await owner.query(`update "EventHead" set position = $1 where id = 1`, [MESSAGES]);
  await owner.query(`set session_replication_role = origin`);
  await owner.query('analyze');
  const database = openDatabase({ url, connections: 2 });
  try {
    await asTenant('every-account', () => erase(database.client, url));
  } finally {
    await database.close();
  }
  const { rows } = await owner.query(`
    select (select count(*) from "Message" where body like '%Nora Quist%')
      + (select count(*) from "Event" where payload::text like '%Nora Quist%') as left`);
  console.log(`${rows[0].left} texts left that name her`);
  if (rows[0].left !== '0') process.exitCode = 1;
}

async function erase(db, url) {
  const actor = { kind: 'staff', id: 'stf_fault', roles: ['MANAGER'] };
  const ctx = { db, actor, now: new Date(), requestId: 'bench' };
  const others = watchOthers(url);
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const { id } = await erasePerson(ctx, { personId: 'stf_gone', confirmation: 'nora@vendor.example' });
  console.log(`answered after ${seconds()}`);
  let erasure = await db.erasure.findUniqueOrThrow({ where: { id } });
  while (!erasure.finishedAt) {
    await continueErasures(db, new Date());
    erasure = await db.erasure.findUniqueOrThrow({ where: { id } });
  }
  console.log(`finished after ${seconds()}: ${erasure.texts} texts, ${erasure.events} events`);
  console.log(`whoever wrote meanwhile waited for ${Math.round(await others.stop())} ms at most`);
}

/** Somebody who writes all the time in what is to be erased. */
function watchOthers(url) {
  let ending = false;
  let longest = 0;
  const writing = asOwner(url, async (client) => {
    for (let n = 100; !ending; n = 100 + ((n + 700) % MESSAGES)) {
      const start = performance.now();
      await client.query(`update "Message" set "sentAt" = now() where id = $1`, [`msg_fault_${n}`]);
      longest = Math.max(longest, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  return {
    stop: async () => {
      ending = true;
      await writing;
      return longest;
    },
  };
}
