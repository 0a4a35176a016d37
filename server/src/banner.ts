/** What `npm start` shows once it serves: where it is, who you can be, what to try. */
export function banner({ url, people, embedded }: Banner): string {
  const query = JSON.stringify({ query: '{ plans { code name } }' });
  return [
    'Tierline is ready.',
    '',
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${url}/playground`,
    `  Health      ${url}/health/ready, ${url}/metrics`,
    ...(people.length === 0
      ? []
      : ['', 'Be one of these people (Authorization: Bearer …, valid for 30 days):']),
    ...people.flatMap(({ title, token }) => ['', `  ${title}`, `  ${token}`]),
    '',
    'Ask something, even as nobody:',
    '',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${query}'`,
    '',
    'From your code:',
    '',
    `  import { createClient } from '@tierline/sdk';`,
    `  const support = createClient({ url: '${url}/graphql'${people.length > 0 ? ", token: '…'" : ''} });`,
    `  console.log(await support.accounts.viewer());`,
    '',
    embedded
      ? 'Ctrl-C stops it and keeps the data in .data; npm start -- --reset starts over.'
      : 'Ctrl-C stops it; the data are in your database.',
    '',
  ].join('\n');
}

export interface Banner {
  url: string;
  /** The demo's; nobody where a real issuer knows the people. */
  people: { title: string; token: string }[];
  embedded: boolean;
}
