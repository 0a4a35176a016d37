import { speaker } from '../french.ts';
import type { MailContent } from '../mail/mail.rules.ts';
import { portalLink, type Portal } from '../mail/portal.rules.ts';
import { promiseInWords } from '../notifications/receipt-words.rules.ts';
import type { Text } from '../problem.ts';

type Locale = 'FR' | 'EN';

/** A mail that became a ticket: which, and when it is answered. */
export function acknowledgement(
  {
    reference,
    subject,
    dueAt,
    timeZone,
  }: { reference: string; subject: string; dueAt: Date | null; timeZone: string },
  locale: Locale,
  portal: Portal,
): MailContent {
  const say = speaker(locale);
  return {
    subject: say({
      fr: `${reference} : votre demande est arrivée - ${subject}`,
      en: `${reference}: your request has arrived - ${subject}`,
    }),
    paragraphs: [
      say({
        fr: `Votre message est devenu le ticket ${reference}.`,
        en: `Your mail has become ticket ${reference}.`,
      }),
      say(promiseInWords({ dueAt: dueAt?.toISOString() ?? null, timeZone })),
      say({
        fr: 'Répondez à ce message pour y ajouter quelque chose ; une autre question fait l’objet d’un autre message.',
        en: 'Answer this mail to add something to it; another question is another mail.',
      }),
    ],
    links: [portalLink(portal, locale, reference)],
    footer: [say(FROM_A_PROGRAM)],
  };
}

/** What may be asked by mail, for whoever asked something else. */
export interface Offer {
  plan: string;
  types: readonly { code: string; label: Text }[];
  skus: readonly string[];
}

/** A mail that did not become a ticket: why, and what its author can do. Nobody is left without a way. */
export function refusalMail(
  { subject, why }: { subject: string; why: readonly Text[] },
  { plan, types, skus }: Offer,
  locale: Locale,
  portal: Portal,
): MailContent {
  const say = speaker(locale);
  const listed = types.map(({ code, label }) => `${code} : ${label.fr}`).join('\n');
  const inEnglish = types.map(({ code, label }) => `${code}: ${label.en}`).join('\n');
  return {
    subject: say({
      fr: `Votre message n’est pas un ticket : ${subject}`,
      en: `Your mail is not a ticket: ${subject}`,
    }),
    paragraphs: [
      ...why.map(say),
      say({
        fr: `Le forfait ${plan} couvre :\n${listed}`,
        en: `The ${plan} plan covers:\n${inEnglish}`,
      }),
      say({
        fr: `Écrivez-nous de nouveau, avec ces lignes en tête :\nType : ${types[0]?.code ?? ''}\nGravité : 1, 2 ou 3\nService : ${skus.join(' ou ')}`,
        en: `Write to us again, with these lines at the top:\nType: ${types[0]?.code ?? ''}\nSeverity: 1, 2 or 3\nService: ${skus.join(' or ')}`,
      }),
      say({
        fr: 'Le portail vous guide aussi, et montre ce que vous avez demandé.',
        en: 'The portal guides you too, and shows what you have asked.',
      }),
    ],
    links: [portalLink(portal, locale, null)],
    footer: [say(FROM_A_PROGRAM)],
  };
}

/** A reply that could not be added to its ticket. */
export function replyRefusedMail(
  { reference, subject, why }: { reference: string; subject: string; why: Text },
  locale: Locale,
  portal: Portal,
): MailContent {
  const say = speaker(locale);
  return {
    subject: say({
      fr: `${reference} : votre réponse n’a pas pu être ajoutée - ${subject}`,
      en: `${reference}: your answer could not be added - ${subject}`,
    }),
    paragraphs: [
      say(why),
      say({
        fr: 'Elle est conservée, et notre équipe la voit.',
        en: 'It is kept, and our team sees it.',
      }),
    ],
    links: [portalLink(portal, locale, reference)],
    footer: [say(FROM_A_PROGRAM)],
  };
}

const FROM_A_PROGRAM: Text = {
  fr: 'Ce message a été écrit par un programme en réponse au vôtre.',
  en: 'A program wrote this mail in answer to yours.',
};
