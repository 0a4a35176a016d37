import type { Context } from '@tierline/schema/context';
import {
  accountStatement,
  type AccountStatement,
  type StatementLine,
} from '@tierline/schema/contracts/account-statement';
import { derivationOf } from '@tierline/schema/contracts/agreed-lines';
import { PLAN_NAMES } from '@tierline/schema/names';
import type { Language } from './language.ts';
import { Figures, Section, Table, type Content } from './page.tsx';
import { StatementObligations } from './statement-obligations.tsx';
import { movements, Years } from './statement-units.tsx';
import { actName, benefitName, partyName, zoneOf } from './statement-words.ts';

/** What an account had, agreed, owes and used, as a page (S115, B8, B13). */
export async function accountStatementPage(
  context: Context,
  parameters: { accountId: string; from: string; to: string },
  language: Language,
): Promise<Content | null> {
  const statement = await accountStatement(context, parameters);
  if (!statement) return null;
  const { say, date } = language;
  const { from, to, accountName } = statement;
  const part = { statement, language };
  return {
    title: say('Relevé de compte', 'Account statement'),
    subtitle: `${accountName}, ${say(`du ${date(from)} au ${date(to)}`, `${date(from)} to ${date(to)}`)}`,
    body: (
      <>
        <Standing {...part} />
        <Summary {...part} />
        <Plans {...part} />
        <Agreed {...part} />
        <Years {...part} />
        {await movements(context, part)}
        <StatementObligations {...part} />
        <Next {...part} />
        <Method {...part} />
      </>
    ),
  };
}

interface Part {
  statement: AccountStatement;
  language: Language;
}

/** For when it holds, and by whose days. */
function Standing({ statement: { asOf, at, over, timeZone, plans, movements }, language }: Part) {
  const { say, moment } = language;
  const when = moment(asOf, timeZone);
  const elsewhere = new Set([...plans, ...movements].map((one) => one.timeZone));
  elsewhere.delete(timeZone);
  const zones = [...elsewhere].join(', ');
  return (
    <p className="small">
      {say(
        `Établi le ${when}. Les jours et les heures sont ceux du compte (${timeZone}).`,
        `Drawn up on ${when}. Days and times are those of the account (${timeZone}).`,
      )}{' '}
      {zones &&
        say(
          `Les jours d’un contrat restent ceux du fuseau dans lequel il a été conclu (${zones}). `,
          `The days of a contract stay those of the zone in which it was made (${zones}). `,
        )}
      {at > asOf &&
        say(
          'La période n’a pas encore commencé : le relevé montre ce qui est convenu et réservé à ce jour.',
          'The time has not begun yet: the statement shows what is agreed and booked so far.',
        )}
      {!over &&
        at <= asOf &&
        say(
          'La période n’est pas terminée : le relevé évolue encore, et ce qui reste à venir est tel que convenu et réservé à ce jour.',
          'The time is not over: the statement still changes, and what is yet to come of it is as agreed and booked so far.',
        )}
    </p>
  );
}

/** How things stand now, or at the instant of the time that is nearest to now. */
function Summary({ statement, language }: Part) {
  const { say, number, money, date } = language;
  const { plans, lines, due, standing, balances, at } = statement;
  const seats = balances.find(({ benefit }) => benefit === 'INSTRUCTOR_LED_SEATS')!.current;
  const plan = plans.findLast(({ startsAt }) => startsAt <= at)!.planCode;
  return (
    <Figures
      of={[
        {
          label: say('Forfait', 'Plan'),
          value: PLAN_NAMES[plan],
          note: standing
            ? say(`support jusqu’au ${date(standing.endsOn)}`, `support to ${date(standing.endsOn)}`)
            : plan === 'BASIC'
              ? say('gratuit, sans échéance', 'free, without an end')
              : say('choisi sans commande', 'chosen without an order'),
        },
        {
          label: say('Montant dû', 'Amount due'),
          value: due.map(money).join(' + ') || NONE,
          note: say('pour ce qui a été convenu dans la période', 'for what was agreed in this time'),
        },
        { label: say('Actes contractuels', 'Contract lines'), value: number(lines.length) },
        {
          label: say('Places de cours disponibles', 'Course seats available'),
          value: number(seats.balance.available),
          note: say(`sur ${number(seats.allowance)} par an`, `of ${number(seats.allowance)} a year`),
        },
      ]}
    />
  );
}

