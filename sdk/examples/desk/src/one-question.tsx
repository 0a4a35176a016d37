import { unwrap, type CancelTicketInput } from '@tierline/sdk';
import { useState, type ComponentProps } from 'react';
import { Classification, classificationIn } from './classification.tsx';
import { Failure } from './failure.tsx';
import { Finder } from './finder.tsx';
import { everyPage, useAnswer, useSession } from './hooks.ts';
import { Choice, LineField, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { here, shown, typeset } from './words.ts';

// One question is one ticket (S89): two that ask the same are merged, one that asks two things is split.

/** Lets the ticket go on in another one, and tells before what becomes of its promise. */
export function Merge({ ticket, again, open }: TicketViewProps) {
  const { support, words } = useSession();
  const [targetId, setTargetId] = useState<string>();
  if (!ticket.legalMoves.includes('MERGE')) return null;
  const merge = async (form: FormData) => {
    const merged = await support.tickets.merge({ sourceId: ticket.id, targetId: said(form, 'other') });
    open(unwrap(merged).ticket.reference);
  };
  return (
    <Move label={words.merge} act={merge} onDone={again}>
      <Finder ticket={ticket} label={words.mergeInto} onChoose={setTargetId} />
      {targetId && <MergePreview sourceId={ticket.id} targetId={targetId} />}
      <p className="quiet">{words.mergeSure}</p>
    </Move>
  );
}

function MergePreview(merge: { sourceId: string; targetId: string }) {
  const { support, words, locale } = useSession();
  const { value, error, again } = useAnswer(
    (signal) => support.tickets.mergePreview(merge, { signal }),
    merge.sourceId + merge.targetId + locale,
  );
  if (error !== undefined) return <Failure error={error} again={again} />;
  const refused = value?.problem?.message;
  return (
    <p role="status" className={refused ? 'error' : 'foretold'}>
      {value ? typeset(refused ?? value.sentence, locale) : words.loading}
    </p>
  );
}

/** Makes a ticket of its own of what some messages of the customer ask besides. */
export function Split({ ticket, again, open }: TicketViewProps) {
  const { support, words } = useSession();
  if (!ticket.legalMoves.includes('SPLIT')) return null;
  const split: ComponentProps<typeof Move>['act'] = async (form, once) => {
    const question = said(form, 'question');
    const child = await support.tickets.split(
      {
        ticketId: ticket.id,
        messageIds: form.getAll('messageIds').filter((id) => typeof id === 'string'),
        subject: said(form, 'subject'),
        ...(question && { question }),
        ...classificationIn(form),
      },
      once,
    );
    open(unwrap(child).ticket.reference);
  };
  return (
    <Move label={words.split} act={split} onDone={again}>
      <Said ticket={ticket} />
      <LineField name="subject" label={words.subject} />
      <TextField name="question" label={words.splitQuestion} optional />
      <Classification ticket={ticket} isNew />
      <p className="quiet">{words.splitSure}</p>
    </Move>
  );
}

/** What the customer's side wrote, to choose from. */
function Said({ ticket: { id } }: Pick<TicketViewProps, 'ticket'>) {
  const { support, words, locale } = useSession();
  const [chosen, setChosen] = useState<string[]>([]);
  const { value, error, again } = useAnswer(
    (signal) =>
      everyPage(
        async (after) => (await support.tickets.messages(id, { first: 100, after, signal }))?.messages,
      ),
    id,
  );
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return <p className="quiet">{words.loading}</p>;
  const theirs = value.filter(({ author }) => author && author.__typename !== 'StaffMember');
  return (
    <fieldset className="finder">
      <legend>{words.splitFrom}</legend>
      {theirs.map((message) => (
        <label key={message.id} className="beside">
          <input
            type="checkbox"
            name="messageIds"
            value={message.id}
            ref={(input) => input?.setCustomValidity(chosen.length > 0 ? '' : words.chooseMessage)}
            onChange={({ target }) =>
              setChosen(target.checked ? [...chosen, message.id] : chosen.filter((one) => one !== message.id))
            }
          />
          <span>
            <time className="quiet" dateTime={message.sentAt}>
              {here(message.sentAt, locale)}
            </time>{' '}
            {shown(message.body.length > 160 ? `${message.body.slice(0, 160)}…` : message.body, words)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Ends what is no request, or repeats one. */
export function Cancel({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  const [reason, setReason] = useState('');
  if (!ticket.legalMoves.includes('CANCEL')) return null;
  const cancel = async (form: FormData) => {
    const duplicateOfId = said(form, 'other');
    unwrap(
      await support.tickets.cancel({
        ticketId: ticket.id,
        reason: said(form, 'reason') as CancelTicketInput['reason'],
        ...(duplicateOfId && { duplicateOfId }),
      }),
    );
  };
  return (
    <Move label={words.cancel} act={cancel} onDone={again}>
      <Choice name="reason" label={words.reason} options={['SPAM', 'DUPLICATE']} onChange={setReason} />
      {reason === 'DUPLICATE' && <Finder ticket={ticket} label={words.duplicateOf} />}
      <p className="quiet">{words.cancelSure}</p>
    </Move>
  );
}

/** The tickets that this one has to do with: where it goes on, where it came from, what arose from it. */
export function Related({ ticket, open }: TicketViewProps) {
  const { words } = useSession();
  const { cancellation, relatedTo, followUps } = ticket;
  const related = [
    ...(cancellation?.ticket ? [{ ...cancellation.ticket, how: words.goesOnIn }] : []),
    ...(relatedTo ? [{ ...relatedTo, how: words.aroseFrom }] : []),
    ...followUps.nodes.map((one) => ({ ...one, how: words.ledTo })),
  ];
  if (related.length === 0) return null;
  return (
    <p className="related">
      {related.map(({ id, reference, how }) => (
        <button key={id} type="button" onClick={() => open(reference)}>
          {how} {reference}
        </button>
      ))}
    </p>
  );
}
