// A program of somebody who installed the package: package.test.ts and conformance/sdk.mjs compile it as others would.
import {
  createClient,
  NetworkError,
  ProblemError,
  unwrap,
  type Ticket,
  type TicketSummary,
} from '@tierline/sdk';
import { createTransport, list, type TypedDocument } from '@tierline/sdk/core';
import { OpenTicketDocument, TicketsDocument } from '@tierline/sdk/operations';
import { webSocket } from '@tierline/sdk/ws';

const support = createClient({
  url: 'https://support.example.com/graphql',
  token: async () => 'token',
  locale: 'fr',
});

export async function open(): Promise<string> {
  const input = {
    subject: 'Checkout down',
    question: 'Why?',
    severity: 'SEVERE',
    requestType: 'HOW_TO',
    sku: 'SKU',
  } as const;
  const trusting: Ticket = unwrap(await support.tickets.open(input)).ticket;
  const result = await support.tickets.open(input, { idempotencyKey: trusting.id });
  switch (result.__typename) {
    case 'OpenTicketSuccess':
      return result.ticket.initialResponse.dueAt ?? 'no promise';
    case 'NotCoveredProblem':
      return result.requiredPlan;
    default:
      throw new ProblemError(result); // also problems added after this build
  }
}

export async function read(): Promise<TicketSummary[]> {
  const page = await support.tickets.list({ filter: { severities: ['SEVERE'] }, withTotalCount: true });
  const total: number | undefined = page.totalCount;
  for await (const ticket of support.tickets.list()) {
    switch (ticket.severity) {
      case 'SEVERE':
      case 'MODERATE':
      case 'LIMITED':
        break;
      default: {
        const learntLater: string = ticket.severity; // an enum of an answer is open
        throw new Error(learntLater);
      }
    }
  }
  return total === 0 ? [] : support.tickets.list().all(100);
}

export async function core(): Promise<unknown> {
  const transport = createTransport({ url: '/graphql' });
  const own = '{ plans { code } }' as TypedDocument<{ plans: { code: string }[] }, Record<string, never>>;
  const { plans } = await transport.request(own);
  for await (const { reference } of list(transport, TicketsDocument, 'tickets', { first: 5 }))
    reference.at(0);
  // @ts-expect-error the document needs its variables
  await transport.request(OpenTicketDocument);
  return plans[0]?.code;
}

export async function follow(): Promise<void> {
  const live = createClient({ url: '/graphql', live: webSocket(WebSocket) });
  for await (const { position } of live.events.live()) position.at(0);
}

export function mistakes(error: unknown) {
  if (error instanceof NetworkError) void error.attempts.toFixed();
  // @ts-expect-error an enum that is sent is closed
  void support.plans.get('GOLD');
  // @ts-expect-error an input that is needed
  void support.tickets.open({});
  // @ts-expect-error a field that was not selected
  void support.plans.list().then(([plan]) => void plan?.clauses);
}
