import type { Context } from '@tierline/schema/context';
import {
  monthlyReviewReport,
  type MonthlyReviewReport,
} from '@tierline/schema/reviews/monthly-review-report';
import type { Language } from './language.ts';
import { barChart, Figures, Prose, Section, Table, type Content } from './page.tsx';
import { severityName } from './words.ts';

/** A TAM’s review of all requests of a month, as a page (S83, S84, B6). */
export async function monthlyReviewPage(
  context: Context,
  { reviewId }: { reviewId: string },
  language: Language,
): Promise<Content | null> {
  const review = await monthlyReviewReport(context, reviewId);
  if (!review) return null;
  const { say, month } = language;
  const part = { review, language };
  return {
    title: say(`Revue mensuelle, ${month(review.month)}`, `Monthly review, ${month(review.month)}`),
    subtitle: review.accountName,
    body: (
      <>
        <Standing {...part} />
        {review.summary && <Prose text={review.summary} />}
        <Summary {...part} />
        {await types(part)}
        <Recurring {...part} />
        <Requests {...part} />
        <Method {...part} />
      </>
    ),
  };
}

interface Part {
  review: MonthlyReviewReport;
  language: Language;
}

function Standing({ review, language: { say, moment } }: Part) {
  const { completedAt, completedBy, timeZone } = review;
  return (
    <p className="small">
      {completedAt
        ? say(
            `Terminée le ${moment(completedAt, timeZone)} (${timeZone}) par ${completedBy}.`,
            `Completed on ${moment(completedAt, timeZone)} (${timeZone}) by ${completedBy}.`,
          )
        : say(
            'Brouillon : la revue n’est pas terminée, et le client ne la lit pas encore.',
            'Draft: the review is not completed, and the customer does not read it yet.',
          )}
    </p>
  );
}

function Summary({ review: { requests, clusters }, language: { say, number } }: Part) {
  const reviewed = requests.filter(({ note }) => note !== null).length;
  const recurring = requests.filter((request) => request.recurring).length;
  return (
    <Figures
      of={[
        { label: say('Demandes du mois', 'Requests of the month'), value: number(requests.length) },
        {
          label: say('Examinées', 'Reviewed'),
          value: number(reviewed),
          note: say(`sur ${number(requests.length)}`, `of ${number(requests.length)}`),
        },
        { label: say('Problèmes récurrents', 'Recurring issues'), value: number(clusters.length) },
        {
          label: say('Demandes récurrentes', 'Requests that recur'),
          value: number(recurring),
          note: say(`sur ${number(requests.length)}`, `of ${number(requests.length)}`),
        },
      ]}
    />
  );
}

/** What was asked for, by type, with what of it recurs. */
async function types({ review: { requests }, language }: Part) {
  const { say, number } = language;
  const title = say('Ce qui a été demandé', 'What was asked for');
  if (requests.length === 0) {
    return (
      <Section title={title}>
        <p className="nothing">
          {say('Aucune demande n’a été reçue ce mois-ci.', 'No request was received in this month.')}
        </p>
      </Section>
    );
  }
  const nameOf = ({ type }: (typeof requests)[number]) => say(type.fr, type.en);
  const rows = [...new Set(requests.map(nameOf))]
    .map((name) => {
      const all = requests.filter((request) => nameOf(request) === name);
      return { name, all: all.length, recurring: all.filter((request) => request.recurring).length };
    })
    .toSorted((a, b) => b.all - a.all || a.name.localeCompare(b.name));
  const chart = await barChart(
    rows.map(({ name, all, recurring }) => ({
      label: name,
      parts: [
        { tone: 'bad', value: recurring },
        { tone: 'plain', value: all - recurring },
      ],
    })),
    { bad: say('Récurrentes', 'Recurring'), plain: say('Isolées', 'Single') },
  );
  return (
    <Section title={title}>
      {chart}
      <Table
        caption={say('Demandes reçues, par type.', 'Requests received, by type.')}
        columns={[
          { title: say('Type', 'Type') },
          { title: say('Récurrentes', 'Recurring'), numeric: true },
          { title: say('Demandes', 'Requests'), numeric: true },
        ]}
        rows={rows.map(({ name, all, recurring }) => [name, number(recurring), number(all)])}
      />
    </Section>
  );
}

function Recurring({ review: { clusters, dismissed }, language: { say } }: Part) {
  const missing = say('à écrire', 'to be written');
  return (
    <Section title={say('Problèmes récurrents', 'Recurring issues')}>
      {clusters.length === 0 ? (
        <p className="nothing">{say('Aucun.', 'None.')}</p>
      ) : (
        <Table
          tall
          caption={say(
            'Chacun avec son analyse et ce qui est fait.',
            'Each with its analysis and what is done about it.',
          )}
          columns={[
            { title: say('Demandes', 'Requests') },
            { title: say('Analyse', 'Analysis') },
            { title: say('Action', 'Action') },
          ]}
          rows={clusters.map(({ references, analysis, action }) => [
            <References of={references} />,
            <Prose text={analysis ?? missing} />,
            <Prose text={action ?? missing} />,
          ])}
        />
      )}
      {dismissed.map(({ references, reason }) => (
        <p className="small" key={references.join()}>
          {say(
            `${references.join(', ')} : semblables, mais pas un problème récurrent. ${reason}`,
            `${references.join(', ')}: alike, but no recurring issue. ${reason}`,
          )}
        </p>
      ))}
    </Section>
  );
}

/** Each on one line. */
function References({ of }: { of: string[] }) {
  return of.map((reference, index) => (
    <span key={reference}>
      {index > 0 && ', '}
      <span className="unbroken">{reference}</span>
    </span>
  ));
}

function Requests({ review: { requests, timeZone }, language }: Part) {
  const { say, shortMoment } = language;
  if (requests.length === 0) return null;
  return (
    <Section title={say('Chaque demande', 'Every request')}>
      <Table
        tall
        caption={say(
          'Toutes les demandes du mois, dans l’ordre de leur réception, et ce que la revue en dit.',
          'All requests of the month, in the order of their receipt, and what the review says of each.',
        )}
        columns={[
          { title: say('Ticket', 'Ticket') },
          { title: say('Reçu', 'Received') },
          { title: say('Gravité', 'Severity') },
          { title: say('Demande', 'Request') },
          { title: say('Constat', 'Found') },
        ]}
        rows={requests.map(({ reference, receivedAt, severity, subject, note }) => [
          <span className="unbroken">{reference}</span>,
          shortMoment(receivedAt, timeZone),
          severityName(severity, language),
          <Prose text={subject} />,
          <Prose text={note ?? say('pas encore examinée', 'not reviewed yet')} />,
        ])}
      />
    </Section>
  );
}

function Method({ language: { say } }: Part) {
  return (
    <Section title={say('Comment c’est fait', 'How it is done')}>
      <p className="small">
        {say(
          'La revue porte sur toutes les demandes reçues dans le mois, dans le fuseau du compte, quelle qu’en soit l’issue. Sont récurrentes des demandes dont le texte, le type et le produit se ressemblent assez ; le Technical Account Manager peut les regrouper autrement. La revue n’est terminée que lorsque chaque demande a son constat et chaque problème récurrent son analyse et son action.',
          'The review covers all requests received in the month, in the zone of the account, whatever became of them. Requests recur whose text, type and product are alike enough; the Technical Account Manager may group them otherwise. The review is completed only when every request has its finding, and every recurring issue its analysis and action.',
        )}
      </p>
    </Section>
  );
}
