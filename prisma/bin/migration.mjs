// npm run db:migration -- <name>: writes the next migration, from the models. Add hand-written SQL at its end.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE } from '../dist/src/migrate.js';
import { nextMigration } from '../dist/src/next-migration.js';
import { withScratchServer } from './scratch-server.mjs';

const name = process.argv[2];
if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Name the migration in snake_case: npm run db:migration -- add_ticket_priority');
  process.exit(1);
}
const sql = await withScratchServer(nextMigration);
if (sql === undefined) {
  console.log('The migrations already make what the models say.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const directory = path.join(PACKAGE, 'migrations', `${stamp}_${name}`);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'migration.sql'), sql);
  console.log(path.relative(process.cwd(), directory));
}
