import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';
import { tablesOf } from '../support/tables.ts';

let desk: Desk;
let ours: Customer;
let nora: Staff;
let email: string;
const reason = 'Leaves us.';

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  nora = await desk.hire({ name: 'Nora Quist' });
  email = `${nora.subject}@vendor.example`;
});
afterAll(() => desk.stop());

const { sql, tablesWith } = tablesOf(() => desk);

const erase = (personId: string, confirmation: string) =>
  desk.manager.client.accounts.erasePerson({ personId, confirmation });
const facts = () =>
  sql(
    `select position, id, type, subject, "accountId", "actorKind", "actorId", "occurredAt" from "Event" order by position`,
  );

/** Who wrote the replies on a ticket, and what, as its customer reads them in a language. */
async function read(ticketId: string, language: string) {
  const response = await fetch(`${desk.server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': language,
      authorization: `Bearer ${await desk.server.token(ours.subject)}`,
    },
    body: JSON.stringify({
      query: `query ($id: ID!) { ticket(id: $id) { assignee { id name } messages(first: 9) { nodes { body author { ... on StaffMember { id name } } } } } }`,
      variables: { id: ticketId },
    }),
  });
  const { data } = (await response.json()) as {
    data: { ticket: { messages: { nodes: { body: string; author: { id?: string; name?: string } }[] } } };
  };
  return data.ticket.messages.nodes.slice(1);
}

test('B24 somebody of the staff who left is erased: what they did stays, as that of a member of staff', async () => {
  const { id: ticketId } = await ours.open();
  await nora.act('replyToTicket', { ticketId, body: 'A pear helps.\nNora Quist', review: IN_SCOPE });
  await nora.act('waitForThirdParty', { ticketId, reason: 'Pear Ltd looks, says nora quist.' });
  await desk.engineer.act('addInternalNote', { ticketId, body: `Ask ${email} about the pear.` });
  await ours.act('replyToTicket', { ticketId, body: 'Thank you, Nora Quist.' });
  unwrap(await nora.client.forum.start({ category: 'WELCOME', title: 'Pears', body: 'I am Nora Quist.' }));
  await desk.manager.act('assignTam', {
    ...{ accountId: ours.accountId, tamId: (await desk.hire({ roles: ['TAM'] })).staffId },
    ...{ experienceSince: '2015-01-01', qualification: 'Taught by Nora Quist.' },
  });
  const text = {
    locale: 'EN',
    title: 'Ask Nora Quist',
    slug: 'pears',
    summary: 'By Nora Quist.',
    body: 'Nora  Quist grows pears.',
  } as const;
  const { article } = unwrap(await nora.client.articles.draft({ category: 'TAGS', texts: [text] }));
  unwrap(await nora.client.articles.submit({ articleId: article.id }));
  unwrap(
    await desk.manager.client.articles.giveBack({ articleId: article.id, reason: 'As Nora\nQuist says.' }),
  );
  const before = await facts();
  expect(await tablesWith('Nora Quist')).toEqual(
    expect.arrayContaining(['ArticleText', 'Event', 'ForumPost', 'Message', 'StaffMember']),
  );

  expect(await erase(nora.staffId, email)).toMatchObject({
    __typename: 'StillHasAccessProblem',
    message: 'This person has access still: end it first.',
  });
  await desk.manager.act('endAccess', { personId: nora.staffId, reason: `${reason} Nora Quist moves.` });
  expect(await erase(nora.staffId, 'other@vendor.example')).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'confirmation' }],
  });
  const { receipt } = unwrap(await erase(nora.staffId, email));
  // Three messages, a post of the forum, a title, a summary and a body, and why a version went back.
  expect(receipt).toMatchObject({ personId: nora.staffId, texts: 8, files: 0, keys: 0 });

  expect(await tablesWith('Nora')).toEqual([]);
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith(nora.subject)).toEqual([]);
  const replies = [
    { body: 'A pear helps.\n[erased]', author: { id: nora.staffId, name: 'Member of staff' } },
    { body: 'Thank you, [erased].', author: {} },
  ];
  expect(await read(ticketId, 'en')).toEqual(replies);
  expect((await read(ticketId, 'fr'))[0]!.author.name).toBe('Membre de l’équipe');
  expect(
    (await desk.engineer.timeline(ticketId)).find(({ type }) => type === 'ticket.waiting'),
  ).toMatchObject({
    payload: { reason: 'Pear Ltd looks, says [erased].' },
  });
  const after = await facts();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(({ type }) => type as string)).toEqual(
    expect.arrayContaining(['person.access_ended', 'person.erased']),
  );
  const { nodes } = await desk.manager.client.audit.list({ subject: nora.staffId });
  expect(nodes[0]).toMatchObject({ type: 'person.erased', payload: { kind: 'STAFF', texts: 8 } });
});

test('B24 who was erased does not come back, and can be erased again of what came since', async () => {
  const again = { personId: nora.staffId, reason: 'Is back.', roles: ['ENGINEER'] };
  expect(await desk.manager.denied('restoreAccess', again)).toMatchObject({ code: 'NOT_FOUND' });
  const { receipt } = unwrap(await erase(nora.staffId, `${nora.staffId}@erased.invalid`));
  expect(receipt).toMatchObject({ texts: 0, events: 0 });
});
