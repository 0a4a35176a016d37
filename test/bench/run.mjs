// Bundles one bench of this folder with our own sources, and runs it as plain JavaScript: `node run.mjs calendar`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const [name] = process.argv.slice(2);
const outDir = path.join(import.meta.dirname, '../node_modules/.bench');
await build({
  configFile: false,
  logLevel: 'error',
  root: path.dirname(import.meta.dirname),
  ssr: { noExternal: [/^@tierline\//], resolve: { conditions: ['tierline-source'] } },
  build: { ssr: path.join(import.meta.dirname, `${name}.ts`), outDir, emptyOutDir: false, minify: false },
});
await import(pathToFileURL(path.join(outDir, `${name}.js`)).href);
