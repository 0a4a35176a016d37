import { identify, type Identity } from '../identity.ts';
import { Refusal } from '../errors.ts';
import { changedCallers } from './changed-callers.ts';
import {
  openSubscription,
  type Caller,
  type House,
  type Subscription,
  type SubscriptionRequest,
} from './subscription.ts';

/** Why a stream ends that its caller did not end. */
export type Ending =
  /** This process stops: another goes on where it broke off. */
  | { kind: 'GOING_AWAY' }
  /** What the caller may has changed: who comes again gets what it may now. */
  | { kind: 'CHANGED' }
  /** The caller is no longer let in. */
  | { kind: 'REFUSED'; refusal: Refusal };

/** Every stream of this process, whatever way it came in. */
export interface Streams {
  /**
   * Opens a subscription that is watched from now on: `end` is called once, when it must end. Call `close` when it ended.
   *
   * @throws Refusal, SubscriptionRefused; RATE_LIMITED among them for too many streams of one caller
   */
  open(
    request: SubscriptionRequest,
    caller: Caller,
    end: (ending: Ending) => void,
  ): Promise<Subscription & { close(): void }>;
  /** How many there are. */
  count(): number;
  /** Ends them all, and lets nobody in any more. */
  stop(): Promise<void>;
}

interface Stream {
  identity: Identity;
  authorization: string | undefined;
  payer: string;
  end(ending: Ending): void;
}

/** Looks once a second whether those who listen still may: one look for all. */
export function openStreams(
  house: House,
  { everyMs = 1_000 }: { everyMs?: number | undefined } = {},
): Streams {
  const { database, issuer, clock, limits, log, tails } = house;
  const streams = new Set<Stream>();
  let stopping = false;
  let checking = Promise.resolve();
  const timer = setInterval(() => {
    checking = checking.then(check).catch((err: unknown) => log.error({ err }, 'callers not checked'));
  }, everyMs);
  timer.unref();

  const check = async () => {
    if (streams.size === 0) return;
    const changed = await changedCallers(
      [...streams].map(({ identity }) => identity),
      database,
      clock(),
    );
    for (const stream of [...streams].filter(({ identity }) => changed.has(identity))) {
      const refusal = await identify(stream.authorization, { database, issuer, now: clock() }).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Refusal) return error;
          throw error;
        },
      );
      streams.delete(stream);
      stream.end(refusal ? { kind: 'REFUSED', refusal } : { kind: 'CHANGED' });
    }
  };

  return {
    open: async (request, caller, end) => {
      if (stopping) throw new Refusal(503, 'SERVICE_UNAVAILABLE', 'This server is stopping; try again.');
      const subscription = await openSubscription(house, request, caller);
      const { identity, payer } = subscription;
      const theirs = [...streams].filter((stream) => stream.payer === payer).length;
      const stream: Stream = { identity, payer, authorization: caller.authorization, end };
      if (theirs >= limits.streams) {
        subscription.stop();
        throw new Refusal(
          429,
          'RATE_LIMITED',
          caller.locale === 'FR'
            ? `Vous avez déjà ${theirs} abonnements ici, et pas plus : terminez-en d’abord.`
            : `You have ${theirs} subscriptions here already, and more are not allowed: end some first.`,
          { 'retry-after': '10' },
        );
      }
      streams.add(stream);
      return {
        ...subscription,
        close: () => {
          streams.delete(stream);
          subscription.stop();
        },
      };
    },
    count: () => streams.size,
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      for (const stream of streams) stream.end({ kind: 'GOING_AWAY' });
      streams.clear();
      await checking;
      await Promise.all(Object.values(tails).map((tail) => tail.stop()));
    },
  };
}
