import type { Context } from '@tierline/schema/context';
import { supportReport, type SupportReport } from '@tierline/schema/reports/support-report';
import type { Language } from './language.ts';
import { barChart, Figures, Section, Table, type Content } from './page.tsx';
import { exclusionName, legend, responseTime, severityName, stateNames, tallyParts } from './words.ts';

/** A customer's month as a page (S2, B16). */
export async function supportReportPage(
  context: Context,
  parameters: { accountId: string; month: string },
  language: Language,
): Promise<Content | null> {
  const report = await supportReport(context, parameters);
  if (!report) return null;
  const { say, month } = language;
  const types = await context.db.requestType.findMany();
  const typeNames = new Map(types.map((type) => [type.code, say(type.labelFr, type.labelEn)]));
  const body = (
    <>
      <Standing {...{ report, language }} />
      {report.figures.tickets === 0 ? (
        <p className="nothing">
          {say('Aucune demande n’a été reçue ce mois-ci.', 'No request was received in this month.')}
        </p>
      ) : (
        <>
          <Summary {...{ report, language }} />
          {await promises(report, language)}
          <Breaches {...{ report, language }} />
          <Exclusions {...{ report, language }} />
          <Times {...{ report, language }} />
          {await satisfaction(report, language)}
          {await requests(report, language, typeNames)}
        </>
      )}
      <Method {...{ language }} />
    </>
  );
  return {
    title: say(`Rapport de support, ${month(report.month)}`, `Support report, ${month(report.month)}`),
    subtitle: report.accountName,
    body,
  };
}

interface Part {
  report: SupportReport;
  language: Language;
}

/** For when it holds. */
function Standing({ report: { asOf, to, timeZone }, language: { say, moment } }: Part) {
  const at = moment(asOf, timeZone);
  return (
    <p className="small">
      {say(`Calculé le ${at} (${timeZone}).`, `Computed on ${at} (${timeZone}).`)}{' '}
      {asOf < to &&
        say(
          'Le mois n’est pas terminé : les chiffres évoluent encore.',
          'The month is not over: the numbers still move.',
        )}
    </p>
  );
}

function Summary({ report: { figures }, language }: Part) {
  const { say, number, percent } = language;
  const { met, breached, breachedOpen, attainment, response } = figures.promises;
  const judged = met + breached + breachedOpen;
  return (
    <Figures
      of={[
        { label: say('Demandes reçues', 'Requests received'), value: number(figures.tickets) },
        {
          label: say('Délais tenus', 'Promises kept'),
          value: percent(attainment),
          note:
            judged === 0
              ? say('aucun délai à juger', 'no promise to judge')
              : say(`${number(met)} sur ${number(judged)}`, `${number(met)} of ${number(judged)}`),
        },
        {
          label: say('Délais dépassés', 'Promises broken'),
          value: number(breached + breachedOpen),
          note:
            breachedOpen > 0
              ? say(
                  `dont ${number(breachedOpen)} sans réponse`,
                  `${number(breachedOpen)} of them not answered yet`,
                )
              : undefined,
        },
        {
          label: say('Réponse initiale médiane', 'Median initial response'),
          value: responseTime(response.medianSeconds, language),
          note: say('heures ouvrables', 'business time'),
        },
      ]}
    />
  );
}

async function promises({ figures }: SupportReport, language: Language) {
  const { say, number, percent } = language;
  const rows = figures.bySeverity.filter(({ tickets }) => tickets > 0);
  const names = stateNames(language);
  const chart = await barChart(
    rows.map((row) => ({ label: severityName(row.severity, language), parts: tallyParts(row) })),
    legend(language),
  );
  return (
    <Section title={say('Réponse initiale, par gravité', 'Initial response, by severity')}>
      {chart}
      <Table
        caption={say(
          'Où en sont les délais de réponse initiale.',
          'How the promises of the initial response stand.',
        )}
        columns={[
          { title: say('Gravité', 'Severity') },
          { title: names.met, numeric: true },
          { title: names.breached, numeric: true },
          { title: names.breachedOpen, numeric: true },
          { title: names.undecided, numeric: true },
          { title: names.excluded, numeric: true },
          { title: say('Taux', 'Rate'), numeric: true },
          { title: say('Médiane', 'Median'), numeric: true },
          { title: say('90ᵉ centile', '90th percentile'), numeric: true },
        ]}
        rows={rows.map((row) => [
          severityName(row.severity, language),
          number(row.met),
          number(row.breached),
          number(row.breachedOpen),
          number(row.undecided),
          number(row.excluded.reduce((sum, { clocks }) => sum + clocks, 0)),
          percent(row.attainment),
          responseTime(row.response.medianSeconds, language),
          responseTime(row.response.percentile90Seconds, language),
        ])}
      />
    </Section>
  );
}

