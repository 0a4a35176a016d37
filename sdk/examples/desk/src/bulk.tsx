import { unwrap, type TicketOutcome } from '@tierline/sdk';
import { useState } from 'react';
import { Assignees, assignmentIn } from './assignment.tsx';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { Choice, Move, said, TextField } from './move.tsx';
import type { Chosen } from './tickets.tsx';
import { typeset } from './words.ts';

interface BulkProps {
  chosen: Chosen;
  /** Chooses others: after something was done, those with which it was not. */
  choose: (chosen: Chosen) => void;
  /** Reads the tickets anew. */
  again: () => void;
}

interface Result {
  reference: string;
  /** Why it stays as it was; undefined where it was done. */
  problem?: string;
}

/** Does the same with every ticket that is chosen, and says of each what became of it. */
export function Bulk({ chosen, choose, again }: BulkProps) {
  const { support, words } = useSession();
  const [results, setResults] = useState<Result[]>([]);
  const ticketIds = [...chosen.keys()];
  const run = async (act: () => PromiseLike<TicketOutcome[]>) => {
    setResults([]);
    const outcomes = await act();
    const failed = outcomes.filter((one) => one.__typename === 'TicketUnchanged');
    setResults(
      outcomes.map((one) =>
        one.__typename === 'TicketUnchanged'
          ? { reference: chosen.get(one.ticketId) ?? one.ticketId, problem: one.problem.message }
          : { reference: one.ticket.reference },
      ),
    );
    choose(new Map(failed.map(({ ticketId }) => [ticketId, chosen.get(ticketId) ?? ticketId])));
  };
  return (
    <section className="bulk" aria-label={words.chosen}>
      {chosen.size > 0 && (
        <>
          <p>
            <strong>
              {words.chosen} {chosen.size}
            </strong>{' '}
            <button type="button" onClick={() => choose(new Map())}>
              {words.chooseNone}
            </button>
          </p>
          <div className="moves">
            <Move
              label={words.give}
              act={(form) =>
                run(
                  async () =>
                    unwrap(await support.tickets.assignMany({ ticketIds, ...assignmentIn(form) })).results,
                )
              }
              onDone={again}
            >
              <Assignees />
            </Move>
            <Move
              label={words.label}
              act={(form) => {
                const [add, remove] = [chosenIn(form, 'add'), chosenIn(form, 'remove')];
                return run(
                  async () => unwrap(await support.tickets.labelMany({ ticketIds, add, remove })).results,
                );
              }}
              onDone={again}
            >
              <LabelChoices />
            </Move>
            <Move
              label={words.note}
              act={(form, once) =>
                run(
                  async () =>
                    unwrap(await support.tickets.noteMany({ ticketIds, body: said(form, 'body') }, once))
                      .results,
                )
              }
              onDone={again}
            >
              {/* Of other tickets it is another note. */}
              <input type="hidden" name="ticketIds" value={ticketIds.join(' ')} />
              <TextField name="body" label={words.noteLabel} />
            </Move>
            <Move
              label={words.closeMany}
              act={() => run(async () => unwrap(await support.tickets.closeMany({ ticketIds })).results)}
              onDone={again}
            >
              <p>{words.closeManySure}</p>
            </Move>
          </div>
        </>
      )}
      <Results results={results} clear={() => setResults([])} />
    </section>
  );
}

function Results({ results, clear }: { results: Result[]; clear: () => void }) {
  const { words, locale } = useSession();
  return (
    <div role="status">
      {results.length > 0 && (
        <>
          <ul className="results">
            {results.map(({ reference, problem }) => (
              <li key={reference} className={problem ? 'error' : ''}>
                <strong>{reference}</strong> {problem ? typeset(problem, locale) : words.done}
              </li>
            ))}
          </ul>
          <button type="button" onClick={clear}>
            {words.hideResults}
          </button>
        </>
      )}
    </div>
  );
}

function chosenIn(form: FormData, name: string): string[] {
  const id = said(form, name);
  return id ? [id] : [];
}

function LabelChoices() {
  const { support, words } = useSession();
  const { value, error, again } = useAnswer((signal) => support.labels.list({}, { signal }).all(500), '');
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return <p className="quiet">{words.loading}</p>;
  if (value.length === 0) return <p className="quiet">{words.noLabels}</p>;
  const options = value.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Choice name="add" label={words.labelOn} none={words.noLabel} options={options} />
      <Choice name="remove" label={words.labelOff} none={words.noLabel} options={options} />
    </>
  );
}
