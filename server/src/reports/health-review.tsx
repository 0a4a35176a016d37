import type { Context } from '@tierline/schema/context';
import {
  healthReviewReport,
  type HealthReviewReport,
} from '@tierline/schema/health-reviews/health-review-report';
import type { Language } from './language.ts';
import { barChart, Figures, Prose, Section, Table, type Content } from './page.tsx';
import { severityName } from './words.ts';

/** The yearly health review of an account, as a page (S82, S111). */
export async function healthReviewPage(
  context: Context,
  { reviewId }: { reviewId: string },
  language: Language,
): Promise<Content | null> {
  const review = await healthReviewReport(context, reviewId);
  if (!review) return null;
  const { say, day } = language;
  const part = { review, language };
  const year = day(review.yearStartsAt, review.timeZone);
  return {
    title: say('Examen de l’état du compte', 'Account health review'),
    subtitle: `${review.accountName}, ${say(`année de contrat commencée le ${year}`, `contract year begun on ${year}`)}`,
    body: (
      <>
        <Standing {...part} />
        {review.summary && <Prose text={review.summary} />}
        <Summary {...part} />
        {await overview(part)}
        {review.profiles.map((profile) => (
          <Profile key={profile.name} {...{ profile, ...part }} />
        ))}
        <Method {...part} />
      </>
    ),
  };
}

interface Part {
  review: HealthReviewReport;
  language: Language;
}

function Standing({ review, language: { say, moment, date } }: Part) {
  const { state, completedAt, completedBy, plannedOn, askedBy, timeZone } = review;
  const asked = askedBy && say(` Demandé par le ticket ${askedBy}.`, ` Asked for by ticket ${askedBy}.`);
  const planned = plannedOn && say(` Prévu le ${date(plannedOn)}.`, ` Planned for ${date(plannedOn)}.`);
  return (
    <p className="small">
      {completedAt
        ? say(
            `Terminé le ${moment(completedAt, timeZone)} (${timeZone}) par ${completedBy}.`,
            `Completed on ${moment(completedAt, timeZone)} (${timeZone}) by ${completedBy}.`,
          )
        : state === 'CANCELLED'
          ? say('Annulé.', 'Cancelled.')
          : say(
              'Brouillon : l’examen n’est pas terminé, et le client ne le lit pas encore.',
              'Draft: the review is not completed, and the customer does not read it yet.',
            )}
      {!completedAt && planned}
      {asked}
    </p>
  );
}

function Summary({ review: { profiles }, language: { say, number } }: Part) {
  const findings = profiles.flatMap((profile) => profile.findings);
  const done = findings.filter(({ doneAt }) => doneAt).length;
  return (
    <Figures
      of={[
        { label: say('Profils examinés', 'Profiles examined'), value: number(examined(profiles)) },
        { label: say('Constats', 'Findings'), value: number(findings.length) },
        {
          label: say('Constats sévères', 'Severe findings'),
          value: number(findings.filter(({ severity }) => severity === 'SEVERE').length),
        },
        {
          label: say('Recommandations suivies', 'Recommendations followed'),
          value: number(done),
          note: say(`sur ${number(findings.length)}`, `of ${number(findings.length)}`),
        },
      ]}
    />
  );
}

function examined(profiles: HealthReviewReport['profiles']): number {
  return profiles.filter(({ note }) => note !== null).length;
}

const TONES = { SEVERE: 'worst', MODERATE: 'bad', LIMITED: 'open' } as const;
const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;

async function overview({ review: { profiles }, language }: Part) {
  const { say, number } = language;
  const rows = profiles.map(({ name, findings }) => ({
    name,
    done: findings.filter(({ doneAt }) => doneAt).length,
    counts: SEVERITIES.map((severity) => ({
      severity,
      findings: findings.filter((found) => found.severity === severity).length,
    })),
  }));
  const chart =
    profiles.some(({ findings }) => findings.length > 0) &&
    (await barChart(
      rows.map(({ name, counts }) => ({
        label: name,
        parts: counts.map((count) => ({ tone: TONES[count.severity], value: count.findings })),
      })),
      Object.fromEntries(SEVERITIES.map((severity) => [TONES[severity], severityName(severity, language)])),
    ));
  return (
    <Section title={say('Vue d’ensemble', 'Overview')}>
      {chart}
      <Table
        caption={say('Constats, par profil et gravité.', 'Findings, by profile and severity.')}
        columns={[
          { title: say('Profil', 'Profile') },
          ...SEVERITIES.map((severity) => ({ title: severityName(severity, language), numeric: true })),
          { title: say('Suivis', 'Followed'), numeric: true },
        ]}
        rows={rows.map(({ name, counts, done }) => [
          name,
          ...counts.map(({ findings }) => number(findings)),
          number(done),
        ])}
      />
    </Section>
  );
}

function Profile({ profile, review, language }: Part & { profile: HealthReviewReport['profiles'][number] }) {
  const { say, day } = language;
  const { name, note, findings } = profile;
  return (
    <Section title={say(`Profil ${name}`, `Profile ${name}`)}>
      {note === null ? (
        <p className="nothing">{say('Pas encore examiné.', 'Not examined yet.')}</p>
      ) : (
        <Prose text={note} />
      )}
      {note !== null && findings.length === 0 && (
        <p className="nothing">{say('Rien à signaler.', 'Nothing was found.')}</p>
      )}
      {findings.length > 0 && (
        <Table
          tall
          caption={say(
            `Ce qui a été constaté dans ${name}, et ce qui est recommandé.`,
            `What was found in ${name}, and what is recommended.`,
          )}
          columns={[
            { title: say('Gravité', 'Severity') },
            { title: say('Constat', 'Finding') },
            { title: say('Recommandation', 'Recommendation') },
            { title: say('Suivie', 'Followed') },
          ]}
          rows={findings.map(({ severity, finding, recommendation, doneAt }) => [
            severityName(severity, language),
            <Prose text={finding} />,
            <Prose text={recommendation} />,
            doneAt
              ? say(`le ${day(doneAt, review.timeZone)}`, day(doneAt, review.timeZone))
              : say('pas encore', 'not yet'),
          ])}
        />
      )}
    </Section>
  );
}

function Method({ language: { say } }: Part) {
  return (
    <Section title={say('Ce que c’est', 'What it is')}>
      <p className="small">
        {say(
          'Le forfait Premium comprend un examen de l’état du compte par année de contrat. Il porte sur un compte et cinq profils au plus. Il est terminé quand chaque profil a ses constats, ou qu’il est dit qu’il n’y en a pas ; ensuite il ne change plus, sauf qu’une recommandation est suivie.',
          'The Premium plan includes one health review of the account each contract year. It covers one account and at most five profiles. It is completed when every profile has its findings, or it is said that there are none; after that it does not change, save that a recommendation is followed.',
        )}
      </p>
    </Section>
  );
}
