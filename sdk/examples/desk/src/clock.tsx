import type { Ticket } from '@tierline/sdk';
import { useServerNow, useSession } from './hooks.ts';
import { duration, instant } from './words.ts';

type Clock = Ticket['initialResponse'];

/** The promise of a ticket: when an answer is due, and how much support time is left until then, second by second. */
export function LiveClock({ clock, live }: { clock: Clock; live: boolean }) {
  const { words, locale } = useSession();
  const now = useServerNow(clock.asOf);
  if (!clock.dueAt) return <p>{words.noPromise}</p>;
  const due = `${words.due} ${instant(clock.dueAt, clock.timeZone, locale)} (${clock.timeZone})`;
  if (clock.endedAt) {
    return (
      <div className={clock.state === 'MET' ? 'clock met' : 'clock late'}>
        <strong>{clock.state === 'MET' ? words.answered : words.answeredLate}</strong>{' '}
        {instant(clock.endedAt, clock.timeZone, locale)} · {due}
      </div>
    );
  }
  const left = openSecondsAfter(clock, now);
  const reopens = standsUntil(clock, now);
  return (
    <div
      className={`clock ${clock.state === 'RUNNING' ? 'running' : clock.state === 'AT_RISK' ? 'risk' : 'late'}`}
    >
      <span role="timer">
        <strong>{duration(left ?? Math.abs(clock.remainingSeconds ?? 0))}</strong>{' '}
        {left === null ? words.late : words.left}
      </span>
      <span>{due}</span>
      <span className="quiet">
        {reopens ? `${words.stands} ${instant(reopens, clock.timeZone, locale)}.` : words.runs}{' '}
        <em className={live ? 'live' : ''}>{live ? words.live : words.notLive}</em>
      </span>
    </div>
  );
}

/** Support time between an instant and the deadline; null once that has passed. */
function openSecondsAfter({ dueAt, explainDeadline }: Clock, now: number): number | null {
  if (now >= Date.parse(dueAt!)) return null;
  let ms = 0;
  for (const { label, from, to } of explainDeadline?.segments ?? []) {
    if (label === 'OPEN') ms += Math.max(0, Date.parse(to) - Math.max(Date.parse(from), now));
  }
  return Math.ceil(ms / 1_000);
}

/** From when on it runs again, where it does not run now. */
function standsUntil({ dueAt, explainDeadline }: Clock, now: number): string | null {
  if (now >= Date.parse(dueAt!)) return null;
  const open = (explainDeadline?.segments ?? []).filter(({ label }) => label === 'OPEN');
  if (open.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to))) return null;
  return open.find(({ from }) => Date.parse(from) > now)?.from ?? null;
}
