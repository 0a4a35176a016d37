import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

interface ClauseRow {
  number: string;
  fr: string;
  en: string;
  plans: string[];
  exclusion: string | null;
  parent: { number: string } | null;
}

async function clauses(): Promise<ClauseRow[]> {
  const { terms } = await query<{ terms: { clauses: ClauseRow[] } }>(
    server,
    '{ terms { clauses { number fr: text(locale: FR) en: text(locale: EN) plans exclusion parent { number } } } }',
  );
  return terms.clauses;
}

const NUMBERS =
  '1 1a 1b 1c 2 2a 2b 2c 2d 2e 3 3.1 3.2 3.3 3.3a 3.3b 3.3c 3.4 3.5 3.6 3.7 3.8 4 5 5a 5b 6 7 A1 A1a A1b A1c A1d A2';

test('S86 the terms are one version with every clause numbered, parts under the clause they quote', async () => {
  const all = await clauses();
  expect(all.map(({ number }) => number).join(' ')).toBe(NUMBERS);
  const parents = Object.fromEntries(all.map(({ number, parent }) => [number, parent?.number ?? null]));
  expect(parents).toMatchObject({
    '1': null,
    '1a': '1',
    '3.3': '3',
    '3.3a': '3.3',
    A1: null,
    A1d: 'A1',
    A2: null,
  });
});

/** The sentences as the programme prints them. */
const PRINTED: [ids: string, number: string, fr: string][] = [
  [
    'S87 S88 S89',
    '1',
    'Le client doit utiliser les processus actuels de Tealium pour soumettre une demande d’engagement d’ingénieurs de Tealium Customer Success, et le client ne peut soumettre des demandes que pour les UGS de services auxquelles il a déjà souscrit. Le client doit soumettre une nouvelle demande pour chaque question distincte.',
  ],
  [
    'S90 S91 S92 S93 S94',
    '2',
    'Un ingénieur de Tealium Customer Success examinera chaque demande et déterminera s’il est nécessaire d’organiser une réunion pour clarifier la demande ou pour discuter du sujet. Certaines demandes peuvent être résolues sans réunion. Si l’ingénieur de Customer Success détermine que la demande ne relève pas du champ du forfait d’assistance au client, comme indiqué ci-dessous, Tealium se réserve le droit de rejeter la demande et d’informer le client qu’un nouvel engagement de services techniques est nécessaire.',
  ],
  ['S95', '3', 'Ces forfaits d’assistance au client n’incluent pas et ne remplacent pas :'],
  ['S96', '3.1', 'Une nouvelle conception ou configuration'],
  ['S97', '3.2', 'Des cas d’utilisation supplémentaires'],
  [
    'S98',
    '3.3',
    'Les services techniques, y compris, mais sans s’y limiter, l’ajout de nouvelles sources de données, l’intégration avec des fournisseurs supplémentaires ou la configuration de nouveaux cas d’utilisation',
  ],
  ['S102', '3.4', 'Le conseil en architecture'],
  ['S103', '3.5', 'Les services de mise en œuvre pour les nouveaux abonnements'],
  ['S104', '3.6', 'Les examens de bien-être (pour l’assistance Basic et l’assistance Enhanced)'],
  ['S105', '3.7', 'Les audits de configuration (pour l’assistance Basic et l’assistance Enhanced)'],
  ['S106', '3.8', 'Les travaux pratiques « au clavier »'],
  [
    'S107',
    '4',
    'Toutes les demandes ci-dessus nécessitent un nouvel engagement de la part des services techniques.',
  ],
  [
    'S108 S109',
    '5',
    'Les ingénieurs de Customer Success sont disponibles pendant les heures ouvrables standard de la région, du lundi au vendredi, à l’exclusion des jours fériés locaux. Ils ne sont pas disponibles 24/7.',
  ],
  ['S110', '6', 'Tealium se réserve le droit d’exclure la couverture de futures solutions au cas par cas.'],
  [
    'S111',
    '7',
    'Lorsqu’un examen du bien-être d’un compte est inclus, il est limité à un compte pour un maximum de 5 profils.',
  ],
  [
    'S113 S114 S115 S116',
    'A1',
    'Le prix du forfait d’assistance au client acheté sera évalué par rapport aux frais d’abonnement annuels du client à compter de la commande de services et réévalué en cas de modification ou de renouvellement. Si le prix du forfait est augmenté pendant la durée du service en raison d’un amendement qui modifie les frais d’abonnement annuels, le nouveau prix sera calculé au prorata pour le reste de la durée du service.',
  ],
  [
    'S117',
    'A2',
    'Tous les frais liés à l’achat d’un forfait d’assistance au client ne sont pas remboursables, quel que soit l’événement de résiliation pendant la durée du service.',
  ],
];

