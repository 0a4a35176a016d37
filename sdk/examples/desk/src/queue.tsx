import { useState } from 'react';
import { useAnswer, useChanges, useSession } from './hooks.ts';
import { Failure, Ticket } from './ticket.tsx';
import { Tickets } from './tickets.tsx';

const PAGE = 20;

/** What an engineer sees: the queue in the order in which to work it, as it moves. */
export function Queue({ staffId, linkedId }: { staffId: string; linkedId: string | null }) {
  const { support, words } = useSession();
  const [shown, setShown] = useState(linkedId);
  const [count, setCount] = useState(PAGE);
  const queue = useAnswer(
    (signal) => support.tickets.queue({}, { signal }).all(count + 1),
    `${shown} ${count}`,
  );
  const live = useChanges((signal) => support.tickets.queueChanges({ signal }), staffId, queue.again);
  if (shown) return <Ticket id={shown} staffId={staffId} onBack={() => setShown(null)} />;
  if (queue.error !== undefined) return <Failure error={queue.error} again={queue.again} />;
  if (!queue.value) return <p className="quiet">{words.loading}</p>;
  return (
    <section>
      <h2>
        {words.queue} <em className={live ? 'live' : ''}>{live ? words.live : words.notLive}</em>
      </h2>
      <Tickets tickets={queue.value.slice(0, count)} empty={words.emptyQueue} open={setShown} withAccount />
      {queue.value.length > count && (
        <button type="button" onClick={() => setCount(count + PAGE)}>
          {words.more}
        </button>
      )}
    </section>
  );
}
