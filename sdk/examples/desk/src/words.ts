import { ProblemError, TierlineError } from '@tierline/sdk';

export type Locale = 'fr' | 'en';

const EN = {
  lead: 'An example on @tierline/sdk',
  who: 'You are',
  choose: 'Choose somebody of the demo.',
  nobody: 'There is nobody to be: this example plays the people of the demo.',
  neither: 'This example is for customers and engineers. Choose one of them.',
  loading: 'Loading…',
  newRequest: 'New request',
  requests: 'Your requests',
  noRequests: 'You have asked nothing yet.',
  queue: 'Queue',
  emptyQueue: 'Nothing waits for an answer.',
  more: 'Show more',
  back: 'Back',
  type: 'What is it about?',
  sku: 'Product',
  severity: 'How severe is it?',
  SEVERE: 'Severe',
  MODERATE: 'Moderate',
  LIMITED: 'Limited',
  subject: 'Subject',
  question: 'Your question',
  choosing: 'Choose',
  YES: 'Yes',
  NO: 'No',
  send: 'Send the request',
  sending: 'Sending…',
  whenAnswered: 'When you will be answered',
  by: 'By',
  noPromise: 'Your plan promises no time for this.',
  why: 'Why then?',
  left: 'of support time left',
  late: 'of support time too late',
  stands: 'The clock stands still until',
  runs: 'The clock runs.',
  live: 'live',
  notLive: 'not live',
  answered: 'Answered',
  answeredLate: 'Answered late',
  due: 'due',
  nobodyYet: 'nobody yet',
  take: 'Take it',
  yours: 'Yours',
  reply: 'Your message',
  sendReply: 'Send',
  scope: 'Is it in scope?',
  IN_SCOPE: 'Yes, it is in scope',
  later: 'I do not say yet',
  inScope: 'In scope',
  unreviewed: 'Scope not reviewed yet',
  resolve: 'This resolves it',
  from: 'from',
  RECEIVED: 'received',
  IN_REVIEW: 'in review',
  IN_PROGRESS: 'in progress',
  WAITING_ON_CUSTOMER: 'waits for the customer',
  WAITING_ON_THIRD_PARTY: 'waits for a third party',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
  CANCELLED: 'cancelled',
  REJECTED_OUT_OF_SCOPE: 'out of scope',
  WITHDRAWN: 'withdrawn',
  failed: 'That did not work',
  again: 'Try again',
  quote: 'Quote this to the support:',
  openTicket: 'Choose who you are to open',
  noTicket: 'There is no such ticket for you:',
  mayAnswer: 'This may answer it already',
  articleGone: 'This article is not there any more.',
  answersMe: 'This answered my question',
  answersNot: 'It did not',
  gladOfIt: 'Good to know: nothing was sent, and what you wrote is still here.',
  thenSend: 'Thank you. Send your request: we will answer it.',
  clearDraft: 'Clear what I wrote',
};

