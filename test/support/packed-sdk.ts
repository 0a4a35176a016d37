import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Rolldown } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Installs the SDK as it is published into a directory, where nothing else of ours is.
 *
 * @returns the file that would be published
 */
export function installPackedSdk(consumer: string): string {
  const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  // Not `npm pack`: only pnpm puts `publishConfig.exports` in the place of `exports`.
  execFileSync('npx', ['--yes', packageManager, 'pack', '--pack-destination', consumer], {
    cwd: path.join(ROOT, 'sdk'),
    stdio: 'pipe',
  });
  const file = path.join(
    consumer,
    readdirSync(consumer).find((name) => name.endsWith('.tgz'))!,
  );
  const installed = path.join(consumer, 'node_modules/@tierline/sdk');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', installed, '--strip-components', '1']);
  return file;
}

/** The consumer's code with what it uses of the package, as a browser gets it: one file. */
export async function bundle(consumer: string, source: string): Promise<string> {
  const entry = path.join(consumer, 'entry.js');
  writeFileSync(entry, source);
  const { output } = (await build({
    root: consumer,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error(`A bundle of ${output.length} files.`);
  return output[0].code;
}
