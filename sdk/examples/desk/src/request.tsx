import { useSession } from './hooks.ts';
import type { TicketViewProps } from './ticket.tsx';
import { day, shown, wordFor, type Locale, type Words } from './words.ts';

const SHORT = 300;

/** What was asked for, about what, and how the intake form was answered: folded away where that is long. */
export function Request({ ticket }: Pick<TicketViewProps, 'ticket'>) {
  const { words, locale } = useSession();
  const { requestTypeLabel, sku, plan, profile, reviewedProfiles, site, requester, channel } = ticket;
  const profiles = profile ? [profile, ...reviewedProfiles] : reviewedProfiles;
  const facts: [string, string][] = [
    [words.requestType, requestTypeLabel],
    [words.sku, sku.name],
    [words.plan, wordFor(words, plan)],
    ...(profiles.length > 0
      ? [[words.profile, profiles.map(({ name }) => name).join(', ')] as [string, string]]
      : []),
    [
      words.requester,
      [requester.name, ...(site ? [site.name] : [])].map((one) => shown(one, words)).join(', '),
    ],
    ...(channel === 'WEB' ? [] : [[words.channel, wordFor(words, channel)] as [string, string]]),
  ];
  const answers = ticket.intakeAnswers.map((one): [string, string] => [
    one.field.label,
    shown(answerIn(one, words, locale), words),
  ]);
  const length = answers.reduce((sum, [label, value]) => sum + label.length + value.length, 0);
  return (
    <>
      <Facts facts={facts} />
      {answers.length > 0 && (
        <details className="history" open={length <= SHORT}>
          <summary>{words.answers}</summary>
          <Facts facts={answers} />
        </details>
      )}
    </>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Answer = TicketViewProps['ticket']['intakeAnswers'][number];

function answerIn({ field: { kind, options }, value }: Answer, words: Words, locale: Locale): string {
  switch (kind) {
    case 'YES_NO':
      return wordFor(words, value);
    case 'CHOICE':
      return options.find((option) => option.value === value)?.label ?? value;
    case 'DATE':
      return day(value, locale);
    default:
      return value;
  }
}
