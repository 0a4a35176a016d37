// Asks other implementations, where they are installed, what ours answered (Debian: python3-dateutil, python3-icalendar).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { renderCalendar } from '@tierline/schema/meetings/icalendar.rules';
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

// What a calendar program would show of what we render: each rule with an occurrence that is called off and one that is moved.
const organizer = { name: 'Zoë "TAM"; Lindqvist, Sofia', email: 'sofia@desk.example' };
const attendees = [{ name: 'Renée Étienne', email: 'renee@lumiere.example' }];
const HOUR_MS = 3_600_000;
let rendered = 0;
for (const { rule, startsAtLocal, timeZone } of recorded) {
  const ends = /COUNT|UNTIL/.test(rule) ? rule : `${rule};COUNT=12`;
  const { starts } = occurrencesOf({ rule: ends, startsAtLocal, timeZone }, 0, Date.UTC(2040, 0));
  const [first] = starts;
  const [off, moved] = starts.slice(-2);
  const common = {
    uid: 'mse_1@tierline',
    stamp: new Date(first),
    title: 'Été; a, b',
    agenda: 'é\n'.repeat(90),
    organizer,
    attendees,
  };
  const event = (startsAt, more) => ({
    ...common,
    sequence: 0,
    location: 'https://meet.example/?a=1&b=2,3;4',
    url: 'https://meet.example/?a=1&b=2,3;4',
    cancelled: false,
    startsAt: new Date(startsAt),
    endsAt: new Date(startsAt + HOUR_MS),
    ...more,
  });
  const text = renderCalendar('REQUEST', [
    event(first, { recurrence: { rule: ends, timeZone, excluded: [new Date(off)] } }),
    event(moved + HOUR_MS, { sequence: 1, occurrence: { recurrenceAt: new Date(moved), timeZone } }),
  ]);
  const iso = (at) => new Date(at).toISOString().replace('.000', '');
  const expected = {
    method: 'REQUEST',
    zones: [timeZone],
    summaries: ['Été; a, b'],
    attendees: ['Renée Étienne'],
    starts: [...starts.filter((at) => at !== off && at !== moved), moved + HOUR_MS].map(iso).toSorted(),
  };
  const read = ask('icalendar_starts.py', text);
  rendered += 1;
  if (isDeepStrictEqual(read, expected)) continue;
  console.error(
    'Not as icalendar reads:',
    rule,
    startsAtLocal,
    timeZone,
    '\nours',
    expected,
    '\nicalendar',
    read,
  );
  process.exitCode = 1;
}
console.log(`${rendered} calendars read by icalendar as they are meant.`);
