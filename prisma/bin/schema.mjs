// npm run db:schema: writes schema.sql, the schema that the migrations add up to.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { migrate, PACKAGE } from '../dist/src/migrate.js';
import { renderSchema } from '../dist/src/schema-sql.js';
import { withScratchServer } from './scratch-server.mjs';

const sql = await withScratchServer(async (url) => {
  await migrate(url);
  return renderSchema(url);
});
await writeFile(path.join(PACKAGE, 'schema.sql'), sql);
