import { resolve as resolveDns } from 'node:dns/promises';
import { Worker } from 'node:worker_threads';
import type { MailProof, MailReader, ParsedMail } from '@tierline/schema/incoming-mail/mail-reader';

/** Asks DNS, as `node:dns/promises` does. */
export type Resolver = (name: string, type: string) => Promise<unknown>;

const SCRIPT = new URL('../../bin/parse-mail.mjs', import.meta.url);
/** What a mail may take of one processor, and for each megabyte of it more. */
const PARSE_MS = 900;
const PARSE_MS_EACH_MB = 150;
const PROVE_MS = 10_000;
const HEAP_MB = 192;
const UNKNOWN: MailProof = { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' };

interface Answer {
  ready?: true;
  result?: unknown;
  error?: string;
  asks?: number;
  name?: string;
  type?: string;
}

/**
 * A worker that is ended when a mail takes too much of it; the next mail gets another one.
 *
 * @param parseMs how long reading a small mail may take
 */
export function openMailReader({
  resolver = resolveDns,
  parseMs = PARSE_MS,
}: { resolver?: Resolver; parseMs?: number } = {}): MailReader & { close(): Promise<void> } {
  let worker: Promise<Worker> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other: each has the worker for itself. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };
  const ask = async (question: object, patienceMs: number): Promise<unknown> => {
    worker ??= started();
    const current = await worker;
    try {
      return await answered(current, question, patienceMs, resolver);
    } catch {
      worker = null;
      await current.terminate();
      return null;
    }
  };
  return {
    parse: (raw) =>
      inTurn(async () => {
        const megabytes = raw.length / 1_048_576;
        return (await ask({ raw }, parseMs + megabytes * PARSE_MS_EACH_MB)) as ParsedMail | null;
      }),
    prove: (raw, { remoteAddress, helo, envelopeFrom }) =>
      inTurn(async () => {
        const by = { remoteAddress, helo, envelopeFrom };
        return ((await ask({ raw, by }, PROVE_MS)) as MailProof | null) ?? UNKNOWN;
      }),
    close: async () => {
      await queue;
      await (await worker)?.terminate();
      worker = null;
    },
  };
}

async function started(): Promise<Worker> {
  const worker = new Worker(SCRIPT, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  worker.unref();
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  return worker;
}

/** @throws when the worker ends, says that something is wrong, or says nothing in time */
function answered(
  worker: Worker,
  question: object,
  patienceMs: number,
  resolver: Resolver,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(() => reject(new Error('too slow'))), patienceMs);
    const hear = ({ asks, name, type, result, error }: Answer): void => {
      if (asks !== undefined) void look(asks, name ?? '', type ?? '');
      else if (error !== undefined) done(() => reject(new Error(error)));
      else done(() => resolve(result));
    };
    const fail = (error?: Error | number): void =>
      done(() => reject(error instanceof Error ? error : new Error(`ended with ${error}`)));
    const look = async (answers: number, name: string, type: string): Promise<void> => {
      try {
        worker.postMessage({ answers, records: await resolver(name, type) });
      } catch (error) {
        worker.postMessage({ answers, code: (error as NodeJS.ErrnoException).code ?? 'ESERVFAIL' });
      }
    };
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      settle();
    };
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(question);
  });
}
