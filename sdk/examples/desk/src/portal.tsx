import { useState } from 'react';
import { useAnswer, useSession } from './hooks.ts';
import { RequestForm } from './request-form.tsx';
import { Failure, Ticket } from './ticket.tsx';
import { Tickets } from './tickets.tsx';

const PAGE = 10;

/** What a customer sees: the own requests, and a form for another. */
export function Portal({ accountId, linkedId }: { accountId: string; linkedId: string | null }) {
  const { support, words, locale } = useSession();
  const [shown, setShown] = useState(linkedId);
  const [count, setCount] = useState(PAGE);
  const account = useAnswer((signal) => support.accounts.get(accountId, { signal }), accountId + locale);
  const tickets = useAnswer(
    (signal) => support.tickets.list({}, { signal }).all(count + 1),
    `${accountId} ${shown} ${count}`,
  );
  if (shown) return <Ticket id={shown} onBack={() => setShown(null)} />;
  if (account.error !== undefined) return <Failure error={account.error} again={account.again} />;
  if (tickets.error !== undefined) return <Failure error={tickets.error} again={tickets.again} />;
  if (!account.value || !tickets.value) return <p className="quiet">{words.loading}</p>;
  const now = new Date().toISOString();
  const skus = account.value.subscriptions
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .map(({ sku }) => sku);
  return (
    <>
      <section>
        <h2>{words.newRequest}</h2>
        <RequestForm key={accountId} accountId={accountId} skus={skus} onOpened={setShown} />
      </section>
      <section>
        <h2>{words.requests}</h2>
        <Tickets tickets={tickets.value.slice(0, count)} empty={words.noRequests} open={setShown} />
        {tickets.value.length > count && (
          <button type="button" onClick={() => setCount(count + PAGE)}>
            {words.more}
          </button>
        )}
      </section>
    </>
  );
}
