// Builds what is published: ESM and CommonJS by the same compiler from the same sources.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const sdk = new URL('../', import.meta.url);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

execFileSync(process.execPath, [tsc, '-b', 'tsconfig.json', 'tsconfig.cjs.json'], {
  cwd: fileURLToPath(sdk),
  stdio: 'inherit',
});
writeFileSync(new URL('dist/cjs/package.json', sdk), '{ "type": "commonjs" }\n');
