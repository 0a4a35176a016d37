import type { Context } from '@tierline/schema/context';
import type { AccountStatement } from '@tierline/schema/contracts/account-statement';
import type { ReactNode } from 'react';
import type { Language } from './language.ts';
import { Section, Table } from './page.tsx';
import { benefitName, movementCauses, movementName, zoneOf } from './statement-words.ts';

interface Part {
  statement: AccountStatement;
  language: Language;
}

/** What is left of what the plan grants, by contract year (E2, E3). */
export function Years({ statement: { years, over, timeZone }, language }: Part) {
  const { say, number, day } = language;
  const zone = (at: Date, year: { timeZone: string }) => zoneOf(at, year.timeZone, timeZone);
  const rows = years.flatMap(({ year, balances }) =>
    balances
      .filter(({ balance }) => balance.granted > 0)
      .map(({ benefit, balance }) => [
        `${day(year.startsAt, zone(year.startsAt, year))} – ${day(before(year.endsAt), zone(year.endsAt, year))}`,
        benefitName(benefit, language),
        ...[balance.granted, balance.consumed, balance.reserved, balance.expired, balance.available].map(
          number,
        ),
      ]),
  );
  return (
    <Section title={say('Ce qui est accordé par an', 'What is granted by the year')}>
      {rows.length === 0 ? (
        <p className="nothing">
          {say(
            'Rien : le forfait Basic ne compte aucune unité.',
            'Nothing: there is nothing to count on the Basic plan.',
          )}
        </p>
      ) : (
        <Table
          caption={say(
            `Soldes ${over ? 'à la fin de la période' : 'à ce jour'}, par année contractuelle. Ce qui n’est pas utilisé ne passe pas à l’année suivante. Une année qui commence en cours de journée nomme ce jour ; les mouvements en donnent l’heure.`,
            `Balances ${over ? 'at the end of this time' : 'so far'}, by contract year. What is not used does not carry over to the next. A year that begins within a day names that day; the movements have the time.`,
          )}
          columns={[
            { title: say('Année contractuelle', 'Contract year') },
            { title: say('Avantage', 'Benefit') },
            { title: say('Accordés', 'Granted'), numeric: true },
            { title: say('Utilisés', 'Used'), numeric: true },
            { title: say('Réservés', 'Reserved'), numeric: true },
            { title: say('Expirés', 'Expired'), numeric: true },
            { title: say('Disponibles', 'Available'), numeric: true },
          ]}
          rows={rows}
        />
      )}
    </Section>
  );
}

/** The last instant before the next year. */
function before(at: Date): Date {
  return new Date(at.getTime() - 1);
}

/** What leads from one balance to the next, what is yet to come marked (B8). */
export async function movements(
  context: Context,
  { statement: { movements, asOf, timeZone }, language }: Part,
): Promise<ReactNode> {
  if (movements.length === 0) return null;
  const { say, number, dateAndTime } = language;
  const causeOf = await movementCauses(context, movements, language);
  return (
    <Table
      caption={say('Chaque mouvement de la période.', 'Every movement of this time.')}
      columns={[
        { title: say('Date', 'When') },
        { title: say('Avantage', 'Benefit') },
        { title: say('Mouvement', 'Movement') },
        { title: say('Unités', 'Units'), numeric: true },
        { title: say('Cause', 'Cause') },
      ]}
      rows={movements.map((movement) => [
        dateAndTime(movement.at, zoneOf(movement.at, movement.timeZone, timeZone)),
        benefitName(movement.benefit, language),
        <>
          {movementName(movement.kind, language)}
          {movement.at > asOf && <span className="note">{say('à venir', 'to come')}</span>}
        </>,
        number(movement.units),
        causeOf(movement),
      ])}
    />
  );
}
