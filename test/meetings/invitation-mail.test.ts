import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;
let customer: Customer;

/** Monday, 10:00 in Paris. */
const NOW = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
beforeEach(async () => {
  desk.at(NOW);
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  customer = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' });
});
afterAll(() => desk.stop());

/** The mails to one address, in the order in which they were written. */
const mailsTo = (address: string) =>
  asTenant('every-account', async () =>
    desk.server.database.client.outgoingMail.findMany({
      where: { address, invitation: { accountId: customer.accountId } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  );
const meeting = (more: object = {}) => ({
  accountId: customer.accountId,
  title: 'Consent <b>first</b>',
  startsAt: '2026-03-04T13:00:00Z',
  durationMinutes: 60,
  joinLink: 'https://meet.example/a',
  contactIds: [customer.contactId],
  ...more,
});
const feedOf = async (who: Pick<Customer, 'client'>) => {
  const { url } = unwrap(await who.client.meetings.createFeed()).created;
  return (await (await fetch(url)).text()).replaceAll('\r\n ', '');
};

test('S27 whoever takes part gets each change by mail, in the own language and time, with its calendar', async () => {
  const { meeting: made } = unwrap(await sofia.client.meetings.schedule(meeting()));
  desk.at('2026-03-02T10:00:00Z');
  unwrap(await sofia.client.meetings.reschedule({ meetingId: made.id, startsAt: '2026-03-04T14:00:00Z' }));
  desk.at('2026-03-02T11:00:00Z');
  unwrap(await sofia.client.meetings.cancel({ meetingId: made.id, reason: 'Not now.' }));
  const mails = await mailsTo('aline@lumiere.example');
  expect(mails.map(({ subject, calendarMethod, state }) => [subject, calendarMethod, state])).toEqual([
    ['Invitation\u00a0: Consent <b>first</b>', 'REQUEST', 'QUEUED'],
    ['Réunion modifiée\u00a0: Consent <b>first</b>', 'REQUEST', 'QUEUED'],
    ['Réunion annulée\u00a0: Consent <b>first</b>', 'CANCEL', 'QUEUED'],
  ]);
  const [first, , last] = mails;
  expect(first!.text).toContain(
    'Le mercredi 4 mars 2026 de 14h00 à 15h00 (Europe/Paris).\n\nOrganisée par Sofia Lindqvist.\n\nRejoindre la réunion\nhttps://meet.example/a\n',
  );
  expect(first!.html).toContain('Invitation\u00a0: Consent &lt;b&gt;first&lt;/b&gt;');
  expect(first!.calendar).toContain('METHOD:REQUEST\r\n');
  expect(first!.messageId).toBe(`${first!.id}@vendor.example`);
  expect(last!.text).not.toContain('https://meet.example/a');
  expect(last!.calendar).toContain('METHOD:CANCEL\r\n');
  const [english] = await mailsTo(`${sofia.subject}@vendor.example`);
  expect(english!.subject).toBe('Invitation: Consent <b>first</b>');
});

test('S39 whose access has ended hears no more of a meeting: not when, nor how to join it', async () => {
  const [bruno, max] = [await customer.colleague(), await desk.hire()];
  const contactIds = [customer.contactId, bruno.contactId];
  const asked = meeting({ contactIds, staffIds: [max.staffId] });
  const { meeting: made } = unwrap(await sofia.client.meetings.schedule(asked));
  const viewer = await bruno.client.accounts.viewer();
  const theirs = viewer?.__typename === 'Contact' ? viewer.email : '';
  const invited = [theirs, `${max.subject}@vendor.example`];
  for (const address of invited) expect(await mailsTo(address)).toHaveLength(1);
  for (const personId of [bruno.contactId, max.staffId]) {
    await desk.manager.act('endAccess', { personId, reason: 'Left.' });
  }
  unwrap(await sofia.client.meetings.reschedule({ meetingId: made.id, startsAt: '2026-03-04T14:00:00Z' }));
  for (const address of invited) expect(await mailsTo(address)).toHaveLength(1);
  expect(await mailsTo('aline@lumiere.example')).toHaveLength(2);
});

test('S27 an invitation is delivered when its mail was sent', async () => {
  const { meeting: made } = unwrap(await sofia.client.meetings.schedule(meeting()));
  const [mail] = await mailsTo('aline@lumiere.example');
  await asTenant('every-account', async () =>
    desk.server.database.client.outgoingMail.update({
      where: { id: mail!.id },
      data: { state: 'SENT', sentAt: new Date('2026-03-02T09:00:05Z') },
    }),
  );
  const { nodes } = (await customer.client.meetings.invitations(made.id))!.invitations;
  expect(nodes.map(({ person, deliveredAt }) => [person.name, deliveredAt]).toSorted()).toEqual([
    ['Aline Petit', '2026-03-02T09:00:05.000Z'],
    ['Sofia Lindqvist', null],
  ]);
});

test('S74 a series is one mail, which says that it comes back', async () => {
  unwrap(
    await sofia.client.engagements.plan({
      ...meeting(),
      type: 'RECURRING_TECHNICAL_MEETING',
      recurrence: 'FREQ=WEEKLY;COUNT=4',
    }),
  );
  const mails = await mailsTo('aline@lumiere.example');
  expect(mails).toHaveLength(1);
  expect(mails[0]!.text).toContain(
    'Réunion récurrente, la première fois le mercredi 4 mars 2026 de 14h00 à 15h00 (Europe/Paris). Le calendrier joint contient toutes les dates.',
  );
  expect(mails[0]!.calendar).toContain('RRULE:FREQ=WEEKLY;COUNT=4\r\n');
});

/** A ticket whose review needs a meeting, and that meeting. */
async function reviewed() {
  const ticket = await customer.open();
  await desk.engineer.act('reviewTicketScope', {
    ticketId: ticket.id,
    review: { verdict: 'IN_SCOPE', meetingDecision: 'NEEDED', meetingPurpose: 'CLARIFY' },
  });
  const { nodes } = (await customer.client.tickets.meetings(ticket.id))!.meetings;
  return { ticket, meetingId: nodes[0]!.id };
}
const schedule = async (who: Staff, meetingId: string, startsAt: string) =>
  unwrap(
    await who.client.tickets.scheduleMeeting({
      meetingId,
      startsAt,
      durationMinutes: 30,
      joinLink: 'https://meet.example/ticket',
    }),
  );
const invitationsTo = async (ticketId: string) =>
  (await customer.client.tickets.meetingInvitations(ticketId))!.meetingInvitations.nodes
    .map(({ method, sequence, person }) => `${method} ${sequence} ${person.name}`)
    .toSorted();

test('S27 S91 a meeting about a request is an invitation, stands in both calendars, and is revoked with the ticket', async () => {
  const { ticket, meetingId } = await reviewed();
  expect(await invitationsTo(ticket.id)).toEqual([]);
  await schedule(desk.engineer, meetingId, '2026-03-03T10:00:00Z');
  await schedule(desk.engineer, meetingId, '2026-03-03T11:00:00Z');
  expect(await invitationsTo(ticket.id)).toEqual([
    'REQUEST 0 Aline Petit',
    'REQUEST 0 Jeanne Morel',
    'REQUEST 1 Aline Petit',
    'REQUEST 1 Jeanne Morel',
  ]);
  const entry = `UID:${meetingId}@tierline\r\nSEQUENCE:1\r\n`;
  for (const calendar of [await feedOf(customer), await feedOf(desk.engineer)]) {
    expect(calendar).toContain(entry);
    expect(calendar).toContain('DTSTART:20260303T110000Z\r\nDTEND:20260303T113000Z\r\n');
    expect(calendar).toContain(`SUMMARY:${ticket.reference} Nobody can sign in\r\n`);
    expect(calendar).toContain('LOCATION:https://meet.example/ticket\r\n');
  }
  expect(await feedOf(sofia)).not.toContain(meetingId);
  unwrap(await customer.client.tickets.close({ ticketId: ticket.id }));
  expect(await invitationsTo(ticket.id)).toEqual([
    'CANCEL 2 Aline Petit',
    'CANCEL 2 Jeanne Morel',
    'REQUEST 0 Aline Petit',
    'REQUEST 0 Jeanne Morel',
    'REQUEST 1 Aline Petit',
    'REQUEST 1 Jeanne Morel',
  ]);
  expect(await feedOf(customer)).toContain('SEQUENCE:2\r\n');
  expect(await feedOf(customer)).toContain('STATUS:CANCELLED\r\n');
  expect((await mailsTo('aline@lumiere.example')).map(({ subject }) => subject)).toEqual([
    `Invitation\u00a0: ${ticket.reference} Nobody can sign in`,
    `Réunion modifiée\u00a0: ${ticket.reference} Nobody can sign in`,
    `Réunion annulée\u00a0: ${ticket.reference} Nobody can sign in`,
  ]);
});

test('S91 an engineer who no longer holds the meeting is told so; one without a date revokes nothing', async () => {
  const { ticket, meetingId } = await reviewed();
  const other = await desk.hire({ name: 'Karim Haddad' });
  await schedule(desk.engineer, meetingId, '2026-03-03T10:00:00Z');
  await schedule(other, meetingId, '2026-03-03T11:00:00Z');
  expect(await invitationsTo(ticket.id)).toEqual([
    'CANCEL 1 Jeanne Morel',
    'REQUEST 0 Aline Petit',
    'REQUEST 0 Jeanne Morel',
    'REQUEST 1 Aline Petit',
    'REQUEST 1 Karim Haddad',
  ]);
  const undated = await reviewed();
  unwrap(
    await desk.engineer.client.tickets.cancelMeeting({ meetingId: undated.meetingId, reason: 'Solved.' }),
  );
  expect(await invitationsTo(undated.ticket.id)).toEqual([]);
});

test('S72 S83 a meeting that goes through the requests leads to the review of the month before, and back', async () => {
  const { accountId } = customer;
  desk.at('2026-03-02T09:00:00Z');
  const { engagement } = unwrap(
    await sofia.client.engagements.plan({
      ...meeting({ startsAt: '2026-04-01T08:00:00Z' }),
      type: 'SUPPORT_REQUEST_REVIEW',
      recurrence: 'FREQ=MONTHLY;COUNT=3',
    }),
  );
  const { meeting: other } = unwrap(
    await sofia.client.meetings.schedule(meeting({ startsAt: '2026-04-02T08:00:00Z' })),
  );
  const { review } = unwrap(await sofia.client.reviews.open({ accountId, month: '2026-03' }));
  const [april, may] = (await sofia.client.engagements.occurrences(engagement.id))!.series!.occurrences.nodes;
  const reviewOf = async (who: Pick<Customer, 'client'>, id: string) =>
    (await who.client.meetings.get(id))!.monthlyReview;
  expect(await reviewOf(sofia, april!.id)).toEqual({ id: review.id, month: '2026-03' });
  expect(await reviewOf(sofia, may!.id)).toBeNull();
  expect(await reviewOf(sofia, other.id)).toBeNull();
  expect(await reviewOf(customer, april!.id)).toBeNull(); // not completed yet
  const back = (await sofia.client.reviews.meetings(review.id))!.meetings.nodes;
  expect(back.map(({ id }) => id)).toEqual([april!.id]);
});
