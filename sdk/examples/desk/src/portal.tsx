import { useState } from 'react';
import { Failure } from './failure.tsx';
import { everyPage, useAnswer, useSession, type Address } from './hooks.ts';
import { RequestForm } from './request-form.tsx';
import { Support, type OwnAccount } from './support.tsx';
import { Ticket } from './ticket.tsx';
import { Tickets } from './tickets.tsx';

const PAGE = 10;

interface PortalProps extends Address {
  /** Null for a partner, who acts for several accounts. */
  account: OwnAccount | null;
}

/** What a customer sees: a form for a request, and the requests so far; a partner sees those of its customers. */
export function Portal({ account, reference, page, open, show }: PortalProps) {
  const { support, words } = useSession();
  const [count, setCount] = useState(PAGE);
  const tickets = useAnswer(
    (signal) => support.tickets.list({}, { signal }).all(count + 1),
    `${account?.id} ${reference} ${count}`,
  );
  if (reference) {
    return <Ticket key={reference} reference={reference} isPartner={account === null} open={open} />;
  }
  if (account && page === 'support') return <Support account={account} back={() => open(null)} />;
  return (
    <>
      {account ? (
        <>
          <p className="choices">
            <button type="button" onClick={() => show('support')}>
              {words.yourSupport}
            </button>
          </p>
          <NewRequest accountId={account.id} onOpened={open} />
        </>
      ) : (
        <ForCustomer onOpened={open} />
      )}
      <section>
        <h2>{account ? words.requests : words.theirRequests}</h2>
        {tickets.error !== undefined ? (
          <Failure error={tickets.error} again={tickets.again} />
        ) : tickets.value ? (
          <Tickets
            tickets={tickets.value.slice(0, count)}
            empty={account ? words.noRequests : words.noTheirs}
            open={open}
            withAccount={!account}
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

/** A request of a partner, in the name of somebody of one of its customers. */
function ForCustomer({ onOpened }: { onOpened: (reference: string) => void }) {
  const { support, words } = useSession();
  const [chosen, setChosen] = useState('');
  const accounts = useAnswer((signal) => support.accounts.list({}, { signal }).all(500), '');
  if (accounts.error !== undefined) return <Failure error={accounts.error} again={accounts.again} />;
  if (!accounts.value) return <p className="quiet">{words.loading}</p>;
  if (accounts.value.length === 0) return <p className="quiet">{words.noCustomers}</p>;
  const accountId = chosen || accounts.value[0]!.id;
  return (
    <>
      <p>
        <label className="choices">
          {words.forWhom}
          <select value={accountId} onChange={({ target }) => setChosen(target.value)}>
            {accounts.value.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </p>
      <NewRequest key={accountId} accountId={accountId} isForOthers onOpened={onOpened} />
    </>
  );
}

interface NewRequestProps {
  accountId: string;
  /** Asked by a partner, who says for whom. */
  isForOthers?: boolean;
  onOpened: (reference: string) => void;
}

function NewRequest({ accountId, isForOthers, onOpened }: NewRequestProps) {
  const { support, words, locale } = useSession();
  const { value, error, again } = useAnswer(async (signal) => {
    const [account, contacts] = await Promise.all([
      support.accounts.get(accountId, { signal }),
      isForOthers &&
        everyPage(
          async (after) =>
            (await support.accounts.contacts(accountId, { first: 100, after, signal }))?.contacts,
        ),
    ]);
    return (
      account && { ...account, people: contacts ? contacts.filter((one) => !one.accessEndedAt) : undefined }
    );
  }, accountId + locale);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return <p className="quiet">{words.loading}</p>;
  const now = new Date().toISOString();
  const skus = value.subscriptions
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .map(({ sku }) => sku);
  return (
    <section>
      <h2>{words.newRequest}</h2>
      <RequestForm accountId={accountId} skus={skus} people={value.people} onOpened={onOpened} />
    </section>
  );
}
