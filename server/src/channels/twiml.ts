export type Locale = 'FR' | 'EN';

const LANGUAGES = { FR: 'fr-FR', EN: 'en-GB' } as const;
/** Twilio understands English only, and at most two minutes of it. */
const TRANSCRIBED: readonly Locale[] = ['EN'];
const LONGEST_SECONDS = 120;

const WORDS = {
  FR: {
    greeting: (portal: string) =>
      `Bonjour. Vous êtes bien à la messagerie de l’assistance. Vous pouvez aussi ouvrir et suivre vos demandes sur le portail d’assistance, ${portal}.`,
    severity:
      'Si la gravité est sévère, tapez 1. Si elle est modérée, tapez 2. Si elle est limitée, tapez 3.',
    record: 'Laissez votre message après le signal sonore, puis raccrochez ou tapez dièse.',
    portal: (portal: string) =>
      `Votre forfait comprend la messagerie vocale pour les problèmes de gravité 1. Pour cette demande, passez par le portail d’assistance, ${portal} : un brouillon vous y attend. Au revoir.`,
    thanks: (portal: string) =>
      `Merci. Votre message est enregistré. Suivez votre demande sur le portail d’assistance, ${portal}. Au revoir.`,
    silence: (portal: string) =>
      `Nous n’avons rien entendu. Rappelez, ou passez par le portail d’assistance, ${portal}. Au revoir.`,
  },
  EN: {
    greeting: (portal: string) =>
      `Hello. You have reached the support voicemail. You can also open and follow requests on the support portal, ${portal}.`,
    severity: 'If the severity is severe, press 1. If it is moderate, press 2. If it is limited, press 3.',
    record: 'Leave your message after the tone, then hang up or press the hash key.',
    portal: (portal: string) =>
      `Your plan includes voicemail for severity 1 issues. For this request, use the support portal, ${portal}: a draft is waiting for you there. Goodbye.`,
    thanks: (portal: string) =>
      `Thank you. Your message has been recorded. Follow your request on the support portal, ${portal}. Goodbye.`,
    silence: (portal: string) =>
      `We heard nothing. Call again, or use the support portal, ${portal}. Goodbye.`,
  },
} as const;

/** Both languages, for whoever is not known. */
export function askLanguage(): string {
  const question = `${say('FR', 'Pour le français, tapez 1.')}${say('EN', 'For English, press 2.')}`;
  return response(
    `<Gather numDigits="1" timeout="5" method="POST" action="/phone/twilio/language">${question}</Gather>` +
      '<Redirect method="POST">/phone/twilio/language</Redirect>',
  );
}

/** @param asked how often it was asked, with this time */
export function askSeverity(locale: Locale, portal: string, asked: number): string {
  const { greeting, severity } = WORDS[locale];
  const next = escaped(`/phone/twilio/severity?locale=${locale.toLowerCase()}&asked=${asked}`);
  return response(
    `${asked === 1 ? say(locale, greeting(portal)) : ''}` +
      `<Gather numDigits="1" timeout="8" method="POST" action="${next}">${say(locale, severity)}</Gather>` +
      `<Redirect method="POST">${next}</Redirect>`,
  );
}

export function askMessage(locale: Locale): string {
  const transcribed = TRANSCRIBED.includes(locale);
  const transcribe = transcribed ? ' transcribe="true" transcribeCallback="/phone/twilio/transcribed"' : '';
  return response(
    `${say(locale, WORDS[locale].record)}` +
      `<Record method="POST" action="/phone/twilio/recorded${transcribed ? '?transcribed=yes' : ''}" maxLength="${LONGEST_SECONDS}" finishOnKey="#" playBeep="true"${transcribe}/>` +
      // Reached when nothing was said.
      `<Redirect method="POST">/phone/twilio/silence?locale=${locale.toLowerCase()}</Redirect>`,
  );
}

export function directToPortal(locale: Locale, portal: string): string {
  return goodbye(locale, WORDS[locale].portal(portal));
}

export function thank(locale: Locale, portal: string): string {
  return goodbye(locale, WORDS[locale].thanks(portal));
}

export function nothingHeard(locale: Locale, portal: string): string {
  return goodbye(locale, WORDS[locale].silence(portal));
}

/** For a call that nobody told us of: there is nothing to go on with. */
export function unknownCall(): string {
  return response('<Hangup/>');
}

function goodbye(locale: Locale, text: string): string {
  return response(`${say(locale, text)}<Hangup/>`);
}

function say(locale: Locale, text: string): string {
  return `<Say language="${LANGUAGES[locale]}">${escaped(text)}</Say>`;
}

function response(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>\n`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}
