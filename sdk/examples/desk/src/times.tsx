import { unwrap } from '@tierline/sdk';
import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { LineField, Move, said } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { forBoth } from './words.ts';

interface ProposeTimesProps extends Pick<TicketViewProps, 'ticket' | 'again'> {
  engagementId: string;
}

/** Proposes times for the meeting that the customer asked for, of those at which both can meet. */
export function ProposeTimes({ ticket, engagementId, again }: ProposeTimesProps) {
  const { support, words } = useSession();
  const propose = async (form: FormData) => {
    const joinLink = said(form, 'joinLink');
    const proposed = await support.engagements.proposeSlots({
      engagementId,
      startsAt: form.getAll('startsAt').filter((at) => typeof at === 'string'),
      durationMinutes: Number(said(form, 'durationMinutes')),
      ...(joinLink && { joinLink }),
    });
    unwrap(proposed);
  };
  return (
    <Move label={words.proposeTimes} act={propose} onDone={again}>
      <Times ticket={ticket} most={MOST} />
    </Move>
  );
}

interface SetDateProps extends Pick<TicketViewProps, 'ticket' | 'again'> {
  meetingId: string;
}

/** Gives the meeting that a review asked for its date, or another one. */
export function SetDate({ ticket, meetingId, again }: SetDateProps) {
  const { support, words } = useSession();
  const set = async (form: FormData) => {
    const date = await support.tickets.scheduleMeeting({
      meetingId,
      startsAt: said(form, 'startsAt'),
      durationMinutes: Number(said(form, 'durationMinutes')),
      joinLink: said(form, 'joinLink'),
    });
    unwrap(date);
  };
  return (
    <Move label={words.setDate} act={set} onDone={again}>
      <Times ticket={ticket} most={1} />
    </Move>
  );
}

const DURATIONS = [30, 45, 60, 90];
const MOST = 10;

interface TimesProps extends Pick<TicketViewProps, 'ticket'> {
  /** How many may be chosen. */
  most: number;
}

/** When both can meet, how long, and where. */
function Times({ ticket: { account, requester, initialResponse }, most }: TimesProps) {
  const { support, words, locale } = useSession();
  const [durationMinutes, setDuration] = useState(30);
  const [chosen, setChosen] = useState<string[]>([]);
  const { value, error, again } = useAnswer(
    (signal) =>
      support.meetings.slots(
        { accountId: account.id, contactId: requester.id, durationMinutes, first: 100 },
        { signal },
      ),
    `${account.id} ${durationMinutes}`,
  );
  const wanted = most === 1 ? words.whichTime : words.whichTimes;
  if (error !== undefined) return <Failure error={error} again={again} />;
  // On the hour and half past it, so that a week is a list that one reads.
  const offered = value?.filter(({ startsAt }) => new Date(startsAt).getUTCMinutes() % 30 === 0) ?? [];
  return (
    <>
      <label>
        {words.duration}
        <select
          name="durationMinutes"
          value={durationMinutes}
          onChange={({ target }) => {
            setDuration(Number(target.value));
            setChosen([]);
          }}
        >
          {DURATIONS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes} min
            </option>
          ))}
        </select>
      </label>
      <fieldset className="finder times">
        <legend>{wanted}</legend>
        {offered.map(({ startsAt }) => (
          <label key={startsAt} className="beside">
            <input
              type={most === 1 ? 'radio' : 'checkbox'}
              name="startsAt"
              value={startsAt}
              checked={chosen.includes(startsAt)}
              disabled={most > 1 && chosen.length >= most && !chosen.includes(startsAt)}
              ref={(input) => input?.setCustomValidity(chosen.length > 0 ? '' : wanted)}
              onChange={({ target }) =>
                setChosen([
                  ...(most === 1 ? [] : chosen.filter((one) => one !== startsAt)),
                  ...(target.checked ? [startsAt] : []),
                ])
              }
            />
            {forBoth(startsAt, initialResponse.timeZone, { locale, words })}
          </label>
        ))}
        {offered.length === 0 && <p className="quiet">{value ? words.noTimes : words.loading}</p>}
      </fieldset>
      <LineField name="joinLink" label={words.joinLink} isLink />
    </>
  );
}