function Plans({ statement: { plans, timeZone }, language: { say, since, until } }: Part) {
  return (
    <Section title={say('Forfaits', 'Plans')}>
      <Table
        caption={say('Le forfait en vigueur, sans interruption.', 'The plan in force, without a gap.')}
        columns={[
          { title: say('Forfait', 'Plan') },
          { title: say('Du', 'From') },
          { title: say('Au, inclus', 'To, included') },
          { title: say('Origine', 'Why') },
        ]}
        rows={plans.map(({ planCode, startsAt, endsAt, timeZone: zone, contractReference, periodId }) => [
          PLAN_NAMES[planCode],
          since(startsAt, zoneOf(startsAt, zone, timeZone)),
          until(endsAt, zoneOf(endsAt, zone, timeZone)),
          contractReference !== null
            ? say(`Contrat ${contractReference}`, `Contract ${contractReference}`)
            : periodId === null
              ? say('Gratuit pour tous les clients', 'Free for every customer')
              : say('Choisi sans commande', 'Chosen without an order'),
        ])}
      />
    </Section>
  );
}

function Agreed({ statement: { lines, due }, language }: Part) {
  const { say, money, date } = language;
  return (
    <Section title={say('Ce qui a été convenu', 'What was agreed')}>
      {lines.length === 0 ? (
        <p className="nothing">
          {say(
            'Rien n’a été convenu dans cette période, et rien n’est dû.',
            'Nothing was agreed in this time, and nothing is due.',
          )}
        </p>
      ) : (
        <>
          <Table
            tall
            caption={say(
              'Chaque acte, avec le calcul de son montant.',
              'Every line, with how its amount comes about.',
            )}
            columns={[
              { title: say('Date', 'Date') },
              { title: say('Acte', 'Line') },
              { title: say('Calcul', 'How it comes about') },
              { title: say('Montant dû', 'Amount due'), numeric: true },
            ]}
            rows={lines.map((line) => [
              <span className="unbroken">{date(dayOf(line.orderedOn))}</span>,
              <>
                {actName(line, language)}
                <span className="note">{line.contractReference}</span>
                <span className="note">{partyName(line.orderedByKind, language)}</span>
              </>,
              <Derivation {...{ line, language }} />,
              money({ amountMinor: line.dueMinor, currency: line.currency }),
            ])}
          />
          {due.map((amount) => (
            <p key={amount.currency} className="total">
              {say(`Total dû : ${money(amount)}`, `Total due: ${money(amount)}`)}
            </p>
          ))}
        </>
      )}
    </Section>
  );
}

function Derivation({ line, language: { say } }: { line: StatementLine; language: Language }) {
  return (
    <ul className="steps">
      {derivationOf(line).map(({ fr, en }) => (
        <li key={en}>{say(fr, en)}</li>
      ))}
      <li>
        {say(
          `Selon les conditions d’assistance, version ${line.termsVersion}.`,
          `Under the support terms, version ${line.termsVersion}.`,
        )}
      </li>
    </ul>
  );
}

function Next({ statement, language }: Part) {
  const { say } = language;
  const { over } = statement;
  const steps = nextSteps(statement, language).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <Section title={say('Et ensuite', 'What comes next')}>
      {steps.length === 0 ? (
        <p className="nothing">{say('Rien n’est convenu pour la suite.', 'Nothing further is agreed.')}</p>
      ) : (
        <Table
          caption={
            over
              ? say('Tel que convenu à la fin de la période.', 'As agreed at the end of this time.')
              : say('Tel que convenu à ce jour.', 'As agreed so far.')
          }
          columns={[{ title: say('Date', 'Date') }, { title: say('Ce qui se passe', 'What happens') }]}
          rows={steps.map(({ day, text }) => [<span className="unbroken">{day}</span>, text])}
        />
      )}
    </Section>
  );
}

