/** What the demo shows once it serves: where it is, who you can be, what to try. */
export function banner({ url, people, notes, embedded }: Banner): string {
  const query = JSON.stringify({ query: '{ plans { code name } }' });
  return [
    'Tierline is ready.',
    '',
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${url}/playground`,
    `  Health      ${url}/health/ready, ${url}/metrics`,
    '',
    'Be one of these people (Authorization: Bearer …, valid for 30 days):',
    ...people.flatMap(({ title, token }) => ['', `  ${title}`, `  ${token}`]),
    '',
    'Ask something, even as nobody:',
    '',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${query}'`,
    '',
    'From your code:',
    '',
    `  import { createClient } from '@tierline/sdk';`,
    `  const support = createClient({ url: '${url}/graphql', token: process.env.TOKEN });`,
    `  console.log(await support.plans.list());`,
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
  /** What the operator should know. */
  notes: string[];
  embedded: boolean;
}
