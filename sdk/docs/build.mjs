// npm run docs: the guide, a page for each namespace and each type of events, and the client's own API by TypeDoc, as
// HTML that the server shows under /docs without asking anybody else for anything.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { Application } from 'typedoc';
import * as documents from '../dist/esm/operations.js';
import { eventPages } from './events.mjs';
import { methodPages } from './methods.mjs';
import { page, render } from './page.mjs';

const SDK = path.resolve(import.meta.dirname, '..');
const OUT = path.join(SDK, '../server/dist/docs/site');
const read = (file) => readFileSync(path.join(SDK, file), 'utf8');

rmSync(OUT, { recursive: true, force: true });
for (const folder of ['methods', 'events']) mkdirSync(path.join(OUT, folder), { recursive: true });
const pages = [
  textPage('index.html', 'Guide', read('README.md')),
  textPage('migration.html', 'Migration policy', read('MIGRATION.md')),
  textPage('server.html', 'Server', read('../README.md')),
  textPage('running.html', 'Running it', read('../server/README.md')),
  ...methodPages({
    source: read('src/generated/methods.ts'),
    documents,
    schema: buildSchema(read('../schema/schema.graphql'), { assumeValid: true }),
  }),
  ...eventPages(JSON.parse(read('../schema/events.json'))),
];
for (const { file, html } of pages) writeFileSync(path.join(OUT, file), html);
copyFileSync(path.join(import.meta.dirname, 'style.css'), path.join(OUT, 'style.css'));
await clientApi(path.join(OUT, 'api'));

function textPage(file, title, text) {
  const { html, contents } = render(text);
  const aside =
    contents.length > 3
      ? `<nav class="contents" aria-label="On this page"><ul>${contents.join('')}</ul></nav>`
      : '';
  return { file, html: page({ title, body: `${aside}${html}` }) };
}

/** What is written by hand: the client, its transport, errors, lists, live streams, uploads and webhooks. */
async function clientApi(out) {
  const app = await Application.bootstrap({
    entryPoints: ['core', 'client', 'events', 'webhooks'].map((name) => path.join(SDK, `src/${name}.ts`)),
    tsconfig: path.join(SDK, 'tsconfig.json'),
    name: 'Tierline client API',
    readme: 'none',
    excludePrivate: true,
    excludeExternals: true,
    disableSources: true,
    disableGit: true,
    githubPages: false,
    hideGenerator: true,
    skipErrorChecking: true, // the compiler has been there before
    validation: false,
    logLevel: 'Error',
    navigationLinks: {
      Guide: '../index.html',
      Methods: '../methods/index.html',
      Events: '../events/index.html',
    },
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc found nothing.');
  await app.generateDocs(project, out);
  // The policy of these pages lets nothing inline run. What there is of it chooses a theme before the page is shown; and a
  // browser would ask for an icon that is not there.
  for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  )) {
    const html = readFileSync(path.join(out, file), 'utf8');
    // TypeDoc leaves the links of its head as they are told, however deep a page lies.
    const up = '../'.repeat(file.split(/[\\/]/).length - 1);
    writeFileSync(
      path.join(out, file),
      html
        .replaceAll(
          /href="(\.\.\/[\w/]*index\.html)"( class="tsd-nav-link")?>(Guide|Methods|Events)</g,
          `href="${up}$1"$2>$3<`,
        )
        .replaceAll(/<script>[\s\S]*?<\/script>/g, '')
        .replace('</head>', '<link rel="icon" href="data:,"></head>'),
    );
  }
}
