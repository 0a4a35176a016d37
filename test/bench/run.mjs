// Compiles one bench of this folder and runs it beside the built packages: `node run.mjs calendar`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const [name] = process.argv.slice(2);
const outDir = path.join(import.meta.dirname, '../node_modules/.bench');
await build({
  configFile: false,
  logLevel: 'error',
  root: path.dirname(import.meta.dirname),
  ssr: { external: ['@tierline/schema'] },
  build: { ssr: path.join(import.meta.dirname, `${name}.ts`), outDir, emptyOutDir: false, minify: false },
});
await import(pathToFileURL(path.join(outDir, `${name}.js`)).href);
