import type { StatusBoard } from '@tierline/schema/status/status-board';
import type { SubscriptionRow } from '@tierline/schema/status/subscription-of';
import type { Language } from '../reports/language.ts';
import type { Content } from '../reports/page.tsx';
import { kindsName } from './words.ts';

const KINDS = ['OUTAGE', 'INCIDENT', 'MAINTENANCE'] as const;

/** What the form shows when it comes back with a complaint. */
export interface FormState {
  complaint?: string;
  email?: string;
  choice?: Choice;
}

/** Which kinds and parts are ticked; no parts is all of them. */
interface Choice {
  kinds: readonly string[];
  components: readonly string[];
}

interface Place {
  board: StatusBoard;
  language: Language;
  home: string;
}

/** Asks for an address and what it wants to be told of (S55). */
export function SubscribeForm({ board, language, home, complaint, email, choice }: Place & FormState) {
  const { code, say } = language;
  return (
    <form method="post" action={`${home}/subscriptions?locale=${code}`}>
      {complaint !== undefined && (
        <p className="alert" role="alert" id="complaint">
          {complaint}
        </p>
      )}
      <label htmlFor="email">{say('Adresse e-mail', 'Mail address')}</label>
      <input
        id="email"
        name="email"
        type="email"
        required
        autoComplete="email"
        maxLength={254}
        defaultValue={email}
        aria-describedby={complaint === undefined ? undefined : 'complaint'}
      />
      <Choices board={board} language={language} choice={choice ?? { kinds: KINDS, components: [] }} />
      <button type="submit">{say('S’abonner', 'Subscribe')}</button>
      <p className="small">
        {say(
          'Un message vous demandera de confirmer l’adresse. Chaque message permet de se désabonner.',
          'A mail will ask you to confirm the address. Every mail lets you unsubscribe.',
        )}
      </p>
    </form>
  );
}

function Choices({ board, language, choice }: { board: StatusBoard; language: Language; choice: Choice }) {
  const { say } = language;
  return (
    <>
      <fieldset>
        <legend>{say('Ce dont vous voulez être informé', 'What you want to be told of')}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input type="checkbox" name="kinds" value={kind} defaultChecked={choice.kinds.includes(kind)} />{' '}
            {kindsName(kind, language)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>
          {say(
            'De quelles parties ; de toutes si aucune n’est cochée',
            'Of which parts; of all where none is ticked',
          )}
        </legend>
        {board.groups.flatMap(({ components }) =>
          components.map(({ code, name }) => (
            <label key={code}>
              <input
                type="checkbox"
                name="components"
                value={code}
                defaultChecked={choice.components.includes(code)}
              />{' '}
              {say(name.fr, name.en)}
            </label>
          )),
        )}
      </fieldset>
    </>
  );
}

/** After somebody subscribed: the same whoever's the address is, and whether or not it is subscribed. */
export function checkMailPage(email: string, language: Language, home: string): Content {
  const { say } = language;
  return {
    title: say('Vérifiez votre boîte de réception', 'Look into your inbox'),
    subtitle: email,
    body: (
      <>
        <p>
          {say(
            'Un message avec un lien est en route. L’abonnement commence quand vous l’aurez confirmé, dans les sept jours.',
            'A mail with a link is on its way. The subscription begins when you have confirmed it, within seven days.',
          )}
        </p>
        <Back language={language} home={home} />
      </>
    ),
  };
}

/** Where the token of a mail leads: to confirm, and then to manage. Opening it changes nothing: mail readers open links too. */
export function subscriptionPage(
  subscription: SubscriptionRow,
  { board, language, home, complaint, saved = false }: Place & { complaint?: string; saved?: boolean },
): Content {
  const { code, say } = language;
  const { email, token, confirmedAt } = subscription;
  const action = `${home}/subscription?token=${token}&locale=${code}`;
  if (!confirmedAt) {
    return {
      title: say('Confirmer l’abonnement', 'Confirm the subscription'),
      subtitle: email,
      body: (
        <>
          <p>{chosen(subscription, board, language)}</p>
          <form method="post" action={action}>
            <button type="submit" name="do" value="confirm">
              {say('Confirmer l’abonnement', 'Confirm the subscription')}
            </button>
          </form>
        </>
      ),
    };
  }
  return {
    title: say('Votre abonnement', 'Your subscription'),
    subtitle: email,
    body: (
      <>
        {complaint !== undefined && (
          <p className="alert" role="alert">
            {complaint}
          </p>
        )}
        {saved && <p role="status">{say('C’est enregistré.', 'It is saved.')}</p>}
        <form method="post" action={action}>
          <Choices board={board} language={language} choice={subscription} />
          <fieldset>
            <legend>{say('Langue des messages', 'Language of the mails')}</legend>
            {(['FR', 'EN'] as const).map((locale) => (
              <label key={locale}>
                <input
                  type="radio"
                  name="locale"
                  value={locale}
                  defaultChecked={subscription.locale === locale}
                />{' '}
                {locale === 'FR' ? 'Français' : 'English'}
              </label>
            ))}
          </fieldset>
          <button type="submit" name="do" value="change">
            {say('Enregistrer', 'Save')}
          </button>{' '}
          <button type="submit" name="do" value="end" className="quiet">
            {say('Se désabonner', 'Unsubscribe')}
          </button>
        </form>
        <Back language={language} home={home} />
      </>
    ),
  };
}

function chosen({ kinds, components }: SubscriptionRow, board: StatusBoard, language: Language): string {
  const { say } = language;
  const parts = board.groups
    .flatMap((group) => group.components)
    .filter(({ code }) => components.includes(code))
    .map(({ name }) => say(name.fr, name.en));
  const of = kinds.map((kind) => kindsName(kind, language)).join(', ');
  return parts.length === 0
    ? say(`${of}, de toute la plateforme.`, `${of}, of the whole platform.`)
    : `${of} : ${parts.join(', ')}.`.replace(' :', say(' :', ':'));
}

export function endedPage(language: Language, home: string): Content {
  const { say } = language;
  return {
    title: say('Vous êtes désabonné', 'You are unsubscribed'),
    subtitle: say('Votre adresse est oubliée.', 'Your address is forgotten.'),
    body: <Back language={language} home={home} />,
  };
}

/** What a token shows that leads nowhere any more. */
export function noSubscriptionPage(language: Language, home: string): Content {
  const { say } = language;
  return {
    title: say('Aucun abonnement à cette adresse', 'No subscription at this address'),
    subtitle: say(
      'Ce lien a expiré, ou l’abonnement a pris fin.',
      'This link has expired, or the subscription has ended.',
    ),
    body: <Back language={language} home={home} />,
  };
}

function Back({ language, home }: { language: Language; home: string }) {
  return (
    <p>
      <a href={`${home}?locale=${language.code}`}>
        {language.say('Vers la page d’état', 'To the status page')}
      </a>
    </p>
  );
}
