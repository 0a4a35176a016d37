import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import {
  InfiniteQueryObserver,
  QueryClient,
  QueryClientProvider,
  queryOptions,
  useQuery,
} from '@tanstack/react-query';
import {
  createClient,
  possibleTypes,
  type DataOf,
  type TypedDocument,
  type VariablesOf,
} from '@tierline/sdk';
import {
  OpenTicketDocument,
  PlansDocument,
  TicketDocument,
  type TicketsDocument,
} from '@tierline/sdk/operations';
import { Client as UrqlClient, fetchExchange } from '@urql/core';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { customer } from '../support/customers.ts';
import { testServer, type TestServer } from '../support/server.ts';

// The documents of the SDK in the clients that frontends have already: the real packages, the real server.
let server: TestServer;
let url: string;
let token: string;
let ids: string[];

beforeAll(async () => {
  server = await testServer({ at: '2026-07-13T08:00:00Z' });
  url = `${server.url}/graphql`;
  ({ token } = await customer(server, { plan: 'PREMIUM', skus: [{ code: 'IQ-TM' }] }));
  const support = createClient({ url, token });
  ids = [];
  for (const subject of ['one', 'two', 'three']) {
    const result = await support.tickets.open({
      requestType: 'LOGIN_ISSUE',
      severity: 'MODERATE',
      sku: 'IQ-TM',
      subject,
      question: 'Two of us can no longer sign in. What can we do?',
    });
    if (result.__typename === 'OpenTicketSuccess') ids.push(result.ticket.id);
  }
});

afterAll(() => server.stop());

/** As the README shows it. */
function typed<Data, Variables extends Record<string, unknown>>(document: TypedDocument<Data, Variables>) {
  return gql(document) as TypedDocumentNode<Data, Variables>;
}

test('B19 Apollo Client runs a document of the SDK with its types, into its cache', async () => {
  const warned = vi.spyOn(console, 'warn');
  onTestFinished(() => warned.mockRestore());
  const apollo = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes }),
    link: new HttpLink({ uri: url, headers: { authorization: `Bearer ${token}` } }),
  });

  const { data } = await apollo.query({ query: typed(TicketDocument), variables: { id: ids[0]! } });

  const subject: string | undefined = data?.ticket?.subject;
  expect(subject).toBe('one');
  expect(apollo.readQuery({ query: typed(TicketDocument), variables: { id: ids[0]! } })).toEqual(data);
  const refused = await apollo.mutate({
    mutation: typed(OpenTicketDocument),
    variables: {
      input: {
        requestType: 'LOGIN_ISSUE',
        severity: 'MODERATE',
        sku: 'AS',
        subject: 'four',
        question: 'Why?',
      },
    },
  });
  expect(refused.data?.openTicket).toMatchObject({
    __typename: 'SkuNotSubscribedProblem',
    code: 'SKU_NOT_SUBSCRIBED', // by the fragment on the interface
  });
  expect(possibleTypes['Problem']).toContain('SkuNotSubscribedProblem');
  expect(warned.mock.calls).toEqual([]);
  // @ts-expect-error the document needs its variables
  const lacking = apollo.query({ query: typed(TicketDocument) });
  await expect(lacking).rejects.toThrow('$id');
});

test('B19 urql runs a document of the SDK with its types', async () => {
  const urql = new UrqlClient({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });

  const { data, error } = await urql.query(typed(TicketDocument), { id: ids[1]! }).toPromise();
  const plain = await urql.query<DataOf<typeof PlansDocument>>(PlansDocument, {}).toPromise();

  expect(error).toBeUndefined();
  const subject: string | undefined = data?.ticket?.subject;
  expect(subject).toBe('two');
  expect(plain.data?.plans.map(({ code }) => code)).toEqual(['BASIC', 'ENHANCED', 'PREMIUM']);
});

test('B19 TanStack Query calls the methods: a ticket, and a list that grows page by page', async () => {
  const support = createClient({ url, token });
  const queries = new QueryClient();

  const ticket = await queries.query({
    queryKey: ['ticket', ids[2]],
    queryFn: ({ signal }) => support.tickets.get(ids[2]!, { signal }),
  });
  expect(ticket?.subject satisfies string | undefined).toBe('three');

  const variables: VariablesOf<typeof TicketsDocument> = { first: 2, orderBy: 'OLDEST_FIRST' };
  const list = new InfiniteQueryObserver(queries, {
    queryKey: ['tickets', variables],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      support.tickets.list({ ...variables, ...(pageParam !== null && { after: pageParam }) }, { signal }),
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const stop = list.subscribe(() => undefined);
  await expect.poll(() => list.getCurrentResult().isSuccess).toBe(true);
  const { data, hasNextPage } = await list.fetchNextPage();
  stop();
  queries.clear();

  expect(data?.pages.map(({ nodes }) => nodes.map(({ subject }) => subject))).toEqual([
    ['one', 'two'],
    ['three'],
  ]);
  expect(hasNextPage).toBe(false);
});

test('B19 a component of React shows what a typed document answers, as the README has it', async () => {
  const support = createClient({ url, token });
  const ticketQuery = (id: string) =>
    queryOptions({
      queryKey: ['ticket', id],
      queryFn: ({ signal }) => support.request(TicketDocument, { id }, { signal }),
    });
  function Subject({ id }: { id: string }) {
    const { data, error } = useQuery(ticketQuery(id));
    return error ? error.message : (data?.ticket?.subject satisfies string | undefined);
  }
  const client = new QueryClient();
  await client.query(ticketQuery(ids[0]!));
  const page = createElement(QueryClientProvider, { client }, createElement(Subject, { id: ids[0]! }));

  expect(renderToString(page)).toBe('one');
  client.clear();
});
