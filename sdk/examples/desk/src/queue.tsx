import type { Client } from '@tierline/sdk';
import { useState } from 'react';
import { Bulk } from './bulk.tsx';
import { Failure } from './failure.tsx';
import { filterOf, Filters, narrowing, QUEUE, TakeNext, type View } from './filters.tsx';
import { useAnswer, useChanges, useDebounced, useSession } from './hooks.ts';
import { Ticket } from './ticket.tsx';
import { Tickets, type Chosen } from './tickets.tsx';

const PAGE = 20;

interface QueueProps {
  staffId: string;
  isEngineer: boolean;
  reference: string | null;
  open: (reference: string | null) => void;
}

/** What the vendor's people see: the queue in the order in which to work it, their own tickets, what a search or a saved filter finds. */
export function Queue({ staffId, isEngineer, reference, open }: QueueProps) {
  const { support, words } = useSession();
  const [view, setView] = useState(QUEUE);
  const [count, setCount] = useState(PAGE);
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const settled = useDebounced(view.text.trim());
  const sought = view.text ? settled : ''; // what was sought before is over at once
  const asked = { ...view, text: sought };
  const tickets = useAnswer(
    (signal) => ticketsOf(support, asked, { staffId, most: count + 1, signal }),
    JSON.stringify([reference, asked, count]),
  );
  const live = useChanges((signal) => support.tickets.queueChanges({ signal }), staffId, tickets.again);
  if (reference) return <Ticket key={reference} reference={reference} staffId={staffId} open={open} />;
  const shown = tickets.value?.slice(0, count) ?? [];
  const isQueue = !sought && view.of === QUEUE.of;
  const title = sought ? words.search : { QUEUE: words.queue, MINE: words.mine }[view.of];
  const isWhole = isQueue && !view.severity && !view.labelId && !view.isUnassigned;
  const empty = isWhole ? words.emptyQueue : !sought && view.of === 'MINE' ? words.noMine : words.notFound;
  return (
    <section>
      {!isEngineer && <p className="quiet">{words.staffLead}</p>}
      <Filters view={view} setView={setView} staffId={staffId} />
      <div className="choices">
        <h2>
          {title ?? words.savedFilters}{' '}
          <em className={live ? 'live' : ''}>{live ? words.live : words.notLive}</em>
        </h2>
        <TakeNext open={open} again={tickets.again} />
        {shown.length > 0 && (
          <button
            type="button"
            onClick={() =>
              setChosen(new Map([...chosen, ...shown.map((one) => [one.id, one.reference] as const)]))
            }
          >
            {words.chooseAll}
          </button>
        )}
      </div>
      <Bulk chosen={chosen} choose={setChosen} again={tickets.again} />
      {tickets.error !== undefined ? (
        <Failure error={tickets.error} again={tickets.again} />
      ) : tickets.value ? (
        <Tickets
          tickets={shown}
          empty={empty}
          open={open}
          withAccount
          selection={{ chosen, choose: setChosen }}
        />
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

interface Wanted {
  staffId: string;
  most: number;
  signal: AbortSignal;
}

/** The queue keeps its order as long as nothing is sought in all tickets; so do one's own, before those that only wait. */
async function ticketsOf({ tickets }: Client, view: View, { staffId, most, signal }: Wanted) {
  if (view.text) return tickets.list({ filter: filterOf(view, staffId) }, { signal }).all(most);
  if (view.of !== QUEUE.of && view.of !== 'MINE') {
    return tickets.list({ savedFilterId: view.of }, { signal }).all(most);
  }
  const isMine = view.of === 'MINE' && { isMine: true };
  const unassigned = view.isUnassigned && { unassigned: true };
  const filter = { ...narrowing(view), ...isMine, ...unassigned };
  const queued = await tickets.queue({ filter }, { signal }).all(most);
  if (!isMine || queued.length === most) return queued;
  const others = await tickets
    .list({ filter: filterOf(view, staffId), orderBy: 'MOST_SEVERE_FIRST' }, { signal })
    .all(most);
  return [...queued, ...others.filter((one) => queued.every(({ id }) => id !== one.id))].slice(0, most);
}
