import path from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { outDir: path.resolve(import.meta.dirname, '../../../server/dist/desk/app'), emptyOutDir: true },
  // `vite` alone serves the sources, and asks a server that runs.
  server: { proxy: { '/graphql': 'http://localhost:4000', '/desk/personas.json': 'http://localhost:4000' } },
});
