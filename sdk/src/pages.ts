import { TierlineError } from './errors.ts';
import { field, type RequestOptions, type Transport, type TypedDocument } from './transport.ts';

/** One page of a list. */
export interface Page {
  nodes: readonly object[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What a list consists of. */
export type Item<P extends Page> = Awaited<P['nodes'][number]>;

/**
 * A list that is read as far as you read it: `await list` gives the first page, `for await` every item,
 * `.pages()` page by page, `.all(max)` an array. Nothing is sent before one of them asks.
 */
export class PagedList<P extends Page> implements PromiseLike<P>, AsyncIterable<Item<P>> {
  readonly #operation: string;
  readonly #load: (after: string | undefined) => Promise<P>;
  #first: Promise<P> | undefined;

  constructor(operation: string, load: (after: string | undefined) => Promise<P>) {
    this.#operation = operation;
    this.#load = load;
  }

  /** The first page. It is asked for once, however often the list is awaited or read. */
  then<A = P, B = never>(
    onPage?: ((page: P) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#firstPage().then(onPage, onError);
  }

  /** Every page, from the first one on. */
  async *pages(): AsyncGenerator<P, void, undefined> {
    const seen = new Set<string>();
    let page = await this.#firstPage();
    for (;;) {
      yield page;
      const { hasNextPage, endCursor } = page.pageInfo;
      if (!hasNextPage) return;
      // Without this guard a server that repeats itself would be asked for ever.
      if (endCursor === null || seen.has(endCursor)) throw this.#stuck();
      seen.add(endCursor);
      page = await this.#load(endCursor);
    }
  }

  /** Every item, across pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item<P>, void, undefined> {
    for await (const page of this.pages()) yield* page.nodes as Item<P>[];
  }

  /**
   * The items as an array, at most `max` of them.
   *
   * @throws RangeError unless `max` is a whole number from 1 on
   */
  async all(max: number): Promise<Item<P>[]> {
    if (!Number.isInteger(max) || max < 1) throw new RangeError('all(max): a whole number from 1 on.');
    const items: Item<P>[] = [];
    for await (const item of this) {
      items.push(item);
      if (items.length === max) break;
    }
    return items;
  }

  #firstPage(): Promise<P> {
    this.#first ??= this.#load(undefined).catch((error: unknown) => {
      this.#first = undefined; // the next reader may have more luck
      throw error;
    });
    return this.#first;
  }

  #stuck(): TierlineError {
    return new TierlineError(`${this.#operation}: the list does not move on.`, 'STUCK_CURSOR', {
      operation: this.#operation,
      attempts: 1,
      status: null,
      requestId: null,
      retryAfterMs: null,
    });
  }
}

/**
 * Reads the root field `name` of a document as a list. The document takes `$after` and selects
 * `nodes` and `pageInfo { hasNextPage endCursor }`.
 */
export function list<Name extends string, Data extends Record<Name, Page>, Variables extends object>(
  transport: Transport,
  document: TypedDocument<Data, Variables>,
  name: Name,
  variables?: Variables,
  options?: RequestOptions,
): PagedList<Data[Name]> {
  const load = (after: string | undefined) => {
    const page = after === undefined ? variables : ({ ...variables, after } as unknown as Variables);
    return field(transport, document, name, page, options);
  };
  return new PagedList(name, load);
}
