import { defineConfig } from 'prisma/config';

// Prisma would download its native schema engine although nothing here uses it (see prisma/README.md).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'models', migrations: { path: 'migrations' } });
