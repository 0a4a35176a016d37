import type { Database } from '@tierline/prisma/database';
import { sandboxOf } from '@tierline/schema/access';
import type { Context } from '@tierline/schema/context';
import { feedPosition } from '@tierline/schema/feed';
import type { Files } from '@tierline/schema/files';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { payer, type Standing, type Till } from '../budgets.ts';
import { overBudget, points, refuseUnknownDocument } from '../charge.ts';
import { inContext } from '../context.ts';
import { formatErrors } from '../errors.ts';
import { identify, timeOf, type Identity, type TrustedIssuer } from '../identity.ts';
import { priceWithin, type Limits } from '../limits.ts';
import type { Logger } from '../log.ts';
import { spentOn } from '../spent.ts';
import type { Follower, LogTail } from './log-tail.ts';
import type { Answers } from './shared-answers.ts';

/** What every way in shares. */
export interface House {
  schema: GraphQLSchema;
  database: Database;
  files: Files;
  issuer: TrustedIssuer;
  log: Logger;
  clock: () => Date;
  publicUrl: string;
  limits: Limits;
  till: Till;
  /** Of the vendor's world, and of sandboxes. */
  tails: { vendor: LogTail; sandboxes: LogTail };
  answers: Answers;
}

/** What somebody sent, unchecked. */
export interface SubscriptionRequest {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

/** Who sent it, and how. */
export interface Caller {
  authorization: string | undefined;
  address: string | null;
  locale: 'FR' | 'EN';
  requestId: string;
  /** Where a broken stream got to: goes before the argument `after`. */
  lastEventId: string | undefined;
}

/** One message: where in the feed it stands, and what to send. */
export interface Message {
  position: string;
  result: ExecutionResult;
}

export interface Subscription {
  identity: Identity;
  /** Whose budget pays for it. */
  payer: string;
  standing: Standing;
  /** Up to where of the feed everything was delivered. */
  position(): string | null;
  messages: AsyncGenerator<Message, void, undefined>;
  /** Ends `messages`, wherever they are. */
  stop(): void;
}

/** Why nothing was subscribed, as it is sent. */
export class SubscriptionRefused extends Error {
  readonly errors: readonly GraphQLFormattedError[];
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(
    errors: readonly GraphQLFormattedError[],
    { status = 400, headers = [] }: { status?: number; headers?: Iterable<[string, string]> } = {},
  ) {
    super(errors[0]?.message);
    this.errors = errors;
    this.status = status;
    this.headers = Object.fromEntries(headers);
  }
}

/** What a stream may owe before it pays, so that a small message costs no statement of its own. */
const CREDIT = 10;
const LONGEST_NAP_MS = 1_000;

/**
 * Opens a subscription, whatever way it came in: who asks, whether the document is in order, what it costs. Then each
 * batch of the feed is answered as of its own instant and paid for. Over the budget, a stream is slower and loses
 * nothing.
 *
 * @throws Refusal for a token that is no good, SubscriptionRefused for anything else
 */
export async function openSubscription(
  house: House,
  request: SubscriptionRequest,
  caller: Caller,
): Promise<Subscription> {
  const { schema, database, files, issuer, log, clock, publicUrl, till, tails, answers } = house;
  const realNow = clock();
  const identity = await identify(caller.authorization, { database, issuer, now: realNow });
  const sandboxId = sandboxOf(identity.actor);
  const times = async () => {
    const realNow = clock();
    return { realNow, now: await timeOf(identity.actor, database, realNow) };
  };
  const follower: Follower = { position: null, ended: false, wake: () => {} };
  const { address, locale, requestId, lastEventId } = caller;
  const context: Context = {
    ...{ actor: identity.actor, apiKey: identity.apiKey, address, locale, requestId },
    ...(await times()),
    ...{ files, publicUrl, db: database.client, idempotency: null },
    feed: {
      follow: (wish, after) => {
        const from = lastEventId === undefined ? after : feedPosition(lastEventId);
        if (sandboxId === null) return tails.vendor.follow(follower, wish, from);
        return tails.sandboxes.follow(follower, { ...wish, accountId: sandboxId }, from);
      },
    },
  };
  const format = (error: GraphQLError, of: Context) =>
    inContext(of, () => formatErrors(log)(error.toJSON(), error));
  const refused = (errors: readonly GraphQLError[]) =>
    new SubscriptionRefused(
      errors.map((error) => format(error, context)),
      (errors[0]?.extensions['http'] as object | undefined) ?? {},
    );

  const prepared = attempt(() => prepare(house, request, context));
  if (Array.isArray(prepared)) throw refused(prepared);
  const { document, operationName, variableValues, price } = prepared;
  const standing = await inContext(context, () => till.charge(context, points(price)));
  if (!standing.paid) throw refused([overBudget(standing, context)]);
  const operation = { schema, document, operationName, variableValues };
  const source = await inContext(context, () =>
    createSourceEventStream({ ...operation, contextValue: context }),
  );
  if (!(Symbol.asyncIterator in source)) throw refused(source.errors?.map(withCode) ?? []);
  const feed: AsyncIterator<unknown> = source[Symbol.asyncIterator]();

  let owed = 0;
  const answer = async (event: unknown): Promise<ExecutionResult> => {
    const current = { ...context, ...(await times()) };
    const result = await inContext(current, async () =>
      execute({ ...operation, rootValue: event, contextValue: current }),
    );
    owed += spentOn(result.data, current);
    const { data = null, errors } = result;
    return {
      data,
      ...(errors && { errors: errors.map((error) => format(error, current)) as never }),
      extensions: { position: positionOf(event) },
    };
  };
  /** Whoever is unknown sees what all of them see: it is read once. */
  const key =
    identity.actor.kind === 'anonymous'
      ? JSON.stringify([request.query, request.variables, operationName, locale])
      : null;

  return {
    identity,
    payer: payer(context),
    standing,
    position: () => follower.position?.toString() ?? null,
    messages: messages(),
    stop: () => {
      follower.ended = true;
      follower.wake();
    },
  };

  async function* messages(): AsyncGenerator<Message, void, undefined> {
    for (;;) {
      const next = () => feed.next() as Promise<IteratorResult<unknown, undefined>>;
      const { value, done } = await inContext(context, next);
      if (done === true || follower.ended) return;
      const position = positionOf(value);
      const result = await (key === null
        ? answer(value)
        : answers(`${position} ${key}`, () => answer(value)));
      if (follower.ended) return;
      yield { position, result };
      await pay();
    }
  }

  async function pay(): Promise<void> {
    while (owed >= CREDIT && !follower.ended) {
      const current = { ...context, realNow: clock() };
      const { paid, retryAfterMs } = await inContext(current, () => till.charge(current, CREDIT));
      if (paid) owed -= CREDIT;
      else await nap(Math.min(retryAfterMs, LONGEST_NAP_MS));
    }
  }

  function nap(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      follower.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

interface Prepared {
  document: DocumentNode;
  operationName: string | null;
  variableValues: Record<string, unknown>;
  price: number;
}

/** @throws GraphQLError; several are returned */
function prepare(
  { schema, limits }: House,
  { query, variables, operationName }: SubscriptionRequest,
  context: Context,
): Prepared | GraphQLError[] {
  if (typeof query !== 'string' || !isRecordOrNothing(variables)) {
    throw badRequest('Send { "query": "subscription …", "variables": { … } }.');
  }
  const name = typeof operationName === 'string' ? operationName : null;
  const document = parseWithin(limits, query);
  const invalid = validate(schema, document, undefined, { maxErrors: 10 });
  if (invalid.length > 0) return invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, name);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw badRequest('Only subscriptions are answered here: send queries and mutations to /graphql by POST.');
  }
  refuseUnknownDocument(query, context);
  const variableValues = variables ?? {};
  const price = priceWithin(limits, schema, document, operation, variableValues);
  return { document, operationName: name, variableValues, price };
}

function attempt<T>(work: () => T): T | GraphQLError[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function parseWithin({ tokens }: Limits, query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    throw coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED');
  }
}

/** Errors without a path are about the variables. */
function withCode(error: GraphQLError): GraphQLError {
  return error.path ? error : coded(error, 'BAD_USER_INPUT');
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const where = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...where, extensions: { code } });
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** Every source event of ours says where in the feed it stands. */
function positionOf(event: unknown): string {
  return String((event as { position: bigint }).position);
}

function isRecordOrNothing(value: unknown): value is Record<string, unknown> | null | undefined {
  return value == null || (typeof value === 'object' && !Array.isArray(value));
}
