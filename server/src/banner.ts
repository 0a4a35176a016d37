/** What the demo shows once it serves. The tokens are long: they come first, so that the rest stays on the screen. */
export function banner({ url, people, machines, notes, embedded }: Banner): string {
  const query = JSON.stringify({ query: '{ plans { code name } }' });
  return [
    '',
    'The people of the demo, each with a bearer token for 30 days:',
    ...people.flatMap(({ title, token }) => ['', `  ${title}`, `  ${token}`]),
    ...machines.flatMap(({ title, token }) => ['', `  ${title}`, `  ${token}`]),
    '',
    'Tierline is ready.',
    '',
    `  Playground  ${url}/playground   open this first`,
    `  Desk        ${url}/desk         a frontend on the SDK, as customer and as engineer`,
    `  Docs        ${url}/docs         guide, methods, events`,
    `  GraphQL     ${url}/graphql`,
    `  Status page ${url}/status`,
    `  Mail        ${url}/dev/mail     what would be sent`,
    `  Health      ${url}/health/ready, ${url}/metrics`,
    '',
    'Ask something; this needs no token:',
    '',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${query}'`,
    '',
    'From your code (sdk/README.md):',
    '',
    `  import { createClient } from '@tierline/sdk';`,
    `  const support = createClient({ url: '${url}/graphql', token: process.env.TIERLINE_TOKEN });`,
    `  console.log(await support.plans.list());`,
    '',
    'See all of it at work, in another terminal:',
    '',
    `  TIERLINE_URL=${url}/graphql npm run tour`,
    '',
    ...notes.flatMap((note) => [`Note: ${note}`, '']),
    embedded
      ? 'Ctrl-C stops it and keeps the data in .data; npm start -- --reset starts over.'
      : 'Ctrl-C stops it; the data are in your database.',
    '',
  ].join('\n');
}

export interface Banner {
  url: string;
  people: { title: string; token: string }[];
  /** Machines with an API key. */
  machines: { title: string; token: string }[];
  /** What the operator should know. */
  notes: string[];
  embedded: boolean;
}
