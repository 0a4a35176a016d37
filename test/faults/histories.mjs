// Plays thousands of random histories: `npm run faults:histories -- 5000`. HISTORY_SEED and HISTORY_PATH play one again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [runs = '2000'] = process.argv.slice(2);
const root = path.dirname(import.meta.dirname);
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--root', root, 'sla/histories'], {
  env: { ...process.env, HISTORIES: runs },
  stdio: 'inherit',
});
process.exit(status ?? 1);
