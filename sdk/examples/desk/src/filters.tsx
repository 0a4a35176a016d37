import { unwrap, type CreateSavedFilterInput } from '@tierline/sdk';
import { useAnswer, useSession } from './hooks.ts';
import { Act, LineField, Move, said } from './move.tsx';
import { SEVERITIES } from './severity.tsx';
import { OPEN } from './tickets.tsx';

/** Which tickets are shown. */
export interface View {
  /** The queue, one's own tickets, or the id of a saved filter. */
  of: string;
  text: string;
  severity: string;
  labelId: string;
  isUnassigned: boolean;
}

export const QUEUE: View = { of: 'QUEUE', text: '', severity: '', labelId: '', isUnassigned: false };

/** What narrows a view, as `TicketFilter` and `QueueFilter` both say it. */
export function narrowing({ severity, labelId }: View) {
  return {
    ...(severity && { severities: [severity as (typeof SEVERITIES)[number]] }),
    ...(labelId && { labelIds: [labelId] }),
  };
}

/** The tickets of a view that is not the queue itself. */
export function filterOf(view: View, staffId: string): CreateSavedFilterInput['filter'] {
  const { of, text, isUnassigned } = view;
  return {
    ...(text ? { text } : { states: [...OPEN] }),
    ...(of === 'MINE' && !text && { assigneeId: staffId }),
    ...(isUnassigned && { isAssigned: false }),
    ...narrowing(view),
  };
}

interface FiltersProps {
  view: View;
  setView: (view: View) => void;
  staffId: string;
}

/** Chooses and narrows what is shown, and keeps that under a name, for oneself. */
export function Filters({ view, setView, staffId }: FiltersProps) {
  const { support, words } = useSession();
  const labels = useAnswer((signal) => support.labels.list({}, { signal }).all(500), '');
  const saved = useAnswer((signal) => support.filters.list({}, { signal }).all(200), '');
  const current = saved.value?.find(({ id }) => id === view.of);
  const isNarrowed = view.text || view.severity || view.labelId || view.isUnassigned;
  return (
    <div className="choices">
      {[
        ['QUEUE', words.queue],
        ['MINE', words.mine],
      ].map(([of = '', label]) => (
        <button
          key={of}
          type="button"
          aria-pressed={!view.text && view.of === of}
          onClick={() => setView({ ...view, of, text: '' })}
        >
          {label}
        </button>
      ))}
      {saved.value && saved.value.length > 0 && (
        <select
          aria-label={words.savedFilters}
          value={current?.id ?? ''}
          onChange={({ target }) => setView({ ...QUEUE, of: target.value || QUEUE.of })}
        >
          <option value="">{words.savedFilters}</option>
          {saved.value.map(({ id, name, isValid, team }) => (
            <option key={id} value={id} disabled={!isValid}>
              {name}
              {team && ` · ${team.name}`}
            </option>
          ))}
        </select>
      )}
      {current ? (
        current.isMine && (
          <Move
            label={words.forget}
            act={() => support.filters.delete({ savedFilterId: current.id }).then(unwrap)}
            onDone={() => {
              setView(QUEUE);
              saved.again();
            }}
          >
            <p>{words.forgetSure}</p>
          </Move>
        )
      ) : (
        <>
          <select
            aria-label={words.severity}
            value={view.severity}
            onChange={({ target }) => setView({ ...view, severity: target.value })}
          >
            <option value="">{words.anySeverity}</option>
            {SEVERITIES.map((code) => (
              <option key={code} value={code}>
                {words[code]}
              </option>
            ))}
          </select>
          {labels.value && labels.value.length > 0 && (
            <select
              aria-label={words.label}
              value={view.labelId}
              onChange={({ target }) => setView({ ...view, labelId: target.value })}
            >
              <option value="">{words.anyLabel}</option>
              {labels.value.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <label className="beside">
            <input
              type="checkbox"
              checked={view.isUnassigned}
              onChange={({ target }) => setView({ ...view, isUnassigned: target.checked })}
            />
            {words.unassigned}
          </label>
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            maxLength={200}
            value={view.text}
            onChange={({ target }) => setView({ ...view, text: target.value })}
          />
        </>
      )}
      {isNarrowed && (
        <Move
          label={words.keep}
          act={async (form) => {
            const filter = filterOf({ ...view, text: view.text.trim() }, staffId);
            const kept = unwrap(await support.filters.create({ name: said(form, 'name'), filter }));
            setView({ ...QUEUE, of: kept.savedFilter.id });
          }}
          onDone={saved.again}
        >
          <LineField name="name" label={words.keepAs} />
        </Move>
      )}
    </div>
  );
}

/** Takes the next ticket of the queue. */
export function TakeNext({ open, again }: { open: (reference: string) => void; again: () => void }) {
  const { support, words } = useSession();
  return (
    <Act
      label={words.takeNext}
      act={() => support.tickets.takeNext().then((taken) => open(unwrap(taken).ticket.reference))}
      onDone={again}
    />
  );
}