test('S86 every printed clause reads as published, with English beside it', async () => {
  const all = await clauses();
  for (const [ids, number, fr] of PRINTED) {
    const clause = all.find((row) => row.number === number);
    expect(clause?.fr, ids).toBe(fr);
    expect(clause?.en, ids).toMatch(/^[A-Z].{10}/);
  }
  expect(PRINTED.map(([, number]) => number)).toEqual(
    all.map(({ number }) => number).filter((number) => !/[a-z]$/.test(number)),
  );
});

test('S95 S99 S100 S101 each exclusion has its code', async () => {
  const excluding = (await clauses()).filter(({ exclusion }) => exclusion !== null);
  expect(excluding.map(({ number, exclusion }) => [number, exclusion])).toEqual([
    ['3.1', 'NEW_DESIGN_OR_CONFIGURATION'],
    ['3.2', 'ADDITIONAL_USE_CASES'],
    ['3.3', 'TECHNICAL_SERVICES'],
    ['3.3a', 'NEW_DATA_SOURCE'],
    ['3.3b', 'ADDITIONAL_VENDOR_INTEGRATION'],
    ['3.3c', 'NEW_USE_CASE_CONFIGURATION'],
    ['3.4', 'ARCHITECTURE_CONSULTING'],
    ['3.5', 'IMPLEMENTATION_FOR_NEW_SUBSCRIPTIONS'],
    ['3.6', 'WELLNESS_REVIEW'],
    ['3.7', 'CONFIGURATION_AUDIT'],
    ['3.8', 'HANDS_ON_KEYBOARD'],
  ]);
});

test('S104 S105 S112 which clauses apply to which plan', async () => {
  const document = '{ plans { code clauses { number } } }';
  const { plans } = await query<{ plans: { code: string; clauses: { number: string }[] }[] }>(
    server,
    document,
  );
  const applying = Object.fromEntries(
    plans.map(({ code, clauses: rows }) => [code, rows.map(({ number }) => number).join(' ')]),
  );
  expect(applying).toEqual({
    BASIC: '1 1a 1b 1c 2 2a 2b 2c 2d 2e 3 3.1 3.2 3.3 3.3a 3.3b 3.3c 3.4 3.5 3.6 3.7 3.8 4 5 5a 5b 6 7',
    ENHANCED: NUMBERS,
    PREMIUM:
      '1 1a 1b 1c 2 2a 2b 2c 2d 2e 3 3.1 3.2 3.3 3.3a 3.3b 3.3c 3.4 3.5 3.8 4 5 5a 5b 6 7 A1 A1a A1b A1c A1d A2',
  });
  const filtered = await query<{ terms: { clauses: { number: string }[] } }>(
    server,
    '{ terms { clauses(plan: BASIC) { number } } }',
  );
  expect(filtered.terms.clauses.map(({ number }) => number).join(' ')).toBe(applying['BASIC']);
});

test('S86 B13 a version is read by its number; one never published is null', async () => {
  const document = `{
    first: terms(version: 1) { version effectiveOn fr: title(locale: FR) en: title(locale: EN) }
    none: terms(version: 2) { version }
  }`;
  expect(await query(server, document)).toEqual({
    first: {
      version: 1,
      effectiveOn: '2020-01-01',
      fr: 'Termes et conditions',
      en: 'Terms and conditions',
    },
    none: null,
  });
});
