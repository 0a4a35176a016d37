import markdownIt from 'markdown-it';

const markdown = markdownIt({ html: false, linkify: false, typographer: false });

/** Pages that a text of the repository may link to, by where it does. Some are beside these docs, at whichever port. */
const LINKS = {
  '../README.md': 'server.html',
  'server/README.md': 'running.html',
  '../sdk/README.md': 'index.html',
  'sdk/README.md': 'index.html',
  'http://localhost:4000/docs': 'index.html',
  'http://localhost:4000/playground': '../playground/',
  'MIGRATION.md': 'migration.html',
  'README.md': 'index.html',
  'http://localhost:4000/desk': '../desk/',
};

/** Everything between a page's head and its foot; `depth` is how many folders it lies below the root. */
export function page({ title, body, depth = 0 }) {
  const root = depth === 0 ? './' : '../'.repeat(depth);
  const links = [
    ['index.html', 'Guide'],
    ['methods/index.html', 'Methods'],
    ['events/index.html', 'Events'],
    ['api/index.html', 'Client API'],
    ['migration.html', 'Migration policy'],
    ['server.html', 'Server'],
    ['running.html', 'Running it'],
  ].map(([href, text]) => `<a href="${root}${href}">${text}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Tierline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}style.css">
</head>
<body>
<header><a class="home" href="${root}index.html">Tierline</a><nav aria-label="Documentation">${links.join('\n')}
<a href="${root}../playground/">Playground</a></nav></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Markdown as HTML, with an anchor for each heading and links to pages of these docs only, or of the web. */
export function render(text) {
  const tokens = markdown.parse(text, {});
  const contents = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const { content } = tokens[index + 1];
      token.attrSet('id', slug(content));
      if (token.tag === 'h2') contents.push(`<li><a href="#${slug(content)}">${escape(content)}</a></li>`);
    }
    for (const child of token.children ?? []) {
      if (child.type !== 'link_open') continue;
      const href = child.attrGet('href');
      const [to, anchor] = href.split('#');
      const known = LINKS[to];
      if (known) child.attrSet('href', anchor ? `${known}#${anchor}` : known);
      else if (!/^(?:https?:|#)/.test(href)) child.attrs = []; // a file of the repository, which is not here
    }
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), contents };
}

function slug(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

export function inline(text) {
  return markdown.renderInline(text ?? '');
}

export function escape(text) {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function table(heads, rows) {
  if (rows.length === 0) return '';
  const cells = (tag, row) => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  return `<div class="scroll"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('\n')}</tbody></table></div>`;
}
