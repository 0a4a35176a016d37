import { escape, inline, page, table } from './page.mjs';

/** A page for each type of events, and one of all, from `schema/events.json`. */
export function eventPages(types) {
  const names = Object.keys(types);
  const words = [...new Set(names.map((name) => name.split('.')[0]))];
  const index = words.map(
    (word) =>
      `<h2>${word}</h2><ul>${names
        .filter((name) => name.startsWith(`${word}.`))
        .map(
          (name) =>
            `<li><a href="${name}.html"><code>${name}</code></a> ${inline(types[name].summary.en)}</li>`,
        )
        .join('')}</ul>`,
  );
  return [
    {
      file: 'events/index.html',
      html: page({
        title: 'Events',
        depth: 1,
        body: `<h1>Events</h1><p>What the feed, webhooks and subscriptions tell: the same events with the same positions. See <a href="../index.html#follow-what-happens">Follow what happens</a> and <a href="../index.html#receive-webhooks">Receive webhooks</a>.</p>${index.join('\n')}`,
      }),
    },
    ...names.map((name) => ({ file: `events/${name}.html`, html: eventPage(name, types[name]) })),
  ];
}

function eventPage(name, { version, audience, summary, rules, payload }) {
  const example = {
    type: name,
    timestamp: '2026-07-13T08:00:00.000Z',
    data: {
      id: 'evt_…',
      type: name,
      version,
      occurredAt: '2026-07-13T08:00:00.000Z',
      payload: exampleOf(payload),
    },
  };
  const readers = audience === 'CUSTOMER' ? 'Customers see it, and the vendor.' : 'Only the vendor sees it.';
  return page({
    title: name,
    depth: 1,
    body: `<h1><code>${name}</code></h1>
<p>${inline(summary.en)}</p><p lang="fr">${inline(summary.fr)}</p>
<p>${readers} Version ${version}.${rules.length > 0 ? ` Rules of the programme: ${rules.join(', ')}.` : ''}</p>
<h2>Payload</h2>
${table(['Field', 'Type', 'Meaning'], fieldsOf(payload, '')) || '<p>It has none.</p>'}
<h2>As a webhook brings it</h2>
<p>The values are made up; <code>data</code> has more than is shown.</p>
<pre><code>${escape(JSON.stringify(example, null, 2))}</code></pre>
<details><summary>JSON Schema of the payload</summary><pre><code>${escape(JSON.stringify(payload, null, 2))}</code></pre></details>`,
  });
}

/** Each field of an object, and those of the objects and lists in it, by path. */
function fieldsOf(schema, path) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const optional = (schema.required ?? []).includes(name) ? '' : ', optional';
    const row = [
      `<code>${path}${name}</code>`,
      escape(typeOf(part)) + optional,
      inline(part.description ?? ''),
    ];
    const inner = notNull(part);
    const nested = inner.items
      ? fieldsOf(notNull(inner.items), `${path}${name}[].`)
      : fieldsOf(inner, `${path}${name}.`);
    return [row, ...nested];
  });
}

function typeOf(part) {
  if (part.const !== undefined) return JSON.stringify(part.const);
  if (part.enum) return part.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (part.anyOf) return part.anyOf.map(typeOf).join(' | ');
  if (part.items) return `list of ${typeOf(part.items)}`;
  return [part.type ?? 'any'].flat().join(' | ');
}

function notNull(part) {
  return part.anyOf?.find(({ type }) => type !== 'null') ?? part;
}

function exampleOf(part) {
  const one = notNull(part);
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  switch ([one.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(one.properties ?? {}).map(([name, inner]) => [name, exampleOf(inner)]),
      );
    case 'array':
      return one.items ? [exampleOf(one.items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, one.minimum ?? 1);
    case 'boolean':
      return true;
    case 'string':
      if (one.format === 'date-time') return '2026-07-13T08:00:00.000Z';
      if (one.format === 'date') return '2026-07-13';
      return /^\^(\w+_)/.test(one.pattern ?? '') ? `${/^\^(\w+_)/.exec(one.pattern)[1]}…` : '…';
    default:
      return null;
  }
}
