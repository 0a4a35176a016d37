// The first and a deep page of the queue over many open tickets, beside a sort of everything: `npm run bench:queue`.
// With `--plan` it shows how Postgres reads each section.
import { parseArgs } from 'node:util';
import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { queueEntries, sectionQuery } from '@tierline/schema/tickets/queue-order';
import { writeClocks, writeTickets } from '../faults/desk.mjs';
import { onOwnPostgres } from './own-postgres.mjs';

const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '200000' }, plan: { type: 'boolean', default: false } },
});
const TICKETS = Number(values.tickets);
const PAGE = 50;
const RUNS = 15;

/** What the API did before: R1 as columns of two joined tables, all of them sorted for each page. */
const NAIVE = `
  select t.id from "Ticket" t
  join "Clock" c on c."ticketId" = t.id and c.metric = 'INITIAL_RESPONSE'
  where t.state in ('RECEIVED', 'IN_REVIEW', 'IN_PROGRESS')
  order by
    case when (c."atRiskAt" <= $1 and (c."endedAt" is null or c."endedAt" > $1)) is true then 0 else 1 end,
    case when (c."atRiskAt" <= $1 and (c."endedAt" is null or c."endedAt" > $1)) is true then c."dueAt" else '9999-12-31' end,
    array_position(array['SEVERE', 'MODERATE', 'LIMITED'], t.severity::text),
    array_position(array['PREMIUM', 'ENHANCED', 'BASIC'], t."planCode"::text),
    coalesce(c."dueAt", '9999-12-31'), t."receivedAt", t.id
  offset $2 limit $3`;

await onOwnPostgres(bench);

async function bench(owner, url) {
  await writeTickets(owner, TICKETS);
  // A tenth is at risk or overdue and was told so; a third is promised nothing.
  await writeClocks(owner, {
    atRiskIn: `n % 100000 - 10000`,
    dueIn: `n % 100000 - 9000`,
    promised: 'n * 11 % 3 <> 2',
  });
  await owner.query('update "Clock" set "atRiskToldAt" = now() where "atRiskAt" <= now()');
  await owner.query('analyze');
  const asOf = new Date();
  const database = openDatabase({ url, connections: 1 });
  try {
    await asTenant('every-account', async () => {
      await compare(owner, database.client, asOf);
      if (values.plan) await showPlans(database.client, asOf);
    });
  } finally {
    await database.close();
  }
}

async function compare(owner, client, asOf) {
  const page = (from) => queueEntries(client, { asOf, filter: {}, from, backward: false }, PAGE);
  let from = null;
  const depth = Math.floor(TICKETS / 2 / 1000) * 1000;
  for (let read = 0; read < depth; read += 1000) {
    from = (await queueEntries(client, { asOf, filter: {}, from, backward: false }, 1000)).at(-1);
  }
  for (const [name, place, offset] of [
    ['first page', null, 0],
    [`page at ${depth}`, from, depth],
  ]) {
    const ours = await median(() => page(place));
    const naive = await median(async () => (await owner.query(NAIVE, [asOf, offset, PAGE])).rows);
    const same = ours.value.every(({ ticketId }, at) => ticketId === naive.value[at].id);
    console.log(
      `${name} of ${TICKETS}: ours ${ours.ms.toFixed(1)} ms, sorting everything ${naive.ms.toFixed(1)} ms, ${(naive.ms / ours.ms).toFixed(0)} times; ${same ? 'the same order' : 'ANOTHER ORDER'}`,
    );
    if (!same || ours.value.length !== Math.min(PAGE, TICKETS)) process.exitCode = 1;
  }
}

async function median(run) {
  const times = [];
  let value = await run();
  for (let at = 0; at < RUNS; at += 1) {
    const start = performance.now();
    value = await run();
    times.push(performance.now() - start);
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)], value };
}

async function showPlans(client, asOf) {
  for (const section of [0, 1]) {
    const query = sectionQuery(section, { asOf, filter: {}, from: null, backward: false }, PAGE);
    const rows = await client.$queryRawUnsafe(`explain (analyze, costs off) ${query.text}`, ...query.values);
    console.log(`\nsection ${section}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
  }
}
