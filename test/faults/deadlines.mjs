// Deadlines under faults: several server processes sweep, one of them is killed now and then, and Postgres is killed
// in the middle. Every deadline must be told exactly once, dated by when it came about.
//   node deadlines.mjs                                   10,000 clocks, four processes, a Postgres of its own
//   node deadlines.mjs --clocks 300 --processes 2 --database <url>   as the tests run it: no restart of Postgres
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { migrate } from '@tierline/prisma/migrate';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { findHome } from '@tierline/prisma/postgres-home';
import { asOwner, writeClocks, writeTickets } from './desk.mjs';

const { values } = parseArgs({
  options: {
    clocks: { type: 'string', default: '10000' },
    processes: { type: 'string', default: '4' },
    database: { type: 'string' },
  },
});
const CLOCKS = Number(values.clocks);
const PROCESSES = Number(values.processes);
/** Deadlines fall due one after the other over so many seconds. */
const SPREAD = values.database ? 4 : 20;
/** A process is killed each time that another part of the deadlines has been told. */
const KILLS = values.database ? 1 : 9;
const RESTART_AT = 5;
const PATIENCE_MS = 900_000;

if (values.database) {
  await prove(values.database);
} else {
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-faults-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  let postgres = await startPostgres({ dir });
  const { data } = await findHome(dir);
  try {
    await migrate(postgres.url);
    await loadCatalogue(postgres.url);
    await prove(postgres.url, async () => {
      process.kill(Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      postgres = await startPostgres({ dir });
      return postgres.url;
    });
  } finally {
    await postgres.stop();
    await deletePostgres({ dir });
    rmSync(dir, { recursive: true, force: true });
  }
}

async function prove(firstUrl, restart) {
  let url = firstUrl;
  const sweepers = await Promise.all(Array.from({ length: PROCESSES }, () => startSweeper(url)));
  await asOwner(url, async (client) => {
    await writeTickets(client, CLOCKS);
    await writeClocks(client, {
      atRiskIn: `1 + n * ${SPREAD}::float / ${CLOCKS} / 2`,
      dueIn: `1 + n * ${SPREAD}::float / ${CLOCKS}`,
    });
  });
  const began = Date.now();
  let kills = 0;
  let restarts = 0;
  for (;;) {
    const told = await toldBreaches(url);
    if (told === CLOCKS || Date.now() - began > PATIENCE_MS) break;
    if (kills === KILLS || told < (CLOCKS * (kills + 1)) / (KILLS + 2)) {
      await delay(50);
      continue;
    }
    const victim = kills % PROCESSES;
    sweepers[victim].kill('SIGKILL');
    kills += 1;
    if (restart && kills === RESTART_AT) {
      url = await restart();
      restarts += 1;
      // On another port, perhaps: all processes begin anew.
      for (const sweeper of sweepers) sweeper.kill('SIGKILL');
      sweepers.splice(0, PROCESSES, ...(await Promise.all(sweepers.map(() => startSweeper(url)))));
    } else {
      sweepers[victim] = await startSweeper(url);
    }
  }
  for (const sweeper of sweepers) sweeper.kill('SIGKILL');
  await asOwner(url, (client) => report(client, { kills, restarts, seconds: (Date.now() - began) / 1000 }));
}

async function toldBreaches(url) {
  return asOwner(url, async (client) => {
    const { rows } = await client.query(
      'select count(*)::int as told from "Clock" where "breachToldAt" is not null',
    );
    return rows[0].told;
  });
}

/** A server process that sweeps, once it does. */
async function startSweeper(url) {
  const sweeper = spawn(process.execPath, [path.join(import.meta.dirname, 'sweeper.mjs'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(sweeper.stdout, 'data');
  return sweeper;
}

async function report(client, { kills, restarts, seconds }) {
  const { rows } = await client.query(`
    with told as (
      select c.id, e.type, count(e.id)::int as times,
        bool_and(e."occurredAt" = case e.type when 'clock.at_risk' then c."atRiskAt" else c."dueAt" end) as dated,
        max(extract(epoch from e."recordedAt" - e."occurredAt")) as late
      from "Clock" c left join "Event" e on e.subject = c."ticketId" and e.payload->>'clockId' = c.id
        and e.type in ('clock.at_risk', 'clock.breached')
      group by c.id, e.type)
    select
      (select count(distinct id)::int from told where type = 'clock.at_risk') as "atRisk",
      (select count(distinct id)::int from told where type = 'clock.breached') as breached,
      (select count(*)::int from told where times > 1) as twice,
      (select count(*)::int from told where not dated) as misdated,
      (select percentile_cont(0.5) within group (order by late) from told) as "lateMedian",
      (select max(late) from told) as "lateMost",
      (select count(*)::int from (select kind, "causeId", "staffId" from "Notice" group by 1, 2, 3 having count(*) > 1) n) as "noticesTwice",
      (select max(position) - count(*) from "Event") as gaps`);
  const [found] = rows;
  console.log(
    `${CLOCKS} clocks, ${PROCESSES} processes, ${kills} killed, Postgres killed ${restarts} times, ${seconds.toFixed(1)} s`,
  );
  console.log(`told at risk: ${found.atRisk}, told breached: ${found.breached}, told twice: ${found.twice}`);
  console.log(
    `misdated: ${found.misdated}, noticed twice: ${found.noticesTwice}, gaps in the feed: ${found.gaps}`,
  );
  console.log(
    `late, in seconds: median ${Number(found.lateMedian).toFixed(2)}, at most ${Number(found.lateMost).toFixed(2)}`,
  );
  const complete = found.atRisk === CLOCKS && found.breached === CLOCKS;
  const once =
    found.twice === 0 && found.noticesTwice === 0 && found.misdated === 0 && Number(found.gaps) === 0;
  process.exitCode = complete && once ? 0 : 1;
}
