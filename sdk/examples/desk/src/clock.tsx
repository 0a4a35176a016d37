import { countdown, type Ticket } from '@tierline/sdk';
import { useEffect, useEffectEvent } from 'react';
import { useServerNow, useSession } from './hooks.ts';
import { duration, forBoth, here } from './words.ts';

type Clock = Ticket['initialResponse'];

/**
 * The promise of a ticket: when an answer is due, how much support time is left until then, second by second, and until
 * when that stands still; once it is answered, whether in time.
 *
 * @param again reads the ticket anew: what the clock knows of the support hours ends with the present window
 */
export function LiveClock({ clock, live, again }: { clock: Clock; live: boolean; again: () => void }) {
  const { words, locale } = useSession();
  const now = useServerNow(clock.asOf);
  useWindowEnd(clock, again);
  const { state, dueAt, endedAt, breachedAt, timeZone, nextSupportWindow } = clock;
  const left = countdown(clock, now - Date.parse(clock.asOf));
  const both = (at: string) => forBoth(at, timeZone, { locale, words });
  if (state === 'CANCELLED') return <p className="clock">{words.notCounted}</p>;
  const opensAt = now < Date.parse(nextSupportWindow.opensAt) ? nextSupportWindow.opensAt : null;
  if (!dueAt) {
    return (
      <p className="clock">
        {words.noPromise}{' '}
        {endedAt
          ? `${words.answered} ${here(endedAt, locale)}.`
          : opensAt
            ? `${words.opensNext} ${both(opensAt)}.`
            : `${words.openNow} ${both(nextSupportWindow.closesAt)}.`}
      </p>
    );
  }
  const due = `${words.due} ${both(dueAt)}`;
  if (endedAt) {
    return (
      <div className={state === 'MET' ? 'clock met' : 'clock late'}>
        <strong>{state === 'MET' ? words.answered : words.answeredLate}</strong> {here(endedAt, locale)} ·{' '}
        {due}
      </div>
    );
  }
  if (!left) return null;
  const { secondsLeft, isLate: late, standsUntil } = left;
  return (
    <div className={`clock ${late ? 'late' : state === 'AT_RISK' ? 'risk' : 'running'}`}>
      <span role="timer">
        <strong>{duration(Math.abs(secondsLeft))}</strong> {late ? words.late : words.left}
      </span>
      <span>{late ? `${words.since} ${both(breachedAt ?? dueAt)}` : due}</span>
      <span className="quiet">
        {standsUntil ? `${words.stands} ${here(standsUntil, locale)}.` : words.runs}{' '}
        <em className={live ? 'live' : ''}>{live ? words.live : words.notLive}</em>
      </span>
    </div>
  );
}

/** The support window that is known ends: the next one is asked for. */
function useWindowEnd({ asOf, nextSupportWindow: { closesAt } }: Clock, again: () => void) {
  const askAgain = useEffectEvent(again);
  useEffect(() => {
    const timer = setTimeout(() => askAgain(), Date.parse(closesAt) - Date.parse(asOf));
    return () => clearTimeout(timer);
  }, [asOf, closesAt]);
}
