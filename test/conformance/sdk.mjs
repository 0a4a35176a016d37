// npm run conformance:sdk: packs the SDK, installs it as others would, with each compiler that is promised, and lets
// each compile a program that uses it, in every way of resolving modules, declarations included.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const COMPILERS = ['5.0.4', '5.4.5', '5.9.3', '6.0.3', '7.0.2'];
const WAYS = [
  { what: 'ES modules of Node', file: 'caller.mts', options: { module: 'nodenext' } },
  { what: 'CommonJS of Node', file: 'caller.cts', options: { module: 'nodenext' } },
  { what: 'a bundler', file: 'caller.ts', options: { module: 'esnext', moduleResolution: 'bundler' } },
];
const OPTIONS = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};

const place = mkdtempSync(path.join(tmpdir(), 'tierline-conformance-'));
let failed = 0;
try {
  const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  run(path.join(ROOT, 'sdk'), 'npx', '--yes', packageManager, 'pack', '--pack-destination', place);
  const tarball = path.join(
    place,
    readdirSync(place).find((name) => name.endsWith('.tgz')),
  );
  for (const version of COMPILERS) {
    const consumer = path.join(place, version);
    mkdirSync(consumer);
    writeFileSync(path.join(consumer, 'package.json'), '{ "private": true }\n');
    run(consumer, 'npm', 'install', '--no-audit', '--no-fund', tarball, `typescript@${version}`);
    for (const { what, file, options } of WAYS) {
      copyFileSync(path.join(ROOT, 'test/sdk/caller.ts'), path.join(consumer, file));
      const config = { compilerOptions: { ...OPTIONS, ...options }, files: [file] };
      writeFileSync(path.join(consumer, 'tsconfig.json'), JSON.stringify(config));
      const said = run(consumer, process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.');
      if (said) failed += 1;
      console.log(`TypeScript ${version}, ${what}: ${said || 'compiles'}`);
    }
  }
} finally {
  rmSync(place, { recursive: true });
}
console.log(`${COMPILERS.length * WAYS.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** What a command says when it fails; nothing when it does not. */
function run(cwd, ...[program, ...args]) {
  try {
    execFileSync(program, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch ({ stdout, stderr }) {
    return `${stdout}${stderr}`.trim();
  }
}
