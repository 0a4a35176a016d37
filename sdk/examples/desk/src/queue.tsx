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
  const sought = useDebounced(view.text.trim());
  const asked = { ...view, text: sought };
  const tickets = useAnswer(
    (signal) => ticketsOf(support, asked, staffId, signal).all(count + 1),
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

/** The queue keeps its order as long as nothing is sought in all tickets. */
function ticketsOf({ tickets }: Client, view: View, staffId: string, signal: AbortSignal) {
  if (view.text || view.of === 'MINE') return tickets.list({ filter: filterOf(view, staffId) }, { signal });
  if (view.of !== QUEUE.of) return tickets.list({ savedFilterId: view.of }, { signal });
  const unassigned = view.isUnassigned && { unassigned: true };
  return tickets.queue({ filter: { ...narrowing(view), ...unassigned } }, { signal });
}
