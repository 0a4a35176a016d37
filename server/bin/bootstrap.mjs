// From a fresh clone to something that runs: installs and builds what is missing or out of date.
// Plain JavaScript without a dependency, for nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const CACHE = path.join(ROOT, 'node_modules/.tierline');

/** Each step with what it reads, apart from the packages, and something that it makes. */
const STEPS = [
  {
    title: 'Install packages',
    command: () => ['npx', '--yes', packageManager(), 'install', '--frozen-lockfile'],
    inputs: [
      'package.json',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      ...['prisma', 'schema', 'server', 'sdk', 'sdk/examples/desk', 'test'].map(
        (name) => `${name}/package.json`,
      ),
    ],
    output: 'node_modules/.pnpm',
  },
  {
    title: 'Generate the database client',
    command: () => ['npm', 'run', '--silent', '--prefix', 'prisma', 'generate'],
    inputs: ['prisma/models', 'prisma/prisma.config.ts'],
    output: 'prisma/src/generated',
    fresh: true, // Prisma refuses to write over what an interrupted run left
  },
  {
    title: 'Compile',
    command: () => ['node_modules/.bin/tsc', '-b', 'server', 'sdk'],
    inputs: ['tsconfig.base.json', 'prisma', 'schema', 'server', 'sdk'],
    output: 'server/dist/main.js',
  },
  {
    title: 'Build the playground',
    command: () => ['server/node_modules/.bin/vite', 'build', 'server/src/playground/app'],
    inputs: ['server/src/playground/app'],
    output: 'server/dist/playground/app',
  },
  {
    title: 'Build the SDK',
    command: () => ['npm', 'run', '--silent', '--prefix', 'sdk', '--if-present', 'build'],
    inputs: ['sdk'],
    output: 'sdk/dist',
  },
  {
    title: 'Write the documentation',
    command: () => ['node', 'sdk/docs/build.mjs'],
    inputs: ['sdk', 'README.md', 'server/README.md', 'schema/schema.graphql', 'schema/events.json'],
    output: 'server/dist/docs/site',
  },
  {
    title: 'Build the example desk',
    command: () => ['sdk/examples/desk/node_modules/.bin/vite', 'build', 'sdk/examples/desk'],
    inputs: ['sdk/examples/desk', 'sdk/src'],
    output: 'server/dist/desk/app',
  },
];

/**
 * Brings the checkout up to date, one line for each step that had something to do. A step is stamped with a hash of
 * what it read once it is through, so an interrupted one is done again. Exits when a step fails.
 */
export async function bootstrap() {
  const machine = `${process.version} ${process.platform} ${process.arch}`;
  const packages = STEPS[0].inputs.flatMap(contents);
  for (const step of STEPS) {
    if (!existsSync(path.join(ROOT, step.inputs[0]))) continue;
    const stamp = path.join(CACHE, `${step.title.toLowerCase().replaceAll(' ', '-')}.stamp`);
    const state = hash([machine, ...packages, ...step.inputs.flatMap(contents)]);
    if (existsSync(path.join(ROOT, step.output)) && read(stamp) === state) continue;
    rmSync(stamp, { force: true });
    if (step.fresh) rmSync(path.join(ROOT, step.output), { recursive: true, force: true });
    await runStep(step.title, step.command());
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(stamp, state);
  }
}

/** Runs a command quietly; shows what it said only when it fails, and then exits. */
async function runStep(title, command) {
  process.stdout.write(`${title} … `);
  const { code, output, seconds } = await run(command);
  console.log(`${seconds} s`);
  if (code === 0) return;
  console.error(
    `\n${output.trim()}\n\n${title}: failed. Nothing was started; put it right and run the same command again.`,
  );
  process.exit(1);
}

/** Runs a command in the root of the repository; answers its exit code (1 if it was killed) and what it printed. */
export async function run([program, ...args], { show = false } = {}) {
  const start = Date.now();
  const child = spawn(path.normalize(program), args, {
    cwd: ROOT,
    env: {
      ...process.env,
      CI: 'true', // ask nobody
      CHECKPOINT_DISABLE: '1', // report to nobody
      npm_config_loglevel: 'notice', // npm start --silent would keep from us why a step failed
    },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32', // npx and what lies in .bin are scripts there
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  return { code, output, seconds: ((Date.now() - start) / 1000).toFixed(1) };
}

function packageManager() {
  return JSON.parse(read(path.join(ROOT, 'package.json'))).packageManager;
}

/** Names and contents of a file, or of all files below a directory that people write. */
function contents(relative) {
  const file = path.join(ROOT, relative);
  if (!existsSync(file)) return [];
  if (statSync(file).isFile()) return [relative, read(file)];
  return readdirSync(file)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .map((name) => `${relative}/${name}`)
    .filter((below) => below !== 'prisma/src/generated')
    .flatMap(contents);
}

function hash(texts) {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text).update('\0');
  return sum.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
