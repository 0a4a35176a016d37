import { createClient } from '@tierline/sdk';
import { useEffect, useMemo, useState } from 'react';
import { Failure } from './failure.tsx';
import { SessionContext, useAddress, useAnswer, useRemembered, useSession, type Address } from './hooks.ts';
import { Portal } from './portal.tsx';
import { Queue } from './queue.tsx';
import { WORDS, type Locale } from './words.ts';

/** Somebody of the demo. A real frontend has the token of whoever signed in. */
interface Persona {
  title: string;
  titleFr: string;
  token: string;
}

export function App() {
  const [language, setLanguage] = useRemembered('locale', navigator.language.slice(0, 2));
  const locale: Locale = language === 'fr' ? 'fr' : 'en';
  const [personas, setPersonas] = useState<Persona[]>();
  const [name, setName] = useRemembered('persona', '');
  const address = useAddress();
  const persona = personas?.find(({ title }) => title === name);
  const words = WORDS[locale];
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    void fetch('./personas.json')
      .then(async (response) => (response.ok ? ((await response.json()) as Persona[]) : []))
      .catch(() => [])
      .then(setPersonas);
  }, []);
  const session = useMemo(() => {
    const support = createClient({ url: '../graphql', token: persona?.token ?? '', locale });
    return { support, locale, words: WORDS[locale] };
  }, [persona, locale]);
  return (
    <SessionContext value={session}>
      <header className="top">
        <h1>Tierline desk</h1>
        <p className="quiet">{words.lead}</p>
        <label>
          {words.who}{' '}
          <select value={persona?.title ?? ''} onChange={({ target }) => setName(target.value)}>
            <option value="">…</option>
            {personas?.map(({ title, titleFr }) => (
              <option key={title} value={title}>
                {locale === 'fr' ? titleFr : title}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          lang={locale === 'fr' ? 'en' : 'fr'}
          onClick={() => setLanguage(locale === 'fr' ? 'en' : 'fr')}
        >
          {locale === 'fr' ? 'English' : 'Français'}
        </button>
      </header>
      <main>
        {persona ? (
          <Place key={persona.title} {...address} />
        ) : personas ? (
          <p>
            {personas.length === 0
              ? words.nobody
              : address.reference
                ? `${words.openTicket} ${address.reference}.`
                : words.choose}
          </p>
        ) : (
          <p className="quiet">{words.loading}</p>
        )}
      </main>
    </SessionContext>
  );
}

/** Where somebody belongs: customers and partners at the portal, the vendor's people at the desk. */
function Place(props: Address) {
  const { support, words } = useSession();
  const { value: viewer, error, again } = useAnswer((signal) => support.accounts.viewer({ signal }), '');
  if (error !== undefined) return <Failure error={error} again={again} />;
  switch (viewer?.__typename) {
    case 'Contact':
      return <Portal account={viewer.account} {...props} />;
    case 'PartnerPerson':
      return <Portal account={null} {...props} />;
    case 'StaffMember':
      return (
        <Queue
          staffId={viewer.id}
          isEngineer={viewer.staffRoles.includes('ENGINEER')}
          reference={props.reference}
          open={props.open}
        />
      );
    default:
      return <p className="quiet">{viewer === undefined ? words.loading : words.signedOut}</p>;
  }
}
