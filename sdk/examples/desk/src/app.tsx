import { createClient } from '@tierline/sdk';
import { useEffect, useMemo, useState } from 'react';
import { SessionContext, useAnswer, useSession } from './hooks.ts';
import { Portal } from './portal.tsx';
import { Queue } from './queue.tsx';
import { Failure } from './ticket.tsx';
import { WORDS, type Locale } from './words.ts';

/** Somebody of the demo. A real frontend has the token of whoever signed in. */
interface Persona {
  title: string;
  titleFr: string;
  token: string;
}

/** The ticket that a link names, as mails do: `?ticket=T-1042`. */
const LINKED = new URLSearchParams(location.search).get('ticket');

export function App() {
  const [locale, setLocale] = useState<Locale>(navigator.language.startsWith('fr') ? 'fr' : 'en');
  const [personas, setPersonas] = useState<Persona[]>();
  const [persona, setPersona] = useState<Persona>();
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
          <select
            value={persona?.title ?? ''}
            onChange={({ target }) => setPersona(personas?.find(({ title }) => title === target.value))}
          >
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
          onClick={() => setLocale(locale === 'fr' ? 'en' : 'fr')}
        >
          {locale === 'fr' ? 'English' : 'Français'}
        </button>
      </header>
      <main>
        {persona ? (
          <Place key={persona.title} />
        ) : (
          <p>
            {personas?.length === 0 ? words.nobody : LINKED ? `${words.openTicket} ${LINKED}.` : words.choose}
          </p>
        )}
      </main>
    </SessionContext>
  );
}

/** Where somebody belongs: a customer at the portal, an engineer at the queue; at the ticket that a link names, whoever may see it. */
function Place() {
  const { support, words } = useSession();
  const { value, error, again } = useAnswer(async (signal) => {
    const [viewer, linked] = await Promise.all([
      support.accounts.viewer({ signal }),
      LINKED ? support.tickets.get(LINKED, { signal }) : null,
    ]);
    return { viewer, linkedId: linked?.id ?? null };
  }, '');
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (value === undefined) return <p className="quiet">{words.loading}</p>;
  const { viewer, linkedId } = value;
  return (
    <>
      {LINKED && !linkedId && (
        <p role="status">
          {words.noTicket} {LINKED}
        </p>
      )}
      {viewer?.__typename === 'Contact' ? (
        <Portal accountId={viewer.account.id} linkedId={linkedId} />
      ) : viewer?.__typename === 'StaffMember' && (linkedId ?? viewer.staffRoles.includes('ENGINEER')) ? (
        <Queue staffId={viewer.id} linkedId={linkedId} />
      ) : (
        <p>{words.neither}</p>
      )}
    </>
  );
}