const FR = unbroken({
  lead: 'Un exemple sur @tierline/sdk',
  who: 'Vous êtes',
  choose: 'Choisissez une personne de la démo.',
  nobody: 'Il n’y a personne à incarner : cet exemple joue les personnes de la démo.',
  neither: 'Cet exemple est fait pour les clients et les ingénieurs. Choisissez l’un d’eux.',
  loading: 'Chargement…',
  newRequest: 'Nouvelle demande',
  requests: 'Vos demandes',
  noRequests: 'Vous n’avez encore rien demandé.',
  queue: 'File d’attente',
  emptyQueue: 'Rien n’attend de réponse.',
  more: 'Afficher plus',
  back: 'Retour',
  type: 'De quoi s’agit-il ?',
  sku: 'Produit',
  severity: 'Quelle est la gravité ?',
  SEVERE: 'Sévère',
  MODERATE: 'Modérée',
  LIMITED: 'Limitée',
  subject: 'Objet',
  question: 'Votre question',
  choosing: 'Choisir',
  YES: 'Oui',
  NO: 'Non',
  send: 'Envoyer la demande',
  sending: 'Envoi…',
  whenAnswered: 'Quand vous aurez une réponse',
  by: 'Avant le',
  noPromise: 'Votre formule ne promet pas de délai pour cela.',
  why: 'Pourquoi à ce moment-là ?',
  left: 'de temps de support restant',
  late: 'de temps de support de retard',
  stands: 'Le compteur est arrêté jusqu’au',
  runs: 'Le compteur tourne.',
  live: 'en direct',
  notLive: 'pas en direct',
  answered: 'Répondu',
  answeredLate: 'Répondu en retard',
  due: 'échéance',
  nobodyYet: 'personne pour l’instant',
  take: 'Prendre',
  yours: 'À vous',
  reply: 'Votre message',
  sendReply: 'Envoyer',
  scope: 'Est-ce dans le périmètre ?',
  IN_SCOPE: 'Oui, c’est dans le périmètre',
  later: 'Je ne le dis pas encore',
  inScope: 'Dans le périmètre',
  unreviewed: 'Périmètre pas encore examiné',
  resolve: 'Cela résout la demande',
  from: 'de',
  RECEIVED: 'reçue',
  IN_REVIEW: 'en examen',
  IN_PROGRESS: 'en cours',
  WAITING_ON_CUSTOMER: 'attend le client',
  WAITING_ON_THIRD_PARTY: 'attend un tiers',
  RESOLVED: 'résolue',
  CLOSED: 'close',
  CANCELLED: 'annulée',
  REJECTED_OUT_OF_SCOPE: 'hors périmètre',
  WITHDRAWN: 'retirée',
  failed: 'Cela n’a pas marché',
  again: 'Réessayer',
  quote: 'À donner au support :',
  openTicket: 'Choisissez qui vous êtes pour ouvrir',
  noTicket: 'Ce ticket n’existe pas pour vous :',
  mayAnswer: 'Voici peut-être déjà la réponse',
  articleGone: 'Cet article n’est plus là.',
  answersMe: 'J’ai ma réponse',
  answersNot: 'Ce n’est pas cela',
  gladOfIt: 'Tant mieux : rien n’a été envoyé, et ce que vous avez écrit est toujours là.',
  thenSend: 'Merci. Envoyez votre demande : nous y répondrons.',
  clearDraft: 'Effacer ma saisie',
});

export type Words = Record<keyof typeof EN, string>;
export const WORDS: Record<Locale, Words> = { en: EN, fr: FR };

/** The word for a code of the API; the code itself where it learnt one after this build. */
export function wordFor(words: Words, code: string): string {
  return words[code as keyof Words] ?? code;
}

/** A sentence of the API as its language sets it: in French, a sign that is set apart from its word stays on its line. */
export function typeset(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replaceAll(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') : text;
}

function unbroken(words: Record<keyof typeof EN, string>): Words {
  return Object.fromEntries(
    Object.entries(words).map(([code, word]) => [code, typeset(word, 'fr')]),
  ) as unknown as Words;
}

/** What a person can do something with: the problem's own sentence, else what to quote. */
export function explain(error: unknown, words: Words): string {
  if (error instanceof ProblemError) {
    return typeset((error.problem as { message: string }).message, words === WORDS.fr ? 'fr' : 'en');
  }
  if (!(error instanceof TierlineError)) return words.failed;
  return `${words.failed} (${error.code}). ${error.requestId ? `${words.quote} ${error.requestId}` : ''}`;
}

/** An instant in somebody's place: Wednesday 15 July at 08:30. Day and month stay on one line, and so does the time. */
export function instant(at: string | Date, timeZone: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
  const unbroken = text.replaceAll(/(?<=\d) | (?=\d{2}:)/g, '\u00a0');
  return locale === 'fr' ? unbroken.replace(/\b0?(\d{1,2}):(\d{2})/, '$1h$2') : unbroken;
}

/** 1 h 05 min 09 s, the same in both languages, on one line. */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  const text = hours > 0 ? `${hours} h ${two(minutes)} min ${two(rest)} s` : `${minutes} min ${two(rest)} s`;
  return text.replaceAll(' ', '\u00a0');
}
