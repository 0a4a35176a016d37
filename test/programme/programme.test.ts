import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

test('S1 S12 S13 S14 S16 S35 S47 S49 S51 S52 S54 one anonymous request returns the programme’s constants', async () => {
  const document = `{ supportProgramme {
    vendor channels
    openingHours { weekday opensAt closesAt }
    contactPoints { code value }
    plans { code }
    terms { version }
  } }`;
  expect(await query(server, document)).toEqual({
    supportProgramme: {
      vendor: 'Tealium',
      channels: ['WEB', 'EMAIL', 'PHONE'],
      openingHours: [
        { weekday: 1, opensAt: '08:00', closesAt: '18:00' },
        { weekday: 2, opensAt: '08:00', closesAt: '18:00' },
        { weekday: 3, opensAt: '08:00', closesAt: '18:00' },
        { weekday: 4, opensAt: '08:00', closesAt: '18:00' },
        { weekday: 5, opensAt: '08:00', closesAt: '18:00' },
      ],
      contactPoints: [
        { code: 'PORTAL', value: 'support.tealiumiq.com' },
        { code: 'VOICEMAIL', value: '+1.877.709.1987' },
        { code: 'STATUS', value: 'tealium.status.io' },
      ],
      plans: [{ code: 'BASIC' }, { code: 'ENHANCED' }, { code: 'PREMIUM' }],
      terms: { version: 1 },
    },
  });
});

test('S1 S53 B21 labels come in the language asked for, else in that of the request', async () => {
  const document = `{
    supportProgramme { name fr: name(locale: FR) contactPoints { label } }
    plan(code: BASIC) { benefits { label } }
    requestTypes { label en: label(locale: EN) }
  }`;
  const read = (language: string) =>
    query<{
      supportProgramme: { name: string; fr: string; contactPoints: { label: string }[] };
      plan: { benefits: { label: string }[] };
      requestTypes: { label: string; en: string }[];
    }>(server, document, { headers: { 'accept-language': language } });

  const french = await read('fr-FR');
  expect(french.supportProgramme.name).toBe('Support Client de Tealium');
  expect(french.supportProgramme.contactPoints[0]?.label).toBe('Portail d’assistance en ligne');
  expect(french.plan.benefits.map(({ label }) => label)).toEqual([
    'Base de connaissances',
    'Forum communautaire',
    'Accès illimité au centre d’apprentissage et à la plateforme de formation',
    'Customer Data Hub Status Dashboard',
    'Notifications par email des pannes, incidents et maintenances',
    'Accès au système de billetterie en ligne',
    'Assistance par messagerie vocale pour les problèmes de gravité 1',
  ]);
  expect(french.requestTypes[0]).toEqual({ label: 'Problèmes de connexion', en: 'Login issues' });

  const english = await read('en');
  expect(english.supportProgramme.name).toBe('Tealium Customer Support');
  expect(english.supportProgramme.fr).toBe('Support Client de Tealium');
  expect(english.requestTypes[0]?.label).toBe('Login issues');
});

test('S108 Q5 regions of engineers have a zone and holidays of their own', async () => {
  const document = '{ supportProgramme { regions { code timeZone country subdivision } } }';
  expect(await query(server, document)).toEqual({
    supportProgramme: {
      regions: [
        { code: 'AMER', timeZone: 'America/Los_Angeles', country: 'US', subdivision: 'CA' },
        { code: 'APAC', timeZone: 'Australia/Sydney', country: 'AU', subdivision: 'NSW' },
        { code: 'EMEA', timeZone: 'Europe/London', country: 'GB', subdivision: 'ENG' },
      ],
    },
  });
});

test('S88 the services that can be subscribed to are listed by product', async () => {
  const document = '{ supportProgramme { solutions { code skus { code solution { code } } } } }';
  const { supportProgramme } = await query<{
    supportProgramme: { solutions: { code: string; skus: { code: string; solution: { code: string } }[] }[] };
  }>(server, document);
  expect(
    supportProgramme.solutions.map(({ code, skus }) => [code, skus.map((sku) => sku.code).join(' ')]),
  ).toEqual([
    ['AUDIENCESTREAM', 'AS AS-PREDICT'],
    ['DATAACCESS', 'DA-AUDIENCE DA-EVENT'],
    ['EVENTSTREAM', 'ES'],
    ['IQ_TAG_MANAGEMENT', 'IQ-TM IQ-TM-MOBILE'],
  ]);
  for (const { code, skus } of supportProgramme.solutions) {
    expect(skus.map(({ solution }) => solution.code)).toEqual(skus.map(() => code));
  }
});

test('S61 S62 S63 Q1 B21 each severity comes in words, the worst first, for whoever has to choose one', async () => {
  const document = '{ supportProgramme { severities { code number label definition } } }';
  const read = async (language: string) => {
    const data = await query<{ supportProgramme: { severities: unknown[] } }>(server, document, {
      headers: { 'accept-language': language },
    });
    return data.supportProgramme.severities;
  };
  expect(await read('fr')).toEqual([
    {
      code: 'SEVERE',
      number: 1,
      label: 'Sévère',
      definition: 'La plateforme, ou un usage vital, est en panne, sans contournement.',
    },
    {
      code: 'MODERATE',
      number: 2,
      label: 'Modéré',
      definition: 'Un usage important est dégradé, ou un contournement existe.',
    },
    { code: 'LIMITED', number: 3, label: 'Limité', definition: 'Une petite gêne, ou une question.' },
  ]);
  expect(await read('en')).toMatchObject([
    { label: 'Severe', definition: 'The platform or a vital use of it is down, with no way round.' },
    { label: 'Moderate' },
    { label: 'Limited' },
  ]);
});
