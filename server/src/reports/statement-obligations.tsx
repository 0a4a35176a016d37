import type { AccountStatement } from '@tierline/schema/contracts/account-statement';
import type { Language } from './language.ts';
import { Section, Table } from './page.tsx';

/** What the plan promised by dates of the time, and what became of it (B7). */
export function StatementObligations({
  statement: { obligations, timeZone },
  language,
}: {
  statement: AccountStatement;
  language: Language;
}) {
  const { say, by } = language;
  return (
    <Section title={say('Ce qui était promis', 'What was promised')}>
      {obligations.length === 0 ? (
        <p className="nothing">
          {say('Aucun engagement n’arrivait à échéance.', 'No obligation was due in this time.')}
        </p>
      ) : (
        <Table
          caption={say(
            'Chaque engagement du forfait dont l’échéance tombe dans la période.',
            'Every obligation of the plan that is due in this time.',
          )}
          columns={[
            { title: say('À tenir jusqu’au', 'Due by') },
            { title: say('Engagement', 'Obligation') },
            { title: say('État', 'State') },
            { title: say('Tenu le', 'Kept on') },
          ]}
          rows={obligations.map(({ dueAt, label, state, doneAt }) => [
            <span className="unbroken">{by(dueAt, timeZone)}</span>,
            say(label.fr, label.en),
            state === 'OVERDUE' ? (
              <strong className="overdue">{stateName(state, language)}</strong>
            ) : (
              stateName(state, language)
            ),
            state === 'DONE' && doneAt ? language.day(doneAt, timeZone) : NONE,
          ])}
        />
      )}
    </Section>
  );
}

function stateName(state: AccountStatement['obligations'][number]['state'], { say }: Language): string {
  return {
    DUE: say('À venir', 'To come'),
    OVERDUE: say('En retard', 'Overdue'),
    DONE: say('Tenu', 'Kept'),
    WAIVED: say('Abandonné', 'Waived'),
    WITHDRAWN: say('Retiré', 'Withdrawn'),
  }[state];
}

const NONE = '–';