function Breaches({ report: { figures, timeZoneOf }, language }: Part) {
  const { say, duration, shortMoment } = language;
  return (
    <Section title={say('Délais dépassés', 'Broken promises')}>
      {figures.breaches.length === 0 ? (
        <p className="nothing">{say('Aucun.', 'None.')}</p>
      ) : (
        <Table
          caption={say(
            'Chacun d’eux, dans l’ordre des échéances, à l’heure locale du client.',
            'Every one, in the order of their deadlines, in the local time of the customer.',
          )}
          columns={[
            { title: say('Ticket', 'Ticket') },
            { title: say('Gravité', 'Severity') },
            { title: say('Reçu', 'Received') },
            { title: say('Échéance', 'Due') },
            { title: say('Répondu', 'Answered') },
            { title: say('Promis', 'Promised'), numeric: true },
            { title: say('Temps ouvrable', 'Business time'), numeric: true },
            { title: say('Temps écoulé', 'Wall time'), numeric: true },
          ]}
          rows={figures.breaches.map((breach) => {
            const zone = timeZoneOf(breach.calendarId);
            return [
              <span className="unbroken">{`T-${breach.number}`}</span>,
              severityName(breach.severity, language),
              shortMoment(breach.receivedAt, zone),
              shortMoment(breach.dueAt, zone),
              breach.respondedAt ? shortMoment(breach.respondedAt, zone) : say('pas encore', 'not yet'),
              duration(breach.targetSeconds),
              duration(breach.businessSeconds),
              duration(breach.wallSeconds),
            ];
          })}
        />
      )}
    </Section>
  );
}

function Exclusions({ report: { figures }, language }: Part) {
  const { say, number } = language;
  const { excluded, undecided } = figures.promises;
  const rows = [
    ...(undecided > 0
      ? [[say('Ni répondu ni échu à ce jour', 'Neither answered nor past due yet'), number(undecided)]]
      : []),
    ...excluded.map(({ reason, clocks }) => [exclusionName(reason, language), number(clocks)]),
  ];
  return (
    <Section title={say('Ce que le taux ne compte pas', 'What the rate does not count')}>
      {rows.length === 0 ? (
        <p className="nothing">
          {say('Rien : chaque demande du mois est jugée.', 'Nothing: every request of the month is judged.')}
        </p>
      ) : (
        <Table
          caption={say('Les demandes sans verdict, par raison.', 'Requests without a verdict, by reason.')}
          columns={[
            { title: say('Raison', 'Reason') },
            { title: say('Demandes', 'Requests'), numeric: true },
          ]}
          rows={rows}
        />
      )}
    </Section>
  );
}

function Times({ report: { figures }, language: { say, number, duration } }: Part) {
  const rows = [
    [say('Réponse initiale', 'Initial response'), figures.promises.response],
    [say('Réponses suivantes', 'Next responses'), figures.nextResponse],
    [say('Résolution', 'Resolution'), figures.resolution],
  ] as const;
  return (
    <Section title={say('Temps mesurés', 'Measured times')}>
      <Table
        caption={say(
          'En temps ouvrable du client, sans les attentes du client ou d’un tiers. Seule la réponse initiale est promise.',
          'In the customer’s business time, without waits for the customer or a third party. Only the initial response is promised.',
        )}
        columns={[
          { title: say('Mesure', 'Measure') },
          { title: say('Mesurées', 'Measured'), numeric: true },
          { title: say('Médiane', 'Median'), numeric: true },
          { title: say('90ᵉ centile', '90th percentile'), numeric: true },
        ]}
        rows={rows.map(([name, { clocks, medianSeconds, percentile90Seconds }]) => [
          name,
          number(clocks),
          duration(medianSeconds),
          duration(percentile90Seconds),
        ])}
      />
    </Section>
  );
}

