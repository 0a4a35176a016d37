import type { Context } from '@tierline/schema/context';
import { PLAN_NAMES } from '@tierline/schema/names';
import { vendorReport, type VendorReport } from '@tierline/schema/reports/vendor-report';
import type { Language } from './language.ts';
import { barChart, Figures, Section, Table, type Content } from './page.tsx';
import {
  exclusionName,
  legend,
  responseTime,
  runningName,
  severityName,
  stateNames,
  tallyParts,
} from './words.ts';

type Sum = VendorReport['figures']['total'];

/** All customers' months as a page (S2, C36). */
export async function vendorReportPage(
  context: Context,
  parameters: { from: string; to: string },
  language: Language,
): Promise<Content> {
  const report = await vendorReport(context, parameters);
  const { say, month } = language;
  const { figures } = report;
  const named = <Row extends Sum>(rows: readonly Row[], name: (row: Row) => string) =>
    rows.filter(({ tickets }) => tickets > 0).map((row) => ({ name: name(row), ...row }));
  const body = (
    <>
      <p className="small">
        {say(
          `Calculé le ${language.moment(report.asOf, 'UTC')} (UTC), tous clients confondus.`,
          `Computed on ${language.moment(report.asOf, 'UTC')} (UTC), over all customers.`,
        )}
      </p>
      {figures.total.tickets === 0 ? (
        <p className="nothing">{say('Aucune demande n’a été reçue.', 'No request was received.')}</p>
      ) : (
        <>
          <Summary {...{ figures, language }} />
          {await part(
            say('Réponse initiale, par mois', 'Initial response, by month'),
            say('Mois', 'Month'),
            named(figures.byMonth, (row) => month(row.month)),
            language,
          )}
          {await part(
            say('Réponse initiale, par forfait', 'Initial response, by plan'),
            say('Forfait', 'Plan'),
            named(figures.byPlan, (row) => PLAN_NAMES[row.plan]),
            language,
          )}
          <Section title={say('Par mois, forfait et gravité', 'By month, plan and severity')}>
            <SumTable
              language={language}
              first={say('Mois, forfait, gravité', 'Month, plan, severity')}
              rows={named(
                figures.cells,
                (cell) =>
                  `${month(cell.month)}, ${PLAN_NAMES[cell.plan]}, ${severityName(cell.severity, language)}`,
              )}
            />
          </Section>
          <Excluded {...{ figures, language }} />
        </>
      )}
    </>
  );
  return {
    title: say('Rapport de support, tous les clients', 'Support report, all customers'),
    subtitle:
      report.from === report.to
        ? month(report.from)
        : say(
            `De ${month(report.from)} à ${month(report.to)}`,
            `${month(report.from)} to ${month(report.to)}`,
          ),
    body,
  };
}

interface Whole {
  figures: VendorReport['figures'];
  language: Language;
}

function Summary({ figures: { total, satisfaction }, language }: Whole) {
  const { say, number, percent } = language;
  const { met, breached, breachedOpen, attainment, response } = total.promises;
  return (
    <Figures
      of={[
        { label: say('Demandes reçues', 'Requests received'), value: number(total.tickets) },
        {
          label: say('Délais tenus', 'Promises kept'),
          value: percent(attainment),
          note: say(
            `${number(met)} sur ${number(met + breached + breachedOpen)}`,
            `${number(met)} of ${number(met + breached + breachedOpen)}`,
          ),
        },
        {
          label: say('Réponse initiale médiane', 'Median initial response'),
          value: responseTime(response.medianSeconds, language),
          note: say('heures ouvrables', 'business time'),
        },
        {
          label: say('Satisfaits (4 ou 5)', 'Satisfied (4 or 5)'),
          value: percent(satisfaction.satisfied),
          note: say(
            `${number(satisfaction.answered)} réponses sur ${number(satisfaction.asked)}`,
            `${number(satisfaction.answered)} answers of ${number(satisfaction.asked)}`,
          ),
        },
      ]}
    />
  );
}

type NamedSum = Sum & { name: string };

async function part(title: string, first: string, rows: NamedSum[], language: Language) {
  const chart = await barChart(
    rows.map(({ name, promises }) => ({ label: name, parts: tallyParts(promises) })),
    legend(language),
  );
  return (
    <Section title={title}>
      {chart}
      <SumTable {...{ first, rows, language }} />
    </Section>
  );
}

function SumTable({ first, rows, language }: { first: string; rows: NamedSum[]; language: Language }) {
  const { say, number, percent } = language;
  const names = stateNames(language);
  return (
    <Table
      caption={say(
        'Chaque demande au mois de sa réception, dans le fuseau de son compte.',
        'Each request in the month of its receipt, in the zone of its account.',
      )}
      columns={[
        { title: first },
        { title: say('Demandes', 'Requests'), numeric: true },
        { title: names.met, numeric: true },
        { title: names.breached, numeric: true },
        { title: names.breachedOpen, numeric: true },
        { title: names.undecided, numeric: true },
        { title: names.excluded, numeric: true },
        { title: say('Taux', 'Rate'), numeric: true },
        { title: say('Médiane', 'Median'), numeric: true },
      ]}
      rows={rows.map(({ name, tickets, promises }) => [
        name,
        number(tickets),
        number(promises.met),
        number(promises.breached),
        number(promises.breachedOpen),
        number(promises.undecided),
        number(promises.excluded.reduce((sum, { clocks }) => sum + clocks, 0)),
        percent(promises.attainment),
        responseTime(promises.response.medianSeconds, language),
      ])}
    />
  );
}

function Excluded({ figures, language }: Whole) {
  const { say, number } = language;
  const { excluded, undecided } = figures.total.promises;
  return (
    <Section title={say('Ce que le taux ne compte pas', 'What the rate does not count')}>
      {excluded.length === 0 && undecided === 0 ? (
        <p className="nothing">{say('Rien.', 'Nothing.')}</p>
      ) : (
        <Table
          caption={say('Les demandes sans verdict, par raison.', 'Requests without a verdict, by reason.')}
          columns={[
            { title: say('Raison', 'Reason') },
            { title: say('Demandes', 'Requests'), numeric: true },
          ]}
          rows={[
            ...(undecided > 0 ? [[runningName(language), number(undecided)]] : []),
            ...excluded.map(({ reason, clocks }) => [exclusionName(reason, language), number(clocks)]),
          ]}
        />
      )}
    </Section>
  );
}
