import { unwrap, type CreateReportLinkInput } from '@tierline/sdk';
import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { Mails } from './mails.tsx';
import { Appointment } from './meeting.tsx';
import { day, type Locale } from './words.ts';

const MOST = 5;

export interface OwnAccount {
  id: string;
  timeZone: string;
  createdAt: string;
}

/** What a customer has of the programme beside tickets: reports, what is owed, meetings, and which mails come. */
export function Support({ account, back }: { account: OwnAccount; back: () => void }) {
  const { words } = useSession();
  return (
    <article>
      <button type="button" className="plain" onClick={back}>
        ← {words.back}
      </button>
      <h2>{words.yourSupport}</h2>
      <Reports account={account} />
      <Obligations account={account} />
      <MeetingsAhead account={account} />
      <Mails />
    </article>
  );
}

/** Each report as a page that a browser shows; its address is made when it is wanted, for it holds for minutes only. */
function Reports({ account }: { account: OwnAccount }) {
  const { support, words, locale } = useSession();
  const [failed, setFailed] = useState<unknown>();
  const { id: accountId } = account;
  const reviews = useAnswer(async (signal) => {
    const [monthly, health] = await Promise.all([
      support.reviews.list(accountId, { first: MOST, signal }),
      support.health.list(accountId, { first: MOST, signal }),
    ]);
    return {
      monthly: monthly?.monthlyReviews.nodes.filter(({ completedAt }) => completedAt) ?? [],
      health: health?.healthReviews.nodes.filter(({ completedAt }) => completedAt) ?? [],
    };
  }, accountId);
  const show = async (input: CreateReportLinkInput) => {
    try {
      location.assign(unwrap(await support.reports.link(input)).link.url);
    } catch (refusal) {
      setFailed(refusal);
    }
  };
  const today = dayIn(account.timeZone, Date.now());
  const months = lastMonths(today, 12).filter(
    (month) => month >= dayIn(account.timeZone, account.createdAt).slice(0, 7),
  );
  const links: [string, CreateReportLinkInput][] = [
    ...months
      .slice(0, 3)
      .map((month): [string, CreateReportLinkInput] => [
        `${words.supportReport} ${monthName(month, locale)}`,
        { support: { accountId, month } },
      ]),
    [words.statement, { statement: { accountId, from: `${months.at(-1)}-01`, to: today } }],
    ...(reviews.value?.monthly ?? []).map(({ id, month }): [string, CreateReportLinkInput] => [
      `${words.monthlyReview} ${monthName(month, locale)}`,
      { monthlyReview: { reviewId: id } },
    ]),
    ...(reviews.value?.health ?? []).map(({ id, completedAt }): [string, CreateReportLinkInput] => [
      `${words.healthReview} ${monthName(completedAt!, locale)}`,
      { healthReview: { reviewId: id } },
    ]),
  ];
  return (
    <section>
      <h3>{words.reports}</h3>
      <ul className="links">
        {links.map(([label, input]) => (
          <li key={label}>
            <button type="button" className="plain" onClick={() => void show(input)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      {reviews.error !== undefined && <Failure error={reviews.error} again={reviews.again} />}
      {failed !== undefined && <Failure error={failed} again={() => setFailed(undefined)} />}
    </section>
  );
}

/** What is promised and not kept yet, the earliest due first. */
function Obligations({ account }: { account: OwnAccount }) {
  const { support, words, locale } = useSession();
  const [count, setCount] = useState(MOST);
  const { value, error, again } = useAnswer(
    (signal) =>
      support.obligations
        .list({ accountId: account.id, states: ['DUE', 'OVERDUE'] }, { signal })
        .all(count + 1),
    `${account.id} ${locale} ${count}`,
  );
  return (
    <section>
      <h3>{words.obligations}</h3>
      {error !== undefined && <Failure error={error} again={again} />}
      {value?.length === 0 && <p className="quiet">{words.noObligations}</p>}
      <ul>
        {value?.slice(0, count).map(({ id, label, state, lastDay, owner }) => (
          <li key={id} className={state === 'OVERDUE' ? 'error' : ''}>
            {label} · {state === 'OVERDUE' ? words.overdue : words.due} {day(lastDay, locale)}
            {owner && ` · ${owner.name}`}
          </li>
        ))}
      </ul>
      {value && value.length > count && (
        <button type="button" onClick={() => setCount(count + MOST)}>
          {words.more}
        </button>
      )}
    </section>
  );
}

function MeetingsAhead({ account }: { account: OwnAccount }) {
  const { support, words } = useSession();
  const { value, error, again } = useAnswer(
    (signal) =>
      support.meetings.ofAccount(account.id, { from: new Date().toISOString(), first: 2 * MOST, signal }),
    account.id,
  );
  const ahead = value?.meetings.nodes.filter(({ state }) => state === 'SCHEDULED').slice(0, MOST);
  return (
    <section>
      <h3>{words.meetingsAhead}</h3>
      {error !== undefined && <Failure error={error} again={again} />}
      {ahead?.length === 0 && <p className="quiet">{words.noMeetings}</p>}
      {ahead?.map(({ id, title, ...meeting }) => (
        <div key={id}>
          <strong>{title}</strong>
          <Appointment {...meeting} timeZone={account.timeZone} people={[]} />
        </div>
      ))}
    </section>
  );
}

/** The local day of an instant: 2026-07-13. */
function dayIn(timeZone: string, at: string | number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at));
}

/** The month of a day and those before it, the latest first. */
function lastMonths(day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7),
  );
}

function monthName(month: string, locale: Locale): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(month),
  );
}
