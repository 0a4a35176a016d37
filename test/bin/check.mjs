// npm run check: what can be said about the repository without running the product.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ROOT, run } from '../../server/bin/bootstrap.mjs';

const ESLINT = 'node_modules/.bin/eslint';

/** A check runs where its `config` is there; what it `regenerates` must come out as it is committed. */
const CHECKS = [
  { title: 'Format', command: ['node_modules/.bin/prettier', '--check', '.'], config: '.prettierrc.json' },
  { title: 'Types', command: ['node_modules/.bin/tsc', '-b'], config: 'tsconfig.json' },
  // In two, so that no processor waits for the other: half of it is of the server and the tests.
  {
    title: 'Lint',
    command: [ESLINT, '.', '--ignore-pattern', 'server/**', '--ignore-pattern', 'test/**'],
    config: 'eslint.config.js',
    isLong: true,
  },
  {
    title: 'Lint of server and tests',
    command: [ESLINT, 'server', 'test'],
    config: 'eslint.config.js',
    isLong: true,
  },
  { title: 'Unused code', command: ['node_modules/.bin/knip'], config: 'knip.json' },
  {
    title: 'Generated code',
    command: ['npm', 'run', '--silent', 'codegen'],
    config: 'codegen.ts',
    regenerates: [
      'schema/schema.graphql',
      'schema/events.json',
      'sdk/src/generated',
      'server/known-documents.txt',
    ],
  },
];

/** Runs every check, prints one line for each and the output of those that fail. The long ones run beside the others. */
export async function check() {
  const counts = { passed: 0, failed: 0 };
  const checks = CHECKS.filter(({ config }) => existsSync(path.join(ROOT, config)));
  const long = checks.filter(({ isLong }) => isLong).map(report);
  // What writes comes when nobody reads any more.
  const short = checks.filter(({ isLong, regenerates }) => !isLong && !regenerates);
  for (const one of short) count(await report(one));
  for (const one of await Promise.all(long)) count(one);
  for (const one of checks.filter(({ regenerates }) => regenerates)) count(await report(one));
  return counts;

  function count(passed) {
    counts[passed ? 'passed' : 'failed'] += 1;
  }
}

/** @returns whether it passes */
async function report({ title, command, regenerates = [] }) {
  const before = snapshot(regenerates);
  const { code, output, seconds } = await run(command);
  const stale = snapshot(regenerates) !== before;
  if (code === 0 && !stale) {
    console.log(`${title} … ${seconds} s`);
    return true;
  }
  console.log(`${title} … ${seconds} s, failed\n\n${output.trim()}`);
  if (stale) console.log(`${regenerates.join(' and ')} were out of date; now they are not: commit them.`);
  console.log();
  return false;
}

function snapshot(files) {
  return files.map((file) => textOf(path.join(ROOT, file))).join('');
}

function textOf(file) {
  if (!existsSync(file)) return '';
  if (statSync(file).isFile()) return `${file}\n${readFileSync(file, 'utf8')}`;
  return readdirSync(file)
    .sort()
    .map((name) => textOf(path.join(file, name)))
    .join('');
}

if (process.argv[1] === import.meta.filename) {
  await bootstrap();
  const { failed } = await check();
  process.exit(failed > 0 ? 1 : 0);
}
