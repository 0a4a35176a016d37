import { asTenant } from '@tierline/prisma/tenancy';
import { continueErasures } from '@tierline/schema/retention/erasure.jobs';
import { unwrap } from '@tierline/sdk';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish, text } from '../support/articles.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';
import { tablesOf } from '../support/tables.ts';

let desk: Desk;
let ours: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk.stop());

const { sql, tablesWith } = tablesOf(() => desk);

/** Somebody of the customer of that name, with an address that says it in Latin letters, and how to erase them. */
async function somebody(name: string, said = name) {
  const { contactId } = await ours.colleague();
  const email = `${said.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@lumiere.example`;
  await ours.act('correctContact', { contactId, name, email });
  const erase = async () =>
    unwrap(await desk.manager.client.accounts.erasePerson({ personId: contactId, confirmation: email }))
      .receipt;
  return { contactId, email, erase };
}

test('B24 S37 S53 who is named to everybody, in names of the desk or in an address is named there no more', async () => {
  const { contactId, erase } = await somebody('Ida Quandt');
  const { statusEvent } = unwrap(
    await desk.engineer.client.status.report({
      kind: 'INCIDENT',
      titleFr: 'Panne vue par Ida Quandt',
      titleEn: 'Outage that Ida Quandt saw',
      bodyFr: 'Ida Quandt l’a signalée.',
      bodyEn: 'Reported by ida  quandt.',
      components: ['TAG_DELIVERY'],
    }),
  );
  const team = await desk.manager.act('createTeam', {
    name: 'Friends of Ida Quandt',
    region: 'EMEA',
    memberIds: [],
  });
  const labels = [];
  for (const name of ['Ida Quandt', 'ida quandt']) {
    labels.push((await desk.engineer.act('createLabel', { name })).id);
  }
  await desk.engineer.act('createSavedFilter', {
    name: 'All of Ida Quandt',
    filter: {},
    orderBy: 'OLDEST_FIRST',
  });
  const articleId = await publish(desk, {
    texts: [
      text('EN', 'Ask Ida Quandt', 'Ida Quandt knows of quinces.'),
      text('FR', 'Demandez', 'Rien.', 'ida-quandt'),
    ],
  });
  await publish(desk, { texts: [text('EN', 'Erased things', 'Nothing.', 'ask-erased')] });
  expect(await tablesWith('quandt')).toEqual(
    expect.arrayContaining([
      'ArticleSlug',
      'ArticleWord',
      'Event',
      'Label',
      'StatusEvent',
      'StatusUpdate',
      'Team',
    ]),
  );

  const receipt = await erase();

  expect(receipt).toMatchObject({
    finishedAt: '2026-05-04T07:00:00.000Z',
    eventId: expect.any(String) as string,
  });
  expect(await tablesWith('quandt')).toEqual([]);
  const { nodes } = await desk.anonymous.client.status.events();
  expect(nodes.find(({ id }) => id === statusEvent.id)).toMatchObject({ title: 'Outage that [erased] saw' });
  expect(await sql(`select name from "Team" where id = $1`, [team.id])).toEqual([
    { name: 'Friends of [erased]' },
  ]);
  expect(await sql(`select name from "Label" where id = any ($1) order by id`, [labels])).toEqual([
    { name: '[erased]' },
    { name: '[erased] 2' },
  ]);
  const { bySlug, get, search } = desk.anonymous.client.articles;
  expect(await bySlug('ask-ida-quandt')).toBeNull();
  expect((await get(articleId))?.text).toMatchObject({ slug: 'ask-erased-2', title: 'Ask [erased]' });
  expect(await bySlug('ask-erased-2')).toMatchObject({ id: articleId });
  expect(await bySlug('erased')).toMatchObject({ id: articleId }); // the French one
  expect((await search({ text: 'quinses' })).nodes).toMatchObject([{ article: { id: articleId } }]); // put right still
  expect(await desk.manager.client.accounts.erasure(contactId)).toEqual(receipt);
  expect(await desk.manager.client.accounts.erasure(ours.contactId)).toBeNull();
  await expect(desk.engineer.client.accounts.erasure(contactId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('B24 S53 of a name that addresses of articles cannot say, and of the mark of an erasure, none is changed', async () => {
  const { contactId, erase } = await somebody('Иван Петров', 'Ivan Petrov');
  await publish(desk, { texts: [text('EN', 'Writing', 'Nothing.', 'writing-an-article')] });
  await publish(desk, { texts: [text('EN', 'Gone', 'Nothing.', 'what-is-erased')] });
  await erase();
  unwrap(
    await desk.manager.client.accounts.erasePerson({
      personId: contactId,
      confirmation: `${contactId}@erased.invalid`,
    }),
  );
  for (const slug of ['writing-an-article', 'what-is-erased']) {
    expect(await desk.anonymous.client.articles.bySlug(slug)).not.toBeNull();
  }
});

test('B24 S87 a name goes from an answer to an intake form where it begins a line, and what is quoted there stays', async () => {
  const { erase } = await somebody('Pia "Pi" Lemke');
  const { id } = await ours.open();
  const answers = (value: string) => [
    { key: 'WHAT', value },
    { key: 'SINCE', value: '2026-05-01' },
  ];
  await sql(`update "Ticket" set "intakeAnswers" = $2 where id = $1`, [
    id,
    JSON.stringify(answers('Ask\nPia "Pi" Lemke of "C:\\new".')),
  ]);
  await erase();
  expect(await sql(`select "intakeAnswers" as a from "Ticket" where id = $1`, [id])).toEqual([
    { a: answers('Ask\n[erased] of "C:\\new".') },
  ]);
});

test('B24 an erasure that is held up is acknowledged, goes on by itself, and is told once when nothing is left', async () => {
  const { contactId, email, erase } = await somebody('Udo Wenck');
  const { id: ticketId } = await ours.open();
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Udo Wenck called.' });
  const told = async () => {
    const { nodes } = await desk.manager.client.audit.list({ subject: contactId });
    return nodes.map(({ type }) => type).filter((type) => type.startsWith('person.eras'));
  };
  const goOn = () =>
    asTenant('every-account', () =>
      continueErasures(desk.server.database.client, new Date('2026-05-04T08:00:00Z')),
    );
  const holder = new pg.Client(desk.server.databaseUrl);
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(`select 1 from "Message" where body like 'Udo Wenck%' for update`);
    const receipt = await erase();
    expect(receipt).toMatchObject({ erasedAt: '2026-05-04T07:00:00.000Z', finishedAt: null, eventId: null });
    expect(await desk.manager.client.accounts.erasure(contactId)).toEqual(receipt);
    expect(await sql(`select name from "Contact" where id = $1`, [contactId])).toEqual([
      { name: '[erased]' },
    ]);
    await expect(goOn()).rejects.toThrow(/lock timeout/);
    expect(await told()).toEqual(['person.erasure_requested']);
    await holder.query('commit');
  } finally {
    await holder.end();
  }
  await Promise.all([goOn(), goOn(), goOn()]);
  await goOn();
  expect(await told()).toEqual(['person.erased', 'person.erasure_requested']);
  expect(await desk.manager.client.accounts.erasure(contactId)).toMatchObject({
    finishedAt: '2026-05-04T08:00:00.000Z',
    texts: 1,
  });
  expect(await tablesWith('Udo Wenck')).toEqual([]);
  expect(await tablesWith(email)).toEqual([]);
});

test('B24 many rows are gone through in parts, and each part is done once', async () => {
  const { erase } = await somebody('Eva Brandl');
  // Twice as many as are looked at together, and some; of no ticket, whose words would be read anew for each.
  await sql(
    `with off as (select set_config('session_replication_role', 'replica', true))
     insert into "Message" (id, "ticketId", "accountId", kind, "visibleToCustomer", body, "staffId", "sentAt")
     select 'msg_many_' || n, 'tkt_many_' || n, $1, 'INTERNAL_NOTE', false, case when n % 1000 = 0 then 'Eva Brandl was here.' else 'Nobody.' end, $2, now()
     from off, generate_series(1, 11000) n`,
    [ours.accountId, desk.engineer.staffId],
  );
  expect(await erase()).toMatchObject({ texts: 11, finishedAt: '2026-05-04T07:00:00.000Z' });
  expect(await tablesWith('brandl')).toEqual([]);
});
