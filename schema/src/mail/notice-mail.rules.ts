import { speaker } from '../french.ts';
import type { NoticeText } from '../notifications/notice.rules.ts';
import type { Text } from '../problem.ts';
import type { MailContent } from './mail.rules.ts';
import { portalLink, type Portal } from './portal.rules.ts';

type Locale = 'FR' | 'EN';

/** Something that was said on a ticket, as a notice of it brings it along. */
export interface Said {
  author: string;
  body: string;
}

/** What a notice is about, in the words of the people whom it concerns. */
export interface About {
  ticket: { reference: string; subject: string } | null;
  /** The reference of the ticket in which that one goes on, if any. */
  goesOnIn: string | null;
  /** Whose; null for a reader of the customer, who knows. */
  customer: string | null;
}

/** Where links of a mail lead. */
export interface MailLinks {
  portal: Portal;
  /** Where the reader stops mails like this one. */
  unsubscribeUrl: string;
}

/** How many notices a digest lists; the inbox has the rest. */
const MOST_IN_DIGEST = 50;

/** One notice as a mail. Its subject says of which ticket it tells, or of which customer. */
export function noticeMail(
  { title, body }: NoticeText,
  { ticket, goesOnIn, customer }: About,
  said: readonly Said[],
  locale: Locale,
  { portal, unsubscribeUrl }: MailLinks,
  answerable: boolean,
): MailContent {
  const say = speaker(locale);
  const about = ticket?.subject ?? customer;
  return {
    subject: about === null ? say(title) : `${say(title)} - ${about}`,
    paragraphs: [
      ...(customer === null || ticket === null
        ? []
        : [say({ fr: `Client : ${customer}`, en: `Customer: ${customer}` })]),
      ...said.flatMap((one) => [
        say({ fr: `${one.author} a écrit :`, en: `${one.author} wrote:` }),
        one.body,
      ]),
      say(body),
      ...(answerable ? [say(ANSWERABLE)] : []),
    ],
    links: [
      portalLink(portal, locale, goesOnIn ?? ticket?.reference ?? null),
      { text: say(STOP), url: unsubscribeUrl },
    ],
    footer: [say(WHY)],
  };
}

/** What one person was told in an hour in which there was too much to tell, as one mail. */
export function digestMail(
  notices: readonly NoticeText[],
  locale: Locale,
  { portal, unsubscribeUrl }: MailLinks,
): MailContent {
  const say = speaker(locale);
  const count = notices.length;
  const [first] = notices as [NoticeText];
  const listed = notices.slice(0, MOST_IN_DIGEST);
  const rest = count - listed.length;
  return {
    subject: say({
      fr: `${first.title.fr}${count === 1 ? '' : ` - et ${count === 2 ? 'un autre avis' : `${count - 1} autres avis`}`}`,
      en: `${first.title.en}${count === 1 ? '' : ` - and ${count === 2 ? 'one more notice' : `${count - 1} more notices`}`}`,
    }),
    paragraphs: [
      say({
        fr: 'Il y avait beaucoup à dire en peu de temps : voici le reste en une fois.',
        en: 'There was much to tell in a short time: this is the rest of it, at once.',
      }),
      ...listed.map(({ title, body }) => `${say(title)}\n${say(body)}`),
      ...(rest > 0
        ? [say({ fr: `Et ${rest} autres, dans votre boîte d’avis.`, en: `And ${rest} more, in your inbox.` })]
        : []),
    ],
    links: [portalLink(portal, locale, null), { text: say(STOP_ALL), url: unsubscribeUrl }],
    footer: [say(WHY)],
  };
}

const ANSWERABLE: Text = {
  fr: 'Vous pouvez répondre à ce message : votre réponse rejoint le ticket.',
  en: 'You can answer this mail: what you write goes to the ticket.',
};
const STOP: Text = { fr: 'Ne plus recevoir ce genre de message', en: 'Stop mails of this kind' };
const STOP_ALL: Text = { fr: 'Ne plus recevoir d’avis par e-mail', en: 'Stop notices by mail' };
const WHY: Text = {
  fr: 'Vous recevez ce message parce qu’il vous concerne, et parce que vos préférences le permettent.',
  en: 'You get this because it concerns you, and because your preferences allow it.',
};
