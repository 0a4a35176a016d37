import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { RequestForm } from './request-form.tsx';
import { Ticket } from './ticket.tsx';
import { Tickets } from './tickets.tsx';

const PAGE = 10;

interface PortalProps {
  /** Null for a partner, who acts for several accounts. */
  accountId: string | null;
  reference: string | null;
  open: (reference: string | null) => void;
}

/** What a customer sees: a form for a request, and the requests so far; a partner sees those of its customers. */
export function Portal({ accountId, reference, open }: PortalProps) {
  const { support, words } = useSession();
  const [count, setCount] = useState(PAGE);
  const tickets = useAnswer(
    (signal) => support.tickets.list({}, { signal }).all(count + 1),
    `${accountId} ${reference} ${count}`,
  );
  if (reference) return <Ticket key={reference} reference={reference} open={open} />;
  return (
    <>
      {accountId ? <NewRequest accountId={accountId} onOpened={open} /> : <p>{words.partnerLead}</p>}
      <section>
        <h2>{accountId ? words.requests : words.theirRequests}</h2>
        {tickets.error !== undefined ? (
          <Failure error={tickets.error} again={tickets.again} />
        ) : tickets.value ? (
          <Tickets
            tickets={tickets.value.slice(0, count)}
            empty={accountId ? words.noRequests : words.noTheirs}
            open={open}
            withAccount={!accountId}
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
    </>
  );
}

function NewRequest({ accountId, onOpened }: { accountId: string; onOpened: (reference: string) => void }) {
  const { support, words, locale } = useSession();
  const account = useAnswer((signal) => support.accounts.get(accountId, { signal }), accountId + locale);
  if (account.error !== undefined) return <Failure error={account.error} again={account.again} />;
  if (!account.value) return <p className="quiet">{words.loading}</p>;
  const now = new Date().toISOString();
  const skus = account.value.subscriptions
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .map(({ sku }) => sku);
  return (
    <section>
      <h2>{words.newRequest}</h2>
      <RequestForm accountId={accountId} skus={skus} onOpened={onOpened} />
    </section>
  );
}
