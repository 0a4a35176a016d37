import { unwrap, type TamEngagementOfTicketQuery } from '@tierline/sdk';
import { Failure } from './failure.tsx';
import { useAnswer, useChanges, useSession } from './hooks.ts';
import { Act } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { ProposeTimes, SetDate } from './times.tsx';
import { forBoth, shown, wordFor } from './words.ts';

/** The meeting that the ticket takes: asked for with it, or found necessary by its review. */
export function Meetings(props: TicketViewProps & { round: number }) {
  const { requestType, scopeReview } = props.ticket;
  return (
    <>
      {scopeReview?.meeting && <ReviewMeeting {...props} meeting={scopeReview.meeting} />}
      {requestType === 'OTHER_MEETING' && <AskedMeeting {...props} />}
    </>
  );
}

interface ReviewMeetingProps extends TicketViewProps {
  meeting: NonNullable<NonNullable<TicketViewProps['ticket']['scopeReview']>['meeting']>;
}

function ReviewMeeting({ ticket, staffId, meeting, again }: ReviewMeetingProps) {
  const { words } = useSession();
  const { id, purpose, state, startsAt, durationMinutes, joinLink, organizer, cancelReason } = meeting;
  const isAhead = state !== 'CANCELLED' && (startsAt === null || startsAt > ticket.initialResponse.asOf);
  return (
    <section className="outcome">
      <h3>
        {words.meetingOf} {purpose === 'CLARIFY' ? words.toClarify : words.toDiscuss}
      </h3>
      {state === 'CANCELLED' ? (
        <p>
          {words.calledOff} {cancelReason && <q>{shown(cancelReason, words)}</q>}
        </p>
      ) : startsAt ? (
        <Appointment
          timeZone={ticket.initialResponse.timeZone}
          people={[ticket.requester.name, ...(organizer ? [organizer.name] : [])]}
          {...{ startsAt, durationMinutes, joinLink }}
        />
      ) : (
        <p className="quiet">{words.noDateYet}</p>
      )}
      {staffId !== undefined && isAhead && <SetDate {...{ ticket, again }} meetingId={id} />}
    </section>
  );
}

type Engagement = NonNullable<NonNullable<TamEngagementOfTicketQuery['ticket']>['tamEngagement']>;

/** A meeting with the Technical Account Manager: the times that are proposed, to choose from, then the meeting itself. */
function AskedMeeting({ ticket, staffId, isPartner, round, again }: TicketViewProps & { round: number }) {
  const { support, words, locale } = useSession();
  const engagement = useAnswer(
    async (signal) => (await support.engagements.ofTicket(ticket.id, { signal }))?.tamEngagement,
    `${ticket.id} ${locale} ${round}`,
  );
  const failure = engagement.error !== undefined && (
    <Failure error={engagement.error} again={engagement.again} />
  );
  if (!engagement.value) return failure;
  const { id, state, proposedSlots, meetings, tam, cancelReason } = engagement.value;
  const { timeZone } = ticket.initialResponse;
  const isOpen = state === 'REQUESTED' || state === 'PROPOSED';
  const choosable = state === 'PROPOSED' ? proposedSlots : [];
  const slots = choosable.map(({ id, startsAt }) => ({ id, at: startsAt }));
  return (
    <section className="outcome">
      <h3>{words.meetingAsked}</h3>
      {failure}
      <Followed engagementId={id} again={engagement.again} />
      {meetings.nodes.map((meeting) => (
        <Planned key={meeting.id} meeting={meeting} timeZone={timeZone} />
      ))}
      {state === 'CANCELLED' && (
        <p>
          {words.calledOff} {cancelReason && <q>{shown(cancelReason, words)}</q>}
        </p>
      )}
      {isOpen && slots.length === 0 && <p className="quiet">{words.noTimesYet}</p>}
      {slots.length > 0 &&
        (staffId !== undefined || isPartner ? (
          <>
            <p>{words.timesProposed}</p>
            <ul>
              {slots.map(({ id, at }) => (
                <li key={id}>{forBoth(at, timeZone, { locale, words })}</li>
              ))}
            </ul>
          </>
        ) : (
          <Act
            label={words.chooseTime}
            act={async (form) => {
              const slotId = form.get('slotId');
              if (typeof slotId === 'string') unwrap(await support.engagements.chooseSlot({ slotId }));
            }}
            onDone={() => {
              engagement.again();
              again();
            }}
          >
            <fieldset className="finder">
              <legend>{words.timesProposed}</legend>
              {slots.map(({ id, at }) => (
                <label key={id} className="beside">
                  <input type="radio" name="slotId" value={id} required />
                  {forBoth(at, timeZone, { locale, words })}
                </label>
              ))}
            </fieldset>
          </Act>
        ))}
      {isOpen && staffId !== undefined && staffId === tam?.id && (
        <ProposeTimes ticket={ticket} engagementId={id} again={engagement.again} />
      )}
    </section>
  );
}

/** What happens to the engagement is told under its own name, not under that of the ticket. */
function Followed({ engagementId, again }: { engagementId: string; again: () => void }) {
  const { support } = useSession();
  useChanges((signal) => support.events.live({ subject: engagementId, signal }), engagementId, again);
  return null;
}

function Planned({
  meeting,
  timeZone,
}: {
  meeting: Engagement['meetings']['nodes'][number];
  timeZone: string;
}) {
  const { words } = useSession();
  const { state, startsAt, durationMinutes, joinLink, organizer, attendees } = meeting;
  const people = attendees.map(({ person }) => person.name);
  return (
    <>
      {state !== 'SCHEDULED' && <p className="quiet">{wordFor(words, state)}</p>}
      <Appointment
        people={people.includes(organizer.name) ? people : [organizer.name, ...people]}
        {...{ startsAt, durationMinutes, joinLink, timeZone }}
      />
    </>
  );
}

interface AppointmentProps {
  startsAt: string;
  durationMinutes: number | null;
  timeZone: string;
  joinLink: string | null;
  people: string[];
}

/** When, how long, with whom, and where to join. */
export function Appointment({ startsAt, durationMinutes, timeZone, joinLink, people }: AppointmentProps) {
  const { words, locale } = useSession();
  return (
    <p>
      <strong>{forBoth(startsAt, timeZone, { locale, words })}</strong> · {durationMinutes} min
      {people.length > 0 && ` · ${people.map((name) => shown(name, words)).join(', ')}`}
      {joinLink && (
        <>
          {' · '}
          <a href={joinLink} target="_blank" rel="noreferrer">
            {words.join}
          </a>
        </>
      )}
    </p>
  );
}
