import { unwrap } from '@tierline/sdk';
import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useChanges, useDebounced, useSession } from './hooks.ts';
import { Act } from './move.tsx';
import { Ticket } from './ticket.tsx';
import { Tickets } from './tickets.tsx';

const PAGE = 20;
const OPEN = [
  'RECEIVED',
  'IN_REVIEW',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
] as const;

interface QueueProps {
  staffId: string;
  isEngineer: boolean;
  reference: string | null;
  open: (reference: string | null) => void;
}

/** What the vendor's people see: the queue in the order in which to work it, their own tickets, or what a search finds. */
export function Queue({ staffId, isEngineer, reference, open }: QueueProps) {
  const { support, words } = useSession();
  const [mine, setMine] = useState(false);
  const [text, setText] = useState('');
  const [count, setCount] = useState(PAGE);
  const sought = useDebounced(text.trim());
  const tickets = useAnswer(
    (signal) =>
      (sought
        ? support.tickets.list({ filter: { text: sought } }, { signal })
        : mine
          ? support.tickets.list({ filter: { assigneeId: staffId, states: [...OPEN] } }, { signal })
          : support.tickets.queue({}, { signal })
      ).all(count + 1),
    `${reference} ${sought} ${mine} ${count}`,
  );
  const live = useChanges((signal) => support.tickets.queueChanges({ signal }), staffId, tickets.again);
  if (reference) return <Ticket key={reference} reference={reference} staffId={staffId} open={open} />;
  const title = sought ? words.search : mine ? words.mine : words.queue;
  const empty = sought ? words.notFound : mine ? words.noMine : words.emptyQueue;
  return (
    <section>
      {!isEngineer && <p className="quiet">{words.staffLead}</p>}
      <div className="choices">
        {[false, true].map((own) => (
          <button
            key={String(own)}
            type="button"
            aria-pressed={!sought && mine === own}
            onClick={() => {
              setMine(own);
              setText('');
            }}
          >
            {own ? words.mine : words.queue}
          </button>
        ))}
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          maxLength={200}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Act
          label={words.takeNext}
          act={() => support.tickets.takeNext().then((taken) => open(unwrap(taken).ticket.reference))}
          onDone={tickets.again}
        />
      </div>
      <h2>
        {title} <em className={live ? 'live' : ''}>{live ? words.live : words.notLive}</em>
      </h2>
      {tickets.error !== undefined ? (
        <Failure error={tickets.error} again={tickets.again} />
      ) : tickets.value ? (
        <Tickets tickets={tickets.value.slice(0, count)} empty={empty} open={open} withAccount />
      ) : (
        <p className="quiet">{words.loading}</p>
      )}
      {tickets.value && tickets.value.length > count && (
        <button type="button" onClick={() => setCount(count + PAGE)}>
          {words.more}
        </button>
      )}
    </section>
  );
}
