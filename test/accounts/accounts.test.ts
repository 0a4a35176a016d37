import { asTenant } from '@tierline/prisma/tenancy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer();
});
afterAll(() => desk?.stop());

const ACCOUNT = {
  name: 'Atelier Nord',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  subdivision: 'BY',
  locale: 'FR',
  administrator: { name: 'Marie Dupont', email: 'marie@atelier.example' },
};

describe('an account as it is created', () => {
  test('S19 S32 S36 S86 C3 it stands on Basic under the current terms, in its own place, with its administrator', async () => {
    const { id } = await desk.manager.act('createAccount', {
      ...ACCOUNT,
      name: '  Atelier Nord ',
      country: 'de',
      industry: 'Banking',
      regulated: true,
      goLiveAt: '2025-01-01T00:00:00+01:00',
      administrator: {
        ...ACCOUNT.administrator,
        email: 'Marie@Atelier.example',
        phone: '+4930123456',
        locale: 'EN',
      },
    });
    const document = `query ($id: ID!) {
      account(id: $id) {
        name timeZone country subdivision locale industry regulated goLiveAt createdAt
        plan { code } acceptedTerms { version } planPeriods { id } sites { nodes { id } } subscriptions { id } closedDays { nodes { on } }
        contacts { nodes { name email phone locale roles site { id } } }
      }
    }`;
    expect(await desk.manager.read(document, { id })).toEqual({
      account: {
        name: 'Atelier Nord',
        timeZone: 'Europe/Berlin',
        country: 'DE',
        subdivision: 'BY',
        locale: 'FR',
        industry: 'Banking',
        regulated: true,
        goLiveAt: '2024-12-31T23:00:00.000Z',
        createdAt: '2026-05-04T06:00:00.000Z',
        plan: { code: 'BASIC' },
        acceptedTerms: { version: 1 },
        planPeriods: [],
        sites: { nodes: [] },
        subscriptions: [],
        closedDays: { nodes: [] },
        contacts: {
          nodes: [
            {
              name: 'Marie Dupont',
              email: 'marie@atelier.example',
              phone: '+4930123456',
              locale: 'EN',
              roles: ['ADMINISTRATOR', 'REQUESTER'],
              site: null,
            },
          ],
        },
      },
    });
  });

  test.each([
    'عائشة البغدادي',
    'דוד לוי',
    '山田太郎',
    'Zoë O’Brien-Łukasz',
    'علی\u200cرضا',
    'क्\u200dष',
    'Team 👩\u200d💻',
    'Nguyễn Thị Ánh',
  ])('S39 a person can be called %s', async (name) => {
    await desk.manager.act('createAccount', {
      ...ACCOUNT,
      administrator: { ...ACCOUNT.administrator, name },
    });
  });

  test('S39 the administrator adds people, and each signs in as the one person of a subject', async () => {
    const { accountId } = customer;
    const person = { accountId, name: 'Bruno Roy', roles: ['REQUESTER'] };
    const add = (input: object) => customer.problem('addContact', { ...person, ...input });
    await customer.act('addContact', { ...person, email: 'bruno@lumiere.example', subject: 'bruno' });
    const taken = (path: string) => [
      { path, code: 'TAKEN', en: 'is already in use.', fr: 'est déjà utilisé.' },
    ];
    expect((await add({ email: 'BRUNO@lumiere.example' })).issues).toEqual(taken('email'));
    expect((await add({ email: 'b@lumiere.example', subject: 'bruno' })).issues).toEqual(taken('subject'));
    // a subject of the staff, or of another account, would let one person act as the other
    await desk.manager.act('hireStaff', {
      name: 'Ana',
      email: 'ana@vendor.example',
      roles: ['ENGINEER'],
      region: 'EMEA',
      subject: 'ana',
    });
    expect((await add({ email: 'a@lumiere.example', subject: 'ana' })).issues).toEqual(taken('subject'));
    const other = await desk.customer();
    const theirs = { ...person, accountId: other.accountId, email: 'bruno@lumiere.example' };
    expect((await other.problem('addContact', { ...theirs, subject: 'bruno' })).issues).toEqual(
      taken('subject'),
    );
    await other.act('addContact', theirs); // the address is unique in an account only
    const hired = { name: 'Ben', email: 'ben@vendor.example', roles: ['ENGINEER'], region: 'EMEA' };
    expect((await desk.manager.problem('hireStaff', { ...hired, subject: 'bruno' })).issues).toEqual(
      taken('subject'),
    );
    expect(
      (await desk.manager.problem('hireStaff', { ...hired, email: 'ana@vendor.example' })).issues,
    ).toEqual(taken('email'));
    const administrator = { ...ACCOUNT.administrator, subject: 'ana' };
    expect((await desk.manager.problem('createAccount', { ...ACCOUNT, administrator })).issues).toEqual(
      taken('administrator.subject'),
    );
    await desk.manager.act('addProfile', { accountId, name: 'main' });
    expect((await desk.manager.problem('addProfile', { accountId, name: 'main' })).issues).toEqual(
      taken('name'),
    );
  });

  test('S77 K9 what an account has many of comes in pages, its own only', async () => {
    const { accountId, contactId } = await desk.customer();
    const { accountId: other } = await desk.customer();
    await desk.manager.act('addProfile', { accountId: other, name: 'theirs' });
    for (const name of ['b', 'a', 'c']) await desk.manager.act('addProfile', { accountId, name });
    for (const on of ['2026-06-02', '2026-06-04', '2026-06-03']) {
      await desk.manager.act('closeDay', { accountId, on, reason: 'Works' });
    }
    const { accounts } = desk.manager.client;
    const profiles = (await accounts.profiles(accountId, { first: 2 }))!.profiles;
    const more = (await accounts.profiles(accountId, { after: profiles.pageInfo.endCursor! }))!.profiles;
    expect([profiles, more].map(({ nodes }) => nodes.map(({ name }) => name))).toEqual([['b', 'a'], ['c']]);
    expect([profiles, more].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    const days = (await accounts.closedDays(accountId, { first: 2 }))!.closedDays;
    const earlier = (await accounts.closedDays(accountId, { after: days.pageInfo.endCursor! }))!.closedDays;
    expect([days, earlier].map(({ nodes }) => nodes.map(({ on }) => on))).toEqual([
      ['2026-06-04', '2026-06-03'],
      ['2026-06-02'],
    ]);
    const { contacts } = (await accounts.contacts(accountId))!;
    expect(contacts.nodes.map(({ id }) => id)).toEqual([contactId]);
    expect((await accounts.sites(accountId))!.sites.nodes).toEqual([]);
    const { account } = await desk.manager.read<{ account: Record<string, { totalCount: number }> }>(
      `query ($id: ID!) {
        account(id: $id) {
          profiles { totalCount } closedDays { totalCount } contacts { totalCount } sites { totalCount }
        }
      }`,
      { id: accountId },
    );
    expect(account).toEqual({
      profiles: { totalCount: 3 },
      closedDays: { totalCount: 3 },
      contacts: { totalCount: 1 },
      sites: { totalCount: 0 },
    });
  });

  test('S108 the vendor’s people come by name', async () => {
    const { nodes } = await desk.engineer.client.accounts.staff({ first: 100 });
    const names = nodes.map(({ name }) => name);
    expect(names).toContain('Jeanne Morel');
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  });

  test('S17 C29 what happened to the account says before and after', async () => {
    const moved = await desk.customer();
    const { accountId } = moved;
    const tokyo = { timeZone: 'Asia/Tokyo', country: 'JP' };
    await desk.manager.act('relocateAccount', { accountId, ...tokyo });
    const event = await asTenant('every-account', async () =>
      desk.server.database.client.event.findFirstOrThrow({ where: { accountId, type: 'account.relocated' } }),
    );
    expect(event).toMatchObject({
      subject: accountId,
      sequence: 3, // after its creation and its first service
      actorKind: 'STAFF',
      actorId: desk.manager.staffId,
      visibleToCustomer: true,
      payload: {
        before: { timeZone: 'Europe/Paris', country: 'FR', subdivision: null },
        after: { ...tokyo, subdivision: null },
      },
    });
  });
});

describe('bad input is answered, and nothing is written', () => {
  const rows = () =>
    asTenant('every-account', async () => {
      const { client } = desk.server.database;
      return {
        accounts: await client.account.count(),
        contacts: await client.contact.count(),
        sites: await client.site.count(),
        staff: await client.staffMember.count(),
        subscriptions: await client.subscription.count(),
        days: await client.accountCalendarOverride.count(),
        events: await client.event.count(),
      };
    });
  const hidden = (code: string, place: number) => ({
    code: 'INVISIBLE_CHARACTERS',
    en: `contains a character that is invisible or changes the reading direction: ${code}, at position ${place}.`,
    fr: `contient un caractère invisible ou qui change le sens de lecture\u00a0: ${code}, en position ${place}.`,
  });
  const unknown = (value: string, nearest?: string) => ({
    en: `“${value}” is not known.${nearest ? ` Nearest: ${nearest}.` : ''}`,
    fr: `«\u00a0${value}\u00a0» est inconnu.${nearest ? ` Proches\u00a0: ${nearest}.` : ''}`,
  });

  test.each([
    [
      'an unknown zone',
      { timeZone: 'Europe/Pariss' },
      {
        path: 'timeZone',
        code: 'UNKNOWN_TIME_ZONE',
        ...unknown('Europe/Pariss', 'Europe/Paris, Europe/Madrid, Europe/Riga'),
      },
    ],
    [
      'an offset for a zone',
      { timeZone: '+02:00' },
      { path: 'timeZone', code: 'UNKNOWN_TIME_ZONE', ...unknown('+02:00') },
    ],
    ['no zone', { timeZone: '' }, { path: 'timeZone', code: 'TOO_SMALL', en: 'is empty.', fr: 'est vide.' }],
    ['an unknown country', { country: 'XX' }, { path: 'country', code: 'UNKNOWN_COUNTRY' }],
    [
      'a country by a name of its own',
      { country: 'UK' },
      { path: 'country', code: 'UNKNOWN_COUNTRY', ...unknown('UK', 'GB') },
    ],
    ['an unknown subdivision', { subdivision: 'QQ' }, { path: 'subdivision', code: 'UNKNOWN_SUBDIVISION' }],
    ['a zero-width space in a name', { name: 'Atelier\u200bNord' }, { path: 'name', ...hidden('U+200B', 8) }],
    [
      'a zero-width joiner between Latin letters',
      { name: 'Ate\u200dlier' },
      { path: 'name', ...hidden('U+200D', 4) },
    ],
    ['a soft hyphen', { name: 'Ate\u00adlier' }, { path: 'name', ...hidden('U+00AD', 4) }],
    [
      'a right-to-left override in a name',
      { administrator: { ...ACCOUNT.administrator, name: 'Marie \u202etnopuD' } },
      { path: 'administrator.name', ...hidden('U+202E', 7) },
    ],
    ['a blank that counts as a letter', { name: '\u3164' }, { path: 'name', ...hidden('U+3164', 1) }],
    [
      'a name that is too long',
      { name: 'é'.repeat(201) },
      {
        path: 'name',
        code: 'TOO_BIG',
        en: 'has more than 200 characters.',
        fr: 'compte plus de 200 caractères.',
      },
    ],
    [
      'an address that is none',
      { administrator: { name: 'Marie', email: 'marie' } },
      {
        path: 'administrator.email',
        code: 'INVALID_FORMAT',
        en: 'is not an e-mail address.',
        fr: 'n’est pas une adresse e-mail.',
      },
    ],
    [
      'a number that nobody abroad can call',
      { administrator: { ...ACCOUNT.administrator, phone: '030 123456' } },
      {
        path: 'administrator.phone',
        code: 'INVALID_FORMAT',
        en: 'is not an international number such as +33123456789.',
        fr: 'n’est pas un numéro international tel que +33123456789.',
      },
    ],
  ])('S17 S18 K10 B21 %s', async (_what, part, issue) => {
    const before = await rows();
    const { __typename, issues } = await desk.manager.problem('createAccount', { ...ACCOUNT, ...part });
    expect({ __typename, issues }).toMatchObject({ __typename: 'InvalidInputProblem', issues: [issue] });
    expect(issues).toHaveLength(1);
    expect(await rows()).toEqual(before);
  });

  test('B21 a problem speaks the language that is asked for', async () => {
    const document = `mutation ($input: AddSiteInput!) {
      addSite(input: $input) { ... on InvalidInputProblem { code message issues { message } } }
    }`;
    const input = { accountId: customer.accountId, name: ' ', timeZone: 'Asia/Tokyo', country: 'JP' };
    const said = (locale?: 'fr' | 'en') => desk.manager.client.request(document, { input }, { locale });
    expect(await said('fr')).toEqual({
      addSite: {
        code: 'INVALID_INPUT',
        message: 'Saisie invalide\u00a0: name\u00a0: est vide.',
        issues: [{ message: 'est vide.' }],
      },
    });
    expect(await said('en')).toMatchObject({ addSite: { message: 'Invalid input: name: is empty.' } });
    expect(await said()).toMatchObject({ addSite: { message: 'Invalid input: name: is empty.' } });
  });

  test('S17 S88 unknown names elsewhere', async () => {
    const { accountId } = customer;
    const before = await rows();
    const refused = async (mutation: Parameters<typeof desk.manager.problem>[0], input: object) =>
      (await desk.manager.problem(mutation, input)).issues!.map(({ path, code, en }) => ({ path, code, en }));
    expect(
      await refused('relocateAccount', { accountId, timeZone: 'Mars/Base', country: 'FR' }),
    ).toMatchObject([{ path: 'timeZone', code: 'UNKNOWN_TIME_ZONE' }]);
    expect(
      await refused('addSite', { accountId, name: 'x', timeZone: 'Asia/Tokyo', country: 'JPN' }),
    ).toMatchObject([{ path: 'country', code: 'TOO_BIG' }]);
    expect(await refused('subscribeSku', { accountId, sku: 'NOPE' })).toEqual([
      { path: 'sku', code: 'UNKNOWN', en: '“NOPE” is not known.' },
    ]);
    expect(await refused('subscribeSku', { accountId, sku: 'ES', endsAt: '2026-05-04T06:00:00Z' })).toEqual([
      { path: 'endsAt', code: 'NOT_AFTER_START', en: 'must come after the start.' },
    ]);
    expect(
      await refused('hireStaff', { name: 'x', email: 'x@x.example', roles: ['ENGINEER'], region: 'MOON' }),
    ).toEqual([{ path: 'region', code: 'UNKNOWN', en: '“MOON” is not known.' }]);
    expect(
      await refused('hireStaff', { name: 'x', email: 'x@x.example', roles: [], region: 'EMEA' }),
    ).toEqual([{ path: 'roles', code: 'TOO_SMALL', en: 'is empty.' }]);
    expect(await refused('reopenDay', { accountId, on: '2026-05-05' })).toEqual([
      { path: 'on', code: 'UNKNOWN', en: '“2026-05-05” is not known.' },
    ]);
    expect(await refused('closeDay', { accountId, on: '2026-05-05', opensAt: '9:30', reason: 'x' })).toEqual([
      { path: 'opensAt', code: 'INVALID_FORMAT', en: 'is not a time such as 09:30.' },
    ]);
    const person = { accountId, name: 'x', email: 'x@x.example', roles: ['REQUESTER'], siteId: 'sit_1' };
    expect(await refused('addContact', person)).toEqual([
      { path: 'siteId', code: 'UNKNOWN', en: '“sit_1” is not known.' },
    ]);
    expect(
      (await desk.manager.denied('closeDay', { accountId: 'acc_1', on: '2026-05-05', reason: 'x' })).code,
    ).toBe('NOT_FOUND');
    expect(await rows()).toEqual(before);
  });

  test.each(['99999-01-01', '2026-02-30', '1969-12-31', '2200-01-01', 'tomorrow', '2026-5-4', ''])(
    'K14 the date %s is none',
    async (on) => {
      const before = await rows();
      const { code, message } = await desk.manager.denied('closeDay', {
        accountId: customer.accountId,
        on,
        reason: 'x',
      });
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toContain('Not a date');
      expect(await rows()).toEqual(before);
    },
  );

  test.each([
    '99999-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-05-04',
    '2026-05-04T08:00:00',
    '2026-05-04T25:00:00Z',
  ])('K14 the instant %s is none', async (startsAt) => {
    const before = await rows();
    const input = { accountId: customer.accountId, sku: 'ES', startsAt };
    const { code, message } = await desk.manager.denied('subscribeSku', input);
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('Not an instant');
    expect(await rows()).toEqual(before);
  });
});
