import { DateTime } from 'luxon';
import { inWords, TIME_FORMAT } from '../dates-in-words.ts';
import { speaker } from '../french.ts';
import type { MailContent } from '../mail/mail.rules.ts';
import type { Text } from '../problem.ts';
import { kindName, stageName, type StatusEventKind, type StatusStage } from './status.rules.ts';

/** What an update is told from. */
export interface ToldUpdate {
  event: { id: string; kind: StatusEventKind; titleFr: string; titleEn: string };
  stage: StatusStage;
  body: Text;
  scheduled: { from: Date; to: Date } | null;
  components: readonly Text[];
}

type Locale = 'FR' | 'EN';

/** An update as a mail to a subscriber, who manages the subscription by the token (S55). */
export function updateMail(
  { event, stage, body, scheduled, components }: ToldUpdate,
  locale: Locale,
  { publicUrl, token }: { publicUrl: string; token: string },
): MailContent {
  const say = speaker(locale);
  const title = say({ fr: event.titleFr, en: event.titleEn });
  const affected = components.map(say).join(', ');
  const when = scheduled && windowOf(scheduled, locale);
  return {
    subject: `[${say(kindName(event.kind))}] ${title}${say({ fr: ' : ', en: ': ' })}${say(stageName(stage)).toLowerCase()}`,
    paragraphs: [
      say(body),
      ...(when ? [say({ fr: `Prévue ${when}.`, en: `Planned ${when}.` })] : []),
      say({ fr: `Parties concernées : ${affected}.`, en: `What is affected: ${affected}.` }),
    ],
    links: [
      {
        text: say({ fr: 'Voir sur la page d’état', en: 'See it on the status page' }),
        url: `${publicUrl}/status/events/${event.id}?locale=${locale.toLowerCase()}`,
      },
      {
        text: say({
          fr: 'Modifier l’abonnement ou se désabonner',
          en: 'Change the subscription, or unsubscribe',
        }),
        url: subscriptionUrl(publicUrl, token, locale),
      },
    ],
    footer: [
      say({
        fr: 'Vous recevez ce message parce que vous vous êtes abonné à la page d’état avec cette adresse.',
        en: 'You get this because you subscribed to the status page with this address.',
      }),
    ],
  };
}

/** The mail that proves that an address belongs to whoever asked (S55). */
export function confirmationMail(
  locale: Locale,
  { publicUrl, token }: { publicUrl: string; token: string },
): MailContent {
  const say = speaker(locale);
  return {
    subject: say({
      fr: 'Confirmez votre abonnement à la page d’état',
      en: 'Confirm your subscription to the status page',
    }),
    paragraphs: [
      say({
        fr: 'Quelqu’un, vous sans doute, a demandé que les nouvelles de la plateforme soient envoyées à cette adresse. Elles ne le seront que si vous le confirmez dans les sept jours.',
        en: 'Somebody, you we think, asked for news of the platform to be sent to this address. It is sent only if you confirm within seven days.',
      }),
    ],
    links: [
      {
        text: say({ fr: 'Confirmer l’abonnement', en: 'Confirm the subscription' }),
        url: subscriptionUrl(publicUrl, token, locale),
      },
    ],
    footer: [
      say({
        fr: 'Si vous n’avez rien demandé, ne faites rien : vous ne recevrez rien d’autre.',
        en: 'If you asked for nothing, do nothing: nothing else will come.',
      }),
    ],
  };
}

/** Where somebody who holds the token confirms, changes and ends a subscription. */
function subscriptionUrl(publicUrl: string, token: string, locale: Locale): string {
  return `${publicUrl}/status/subscription?token=${token}&locale=${locale.toLowerCase()}`;
}

/** Where a POST ends a subscription without a question (RFC 8058). */
export function unsubscribeUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/status/unsubscribe?token=${token}`;
}

/** "du samedi 9 mai 2026 à 22h00 au dimanche 10 mai 2026 à 2h00 (UTC)": a subscriber's zone is not known. */
export function windowOf({ from, to }: { from: Date; to: Date }, locale: Locale): string {
  const french = locale === 'FR';
  const format = (at: Date) =>
    inWords(
      DateTime.fromJSDate(at, { zone: 'UTC' }).setLocale(french ? 'fr' : 'en-GB'),
      french ? `cccc d MMMM yyyy 'à' ${TIME_FORMAT.fr}` : `cccc d MMMM yyyy 'at' ${TIME_FORMAT.en}`,
    );
  return french ? `du ${format(from)} au ${format(to)} (UTC)` : `from ${format(from)} to ${format(to)} (UTC)`;
}
