import type { TicketSummary } from '@tierline/sdk';
import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useDebounced, useSession } from './hooks.ts';
import { OPEN } from './tickets.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { shown, stateOf } from './words.ts';

const MOST = 6;

interface FinderProps extends Pick<TicketViewProps, 'ticket'> {
  label: string;
  onChoose?: (id: string) => void;
}

/**
 * Finds another ticket of the same account, by its key or by words; what is open, as long as nothing is sought. The form
 * that this stands in gets it as `other`. What was chosen stays, whatever is sought after that.
 */
export function Finder({ ticket: { id, account }, label, onChoose }: FinderProps) {
  const { support, words } = useSession();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Found>();
  const sought = useDebounced(text.trim());
  const { value, error, again } = useAnswer(async (signal) => {
    const which = sought ? { text: sought } : { states: [...OPEN] };
    const filter = { accountId: account.id, ...which };
    const found = await support.tickets.list({ filter, first: MOST + 1 }, { signal });
    return found.nodes.filter((one) => one.id !== id).slice(0, MOST);
  }, id + sought);
  type Found = Pick<TicketSummary, 'id' | 'reference' | 'subject' | 'state' | 'cancellation'>;
  if (error !== undefined) return <Failure error={error} again={again} />;
  const listed: Found[] = value ?? [];
  const options = chosen && !listed.some((one) => one.id === chosen.id) ? [chosen, ...listed] : listed;
  return (
    <fieldset className="finder">
      <legend>{label}</legend>
      <input
        type="search"
        aria-label={words.findTicket}
        placeholder={words.findTicket}
        maxLength={200}
        value={text}
        ref={(input) => input?.setCustomValidity(chosen ? '' : words.chooseTicket)}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault(); // it is found already; the form is not sent by it
        }}
      />
      {options.map((one) => (
        <label key={one.id} className="beside">
          <input
            type="radio"
            name="other"
            value={one.id}
            checked={one.id === chosen?.id}
            onChange={() => {
              setChosen(one);
              onChoose?.(one.id);
            }}
          />
          {one.reference} · {shown(one.subject, words)} · {stateOf(one, words)}
        </label>
      ))}
      {options.length === 0 && (
        <p className="quiet" role="status">
          {value ? words.noOther : words.loading}
        </p>
      )}
    </fieldset>
  );
}
