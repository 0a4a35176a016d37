import { getNamedType, isInputObjectType, parse, print, typeFromAST } from 'graphql';
import { escape, inline, page, table } from './page.mjs';

const SHAPE =
  /\/\*\*\n((?: +\*.*\n)+?) +\*\/\n +(\w+): (\(.*\)): (.*) =>\n +(?:field|list|each)\(transport, (\w+)Document, '(\w+)'/g;

/** The methods of the client by namespace, as `generated/methods.ts` has them. */
function readMethods(source) {
  return source
    .split(/^ {4}(?=\w+: \{$)/m)
    .slice(1)
    .map((block) => ({
      namespace: /^\w+/.exec(block)[0],
      methods: [...block.matchAll(SHAPE)].map(
        ([, comment, name, parameters, result, operation, rootField]) => ({
          name,
          parameters,
          result,
          operation,
          rootField,
          description: comment.replaceAll(/^ +\* ?/gm, '').trim(),
        }),
      ),
    }));
}

/** A page for each namespace, and one of all: what a method does, takes and asks for. */
export function methodPages({ source, documents, schema }) {
  const namespaces = readMethods(source);
  const index = namespaces
    .map(
      ({ namespace, methods }) =>
        `<h2><a href="${namespace}.html">${namespace}</a></h2><ul>${methods
          .map(
            ({ name, description }) =>
              `<li><a href="${namespace}.html#${name}"><code>${namespace}.${name}</code></a> ${inline(description.split(/(?<=\.)\s/)[0])}</li>`,
          )
          .join('')}</ul>`,
    )
    .join('\n');
  return [
    {
      file: 'methods/index.html',
      html: page({
        title: 'Methods',
        depth: 1,
        body: `<h1>Methods</h1><p>Of a client that <code>createClient</code> made. Each sends the document that it shows, and gives the value of its one root field.</p>${index}`,
      }),
    },
    ...namespaces.map(({ namespace, methods }) => ({
      file: `methods/${namespace}.html`,
      html: page({
        title: namespace,
        depth: 1,
        body: `<h1>${namespace}</h1>${methods.map((method) => methodSection(namespace, method, documents, schema)).join('\n')}`,
      }),
    })),
  ];
}

function methodSection(namespace, method, documents, schema) {
  const { name, parameters, result, operation, rootField, description } = method;
  const document = parse(documents[`${operation}Document`]);
  const [node] = document.definitions;
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const field = root[node.operation].getFields()[rootField];
  const variables = (node.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const ofSchema = typeFromAST(schema, type);
    const argument = field.args.find((one) => one.name === variable.name.value);
    const row = (label, shown, text) => [
      `<code>${label}</code>`,
      `<code>${escape(shown)}</code>`,
      inline(text),
    ];
    const named = getNamedType(ofSchema);
    const fields = isInputObjectType(named) ? Object.values(named.getFields()) : [];
    return [
      row(variable.name.value, print(type), argument?.description ?? ''),
      ...fields.map((part) =>
        row(`${variable.name.value}.${part.name}`, String(part.type), part.description),
      ),
    ];
  });
  return `<section id="${name}"><h2><code>${namespace}.${name}</code></h2>
<p>${inline(description)}</p>
<pre><code>${namespace}.${name}${escape(parameters)}: ${escape(result)}</code></pre>
${table(['Variable', 'Type', 'Meaning'], variables)}
<details><summary>The document that it sends</summary><pre><code>${escape(print(document))}</code></pre></details>
</section>`;
}
