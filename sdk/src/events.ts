import { EventsDocument } from './generated/documents.ts';
import type { FeedEvent } from './generated/types.ts';
import type { RequestOptions, Transport } from './transport.ts';

export interface FollowOptions extends RequestOptions {
  /** The `position` of the last event that you have; from the first event on without it. */
  after?: string | undefined;
  /** Only these types: `ticket.opened`, or all of a word as `ticket.*`. */
  types?: readonly string[] | undefined;
  /** Only what happened to this, such as `tkt_…`. */
  subject?: string | undefined;
  /** How long to wait at the end of the feed before asking again: 2,000 ms unless told. */
  everyMs?: number | undefined;
}

/**
 * Every event, in order and each once, and then those that come, until the signal is aborted: then it ends. Keep the
 * `position` of an event together with what you did for it, and go on `after` it when you start again.
 *
 * @throws GraphQLRequestError, ResponseError, NetworkError, TimeoutError when a page fails in spite of its retries
 */
export async function* followEvents(
  transport: Transport,
  { after, types, subject, everyMs = 2_000, ...options }: FollowOptions = {},
): AsyncGenerator<FeedEvent, void, undefined> {
  const { signal } = options;
  for (let position = after; !signal?.aborted;) {
    const variables = {
      first: 100,
      ...(types && { types: [...types] }),
      ...(subject !== undefined && { subject }),
      ...(position !== undefined && { after: position }),
    };
    let page;
    try {
      page = (await transport.request(EventsDocument, variables, options)).events;
    } catch (error) {
      if (signal?.aborted) return;
      throw error;
    }
    yield* page.nodes;
    position = page.pageInfo.endCursor ?? position;
    if (!page.pageInfo.hasNextPage) await pause(everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