/** Something that is yet to come, with the local day as the page shows it. */
interface Step {
  at: Date;
  day: string;
  text: string;
}

function nextSteps(
  { standing, upcoming, balances, years, timeZone }: AccountStatement,
  language: Language,
): Step[] {
  const { say, money, date, since } = language;
  const yearsZone = years.at(-1)?.year.timeZone ?? timeZone;
  const agreed = upcoming.map((line) => {
    const due = money({ amountMinor: line.dueMinor, currency: line.currency });
    const act = `${actName(line, language)} (${line.contractReference})`;
    return {
      at: line.effectiveAt,
      day: date(line.effectiveOn),
      text:
        line.kind === 'TERMINATION'
          ? say(`${act} : dernier jour du support.`, `${act}: last day of support.`)
          : say(
              `${act} du ${date(dayOf(line.orderedOn))} : prend effet, pour ${due}.`,
              `${act} of ${date(dayOf(line.orderedOn))}: takes effect, for ${due}.`,
            ),
    };
  });
  const units = balances.flatMap(({ benefit, current: { renewsAt } }) =>
    renewsAt
      ? [
          {
            at: renewsAt,
            day: since(renewsAt, zoneOf(renewsAt, yearsZone, timeZone)),
            text: say(
              `${benefitName(benefit, language)} : accordés à nouveau pour l’année contractuelle qui commence ; ce qui reste de la précédente expire.`,
              `${benefitName(benefit, language)}: granted anew for the contract year that begins; what is left of the one before expires.`,
            ),
          },
        ]
      : [],
  );
  return [...agreed, ...endOfTerm(standing, upcoming, language), ...units];
}

/** What follows the last day that is agreed; a termination says so itself. */
function endOfTerm(
  standing: AccountStatement['standing'],
  upcoming: readonly StatementLine[],
  { say, date }: Language,
): Step[] {
  if (!standing) return [];
  const further = upcoming.filter(({ contractId }) => contractId === standing.contractId);
  if (further.some(({ kind }) => kind === 'TERMINATION')) return [];
  const { autoRenew } = further.at(-1) ?? standing.line;
  const contract = standing.contractReference;
  return [
    {
      at: standing.endsAt,
      day: date(standing.endsOn),
      text: autoRenew
        ? say(
            `Dernier jour de la durée du service de ${contract} : il se renouvelle de lui-même pour un an, à un prix réévalué.`,
            `Last day of the service term of ${contract}: it renews by itself for a year, at a price assessed anew.`,
          )
        : say(
            `Dernier jour de la durée du service de ${contract} : sans renouvellement, le forfait Basic s’applique ensuite.`,
            `Last day of the service term of ${contract}: unless it is renewed, the Basic plan follows.`,
          ),
    },
  ];
}

function Method({ language: { say } }: Part) {
  return (
    <Section title={say('Comment lire ce relevé', 'How to read this statement')}>
      <p className="small">
        {say(
          'Le prix d’un forfait est un pourcentage des frais d’abonnement annuels, selon les tarifs en vigueur à la date de la commande. Les jours sont des jours civils, le premier et le dernier inclus. Un prix qui augmente en cours de durée est dû pour les jours restants, arrondi à la plus petite unité de la devise, au plus proche ; un prix qui baisse s’applique au renouvellement. Les frais d’un forfait acheté ne sont pas remboursables. Une année contractuelle va d’un anniversaire de la commande de services au suivant.',
          'The price of a plan is a share of the annual subscription fees, by the rates in force on the order date. Days are calendar days, the first and the last included. A price that rises within a term is due for the days left, rounded to the nearest smallest unit of the currency; one that falls applies from renewal. Fees for a purchased plan are non-refundable. A contract year runs from one anniversary of the service order to the next.',
        )}
      </p>
    </Section>
  );
}

function dayOf(column: Date): string {
  return column.toISOString().slice(0, 10);
}

const NONE = '–';
