import { DateTime } from 'luxon';
import { inWords, TIME_FORMAT } from '../dates-in-words.ts';
import { speaker } from '../french.ts';
import type { MailContent } from '../mail/mail.rules.ts';

/** What an invitation says in words, beside its calendar. */
export interface InvitedTo {
  method: 'REQUEST' | 'CANCEL';
  /** Whether they were told of it before. */
  changed: boolean;
  title: string;
  agenda: string | null;
  joinLink: string | null;
  organizer: { name: string };
  /** Of a series, of its first meeting. */
  startsAt: Date;
  endsAt: Date;
  comesBack: boolean;
}

/**
 * An invitation, or the revocation of one, as a mail. The time is that of the reader's clock.
 *
 * Source: S27.
 */
export function invitationMail(
  meeting: InvitedTo,
  { locale, timeZone }: { locale: 'FR' | 'EN'; timeZone: string },
): MailContent {
  const say = speaker(locale);
  const { method, changed, title, agenda, joinLink, organizer, comesBack } = meeting;
  const cancelled = method === 'CANCEL';
  const kind = cancelled
    ? { fr: 'Réunion annulée', en: 'Meeting cancelled' }
    : changed
      ? { fr: 'Réunion modifiée', en: 'Meeting changed' }
      : { fr: 'Invitation', en: 'Invitation' };
  const when = spanOf(meeting, locale, timeZone);
  return {
    subject: `${say(kind)}${say({ fr: ' : ', en: ': ' })}${title}`,
    paragraphs: [
      comesBack
        ? say({
            fr: `Réunion récurrente, la première fois ${when}. Le calendrier joint contient toutes les dates.`,
            en: `A recurring meeting, for the first time ${when}. The attached calendar has every date.`,
          })
        : `${when.charAt(0).toUpperCase()}${when.slice(1)}.`,
      say({ fr: `Organisée par ${organizer.name}.`, en: `Organised by ${organizer.name}.` }),
      ...(agenda === null || cancelled ? [] : [agenda]),
      ...(joinLink !== null || cancelled
        ? []
        : [
            say({
              fr: 'Le lien pour la rejoindre suivra dans une mise à jour.',
              en: 'The link to join it follows in an update.',
            }),
          ]),
    ],
    links:
      joinLink === null || cancelled
        ? []
        : [{ text: say({ fr: 'Rejoindre la réunion', en: 'Join the meeting' }), url: joinLink }],
    footer: [
      say({
        fr: 'Vous recevez ce message parce que vous participez à cette réunion.',
        en: 'You get this because you take part in this meeting.',
      }),
    ],
  };
}

/** "le lundi 4 mai 2026 de 10h00 à 11h00 (Europe/Paris)" */
function spanOf({ startsAt, endsAt }: InvitedTo, locale: 'FR' | 'EN', timeZone: string): string {
  const [from, to] = [startsAt, endsAt].map((at) =>
    DateTime.fromJSDate(at, { zone: timeZone }).setLocale(locale === 'FR' ? 'fr' : 'en-GB'),
  ) as [DateTime, DateTime];
  const time = TIME_FORMAT[locale === 'FR' ? 'fr' : 'en'];
  const [day, begins, ends] = [inWords(from, 'cccc d MMMM yyyy'), from.toFormat(time), to.toFormat(time)];
  return locale === 'FR'
    ? `le ${day} de ${begins} à ${ends} (${timeZone})`
    : `on ${day} from ${begins} to ${ends} (${timeZone})`;
}