async function satisfaction({ figures }: SupportReport, { say, number, percent }: Language) {
  const { asked, answered, responseRate, satisfied, average, byScore } = figures.satisfaction;
  const title = say('Satisfaction', 'Satisfaction');
  if (asked === 0) {
    return (
      <Section title={title}>
        <p className="nothing">
          {say(
            'Personne n’a encore été interrogé : on l’est quand un ticket est résolu.',
            'Nobody was asked yet: people are when a ticket is resolved.',
          )}
        </p>
      </Section>
    );
  }
  const rows = byScore.toReversed().map(({ score, answers }) => ({
    name: `${score} – ${scoreName(score, say)}`,
    answers,
  }));
  const chart =
    answered > 0 &&
    (await barChart(
      rows.map(({ name, answers }) => ({ label: name, parts: [{ tone: 'plain', value: answers }] })),
      {},
    ));
  return (
    <Section title={title}>
      <Figures
        of={[
          { label: say('Satisfaits (4 ou 5)', 'Satisfied (4 or 5)'), value: percent(satisfied) },
          { label: say('Note moyenne', 'Mean score'), value: average === null ? '–' : number(average) },
          {
            label: say('Taux de réponse', 'Response rate'),
            value: percent(responseRate),
            note: say(`${number(answered)} sur ${number(asked)}`, `${number(answered)} of ${number(asked)}`),
          },
        ]}
      />
      {chart}
      <Table
        caption={say('Réponses, par note.', 'Answers, by score.')}
        columns={[{ title: say('Note', 'Score') }, { title: say('Réponses', 'Answers'), numeric: true }]}
        rows={rows.map(({ name, answers }) => [name, number(answers)])}
      />
    </Section>
  );
}

function scoreName(score: number, say: Language['say']): string {
  const names = [
    say('très insatisfait', 'very dissatisfied'),
    say('insatisfait', 'dissatisfied'),
    say('ni l’un ni l’autre', 'neither'),
    say('satisfait', 'satisfied'),
    say('très satisfait', 'very satisfied'),
  ];
  return names[score - 1] ?? '';
}

async function requests({ figures }: SupportReport, { say, number }: Language, names: Map<string, string>) {
  const rows = figures.byRequestType.map(({ requestType, tickets }) => ({
    name: names.get(requestType) ?? requestType,
    tickets,
  }));
  const chart = await barChart(
    rows.map(({ name, tickets }) => ({ label: name, parts: [{ tone: 'plain', value: tickets }] })),
    {},
  );
  return (
    <Section title={say('Ce qui a été demandé', 'What was asked for')}>
      {chart}
      <Table
        caption={say('Demandes reçues, par type.', 'Requests received, by type.')}
        columns={[{ title: say('Type', 'Type') }, { title: say('Demandes', 'Requests'), numeric: true }]}
        rows={rows.map(({ name, tickets }) => [name, number(tickets)])}
      />
    </Section>
  );
}

function Method({ language: { say } }: { language: Language }) {
  return (
    <Section title={say('Comment c’est compté', 'How it is counted')}>
      <p className="small">
        {say(
          'Un délai court en heures ouvrables du calendrier du client : du lundi au vendredi, de 8h00 à 18h00, heure locale, hors jours fériés locaux. Une réponse exactement à l’échéance est dans les temps. Le taux est : délais tenus, divisés par délais tenus et dépassés, y compris ceux qui attendent encore une réponse. Une demande appartient au mois de sa réception, dans le fuseau du compte.',
          'A promise counts business hours of the customer’s calendar: Monday to Friday, 08:00 to 18:00 local time, without local public holidays. An answer exactly at the deadline is in time. The rate is promises kept, divided by those kept and broken, including those that still wait for an answer. A request belongs to the month in which it was received, in the zone of the account.',
        )}
      </p>
    </Section>
  );
}
