// Asks other implementations, where they are installed, what ours answered (Debian: python3-dateutil).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { occurrencesOf } from '@tierline/schema/meetings/recurrence.rules';

const here = import.meta.dirname;
const python = process.env['PYTHON'] ?? '/usr/bin/python3';

/** What a script of ours prints of `input`, with Python's libraries. */
function ask(script, input) {
  const { status, stdout, stderr } = spawnSync(python, [path.join(here, script)], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script}: ${stderr || 'Python is not installed.'}`);
  return JSON.parse(stdout);
}

const recorded = JSON.parse(readFileSync(path.join(here, '../meetings/recurrence-cases.json'), 'utf8'));
// Beside what is recorded, every rule anew in each zone and from each start of the others.
const cases = recorded.flatMap(({ rule, from, to }) =>
  recorded.map(({ startsAtLocal, timeZone }) => ({ rule, startsAtLocal, timeZone, from, to })),
);
let occurrences = 0;
for (const { starts, from, to, ...recurrence } of ask(
  'recurrence.py',
  JSON.stringify([...recorded, ...cases]),
)) {
  const ours = occurrencesOf(recurrence, Date.parse(from), Date.parse(to)).starts.map((at) =>
    new Date(at).toISOString().replace('.000', ''),
  );
  occurrences += starts.length;
  if (isDeepStrictEqual(ours, starts)) continue;
  console.error('Not as dateutil says:', recurrence, '\nours', ours, '\ndateutil', starts);
  process.exitCode = 1;
}
console.log(`${recorded.length + cases.length} rules, ${occurrences} occurrences compared with dateutil.`);
