import { createHmac } from 'node:crypto';
import { asTenant } from '@tierline/prisma/tenancy';
import { openVoicemails } from '@tierline/schema/phone/phone.jobs';
import { unwrap } from '@tierline/sdk';
import { isSigned, twilioPages } from '@tierline/server/channels/twilio';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { caller as personAs, openDesk, type Customer, type Desk } from '../support/programme.ts';

const AUTH_TOKEN = 'token-of-the-account';
const PUBLIC_URL = 'https://support.example';
/** Monday, 10:00 in Paris. */
const NOW = '2026-05-04T08:00:00Z';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    at: NOW,
    pagesOn: (database) => [
      twilioPages({
        database,
        authToken: AUTH_TOKEN,
        publicUrl: PUBLIC_URL,
        clock: () => desk.server.clock.now(),
      }),
    ],
  });
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

let calls = 0;
const newCall = () => `CA${String(++calls).padStart(32, '0')}`;
const newNumber = () => `+331${String(55_500_000 + ++calls).padStart(8, '0')}`;

function signature(path: string, form: Record<string, string>): string {
  const text = Object.keys(form)
    .toSorted()
    .reduce((signed, name) => signed + name + form[name], `${PUBLIC_URL}${path}`);
  return createHmac('sha1', AUTH_TOKEN).update(text).digest('base64');
}
/** A request as Twilio sends it. */
async function twilio(path: string, form: Record<string, string>, signed = signature(path, form)) {
  const answer = await fetch(`${desk.server.url}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signed, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status: answer.status, text: await answer.text() };
}
const say = async (step: string, form: Record<string, string>) =>
  (await twilio(`/phone/twilio/${step}`, form)).text;
const sweep = () =>
  asTenant('every-account', () => openVoicemails(desk.server.database.client, desk.server.clock.now()));

const RECORDING = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1';

/** A contact with a number, of a customer on a plan. */
async function caller(plan: 'BASIC' | 'ENHANCED' | 'PREMIUM', more: { locale?: 'FR'; skus?: string[] } = {}) {
  const customer = await desk.customer({ plan, ...more });
  const number = newNumber();
  const subject = `tel-${number}`;
  const { accountId } = customer;
  const { id: contactId } = await desk.manager.act('addContact', {
    accountId,
    name: 'Bruno Roy',
    email: `${subject}@lumiere.example`,
    phone: number,
    subject,
    roles: ['REQUESTER'],
  });
  return { customer, number, contactId, subject };
}
/** The steps of a call up to its recording, by somebody who is known. */
async function leaveMessage(number: string, digits: string, { transcribed = true } = {}) {
  const CallSid = newCall();
  await say('call', { CallSid, From: number, To: '+18777091987' });
  await say('severity?locale=en&asked=1', { CallSid, Digits: digits });
  desk.at('2026-05-04T08:02:00Z');
  const text = await say(`recorded${transcribed ? '?transcribed=yes' : ''}`, {
    CallSid,
    RecordingUrl: RECORDING,
    RecordingDuration: '42',
  });
  return { CallSid, text };
}
const callsOf = async (who: Pick<Customer, 'client'>) => (await who.client.phone.calls()).nodes;
const ticketsOf = async (customer: Customer) =>
  (
    await customer.read<{
      tickets: {
        nodes: {
          id: string;
          channel: string;
          severity: string;
          receivedAt: string;
          subject: string;
          requester: { id: string };
          requestType: string;
          messages: { nodes: { body: string }[] };
        }[];
      };
    }>(
      '{ tickets { nodes { id channel severity receivedAt subject requester { id } requestType messages(first: 1) { nodes { body } } } } }',
    )
  ).tickets.nodes;

test('S14 a request is believed when the account signed it, as Twilio documents', async () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const form = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  expect(isSigned('12345', url, form, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(true);
  const second = { ...form, Caller: '+12349013030', From: '+12349013030' };
  expect(isSigned('12345', url, second, '0/KCTR6DLpKmkAf8muzZqo1nDgQ=')).toBe(true);
  expect(isSigned('12346', url, form, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(false);
  const call = { CallSid: newCall(), From: newNumber() };
  const good = signature('/phone/twilio/call', call);
  expect((await twilio('/phone/twilio/call', call, '')).status).toBe(403);
  expect((await twilio('/phone/twilio/call', { ...call, From: newNumber() }, good)).status).toBe(403);
  expect((await twilio('/phone/twilio/call?x=1', call, good)).status).toBe(403);
  expect((await desk.engineer.client.phone.calls()).nodes).toEqual([]);
  expect((await twilio('/phone/twilio/call', call, good)).status).toBe(200);
});

test('S14 S50 S51 a known caller is greeted in the own language and directed to the portal, then chooses a severity', async () => {
  const { number } = await caller('ENHANCED', { locale: 'FR' });
  const CallSid = newCall();
  expect(await say('call', { CallSid, From: number })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Say language="fr-FR">Bonjour. Vous êtes bien à la messagerie de l’assistance. Vous pouvez aussi ouvrir et suivre vos demandes sur le portail d’assistance, support.tealiumiq.com.</Say><Gather numDigits="1" timeout="8" method="POST" action="/phone/twilio/severity?locale=fr&amp;asked=1"><Say language="fr-FR">Si la gravité est sévère, tapez 1. Si elle est modérée, tapez 2. Si elle est limitée, tapez 3.</Say></Gather><Redirect method="POST">/phone/twilio/severity?locale=fr&amp;asked=1</Redirect></Response>
`,
  );
  const again = await say('severity?locale=fr&asked=1', { CallSid, Digits: '7' });
  expect(again).not.toContain('Bonjour');
  expect(again).toContain('action="/phone/twilio/severity?locale=fr&amp;asked=2"');
  expect(await say('severity?locale=fr&asked=2', { CallSid, Digits: '2' })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Say language="fr-FR">Laissez votre message après le signal sonore, puis raccrochez ou tapez dièse.</Say><Record method="POST" action="/phone/twilio/recorded" maxLength="120" finishOnKey="#" playBeep="true"/><Redirect method="POST">/phone/twilio/silence?locale=fr</Redirect></Response>
`,
  );
  expect(await say('silence?locale=fr', { CallSid })).toContain('Nous n’avons rien entendu.');
});

test('S14 C4 C5 a message is a ticket, received when the recording ended, with its transcript as the question', async () => {
  const { customer, number, contactId } = await caller('ENHANCED');
  const { CallSid, text } = await leaveMessage(number, '2');
  expect(text).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Say language="en-GB">Thank you. Your message has been recorded. Follow your request on the support portal, support.tealiumiq.com. Goodbye.</Say><Hangup/></Response>
`,
  );
  await sweep();
  expect(await ticketsOf(customer)).toEqual([]); // its transcript may still come
  desk.at('2026-05-04T08:03:00Z');
  const transcript = {
    CallSid,
    TranscriptionStatus: 'completed',
    TranscriptionText: 'Tags <stopped> loading.',
  };
  expect((await twilio('/phone/twilio/transcribed', transcript)).status).toBe(204);
  await sweep();
  const tickets = await ticketsOf(customer);
  expect(tickets).toMatchObject([
    {
      channel: 'PHONE',
      severity: 'MODERATE',
      receivedAt: '2026-05-04T08:02:00.000Z',
      subject: 'Voicemail from Bruno Roy',
      requester: { id: contactId },
      requestType: 'CONFIGURATION_TROUBLESHOOTING',
      messages: { nodes: [{ body: 'Tags <stopped> loading.' }] },
    },
  ]);
  const { initialResponse } = await customer.ticket(tickets[0]!.id);
  expect(initialResponse.dueAt).toBe('2026-05-04T12:02:00.000Z'); // four business hours later (S62)
  expect(await callsOf(desk.engineer)).toMatchObject([
    {
      state: 'OPENED',
      fromNumber: number,
      recordingSeconds: 42,
      recordingUrl: RECORDING,
      ticket: { id: tickets[0]!.id },
    },
    ...(await callsOf(desk.engineer)).slice(1),
  ]);
});

test('S14 a call is one ticket, whatever Twilio repeats at once', async () => {
  const { customer, number } = await caller('PREMIUM');
  const { CallSid } = await leaveMessage(number, '1');
  const form = { CallSid, RecordingUrl: RECORDING, RecordingDuration: '42' };
  const words = { CallSid, TranscriptionStatus: 'completed', TranscriptionText: 'Nothing loads.' };
  await Promise.all([
    say('recorded?transcribed=yes', form),
    say('recorded?transcribed=yes', form),
    say('call', { CallSid, From: number }),
    twilio('/phone/twilio/transcribed', words),
    twilio('/phone/twilio/transcribed', words),
  ]);
  await Promise.all([sweep(), sweep(), sweep()]);
  const tickets = await ticketsOf(customer);
  expect(tickets).toHaveLength(1);
  expect(tickets[0]!.receivedAt).toBe('2026-05-04T08:02:00.000Z');
});

test('S14 C4 without a transcript the ticket comes after three minutes, and one that comes later stays with the call', async () => {
  const { customer, number, subject } = await caller('BASIC');
  const { CallSid } = await leaveMessage(number, '1');
  desk.at('2026-05-04T08:04:59Z');
  await sweep();
  expect(await ticketsOf(customer)).toEqual([]);
  desk.at('2026-05-04T08:05:00Z');
  await sweep();
  expect(await ticketsOf(customer)).toMatchObject([
    {
      severity: 'SEVERE',
      receivedAt: '2026-05-04T08:02:00.000Z',
      requestType: 'PLATFORM_DOWN_VENDOR_CAUSE',
      messages: {
        nodes: [
          {
            body: `Voicemail from Bruno Roy (${number}), without a transcript: the recording is with the call.`,
          },
        ],
      },
    },
  ]);
  await say('transcribed', { CallSid, TranscriptionStatus: 'completed', TranscriptionText: 'Late words.' });
  const bruno = personAs(desk.server, await desk.server.token(subject));
  expect(await callsOf(bruno)).toMatchObject([{ transcript: 'Late words.', recordingUrl: null }]);
});

test('S40 S50 B17 on Basic only severity 1 leaves a message; else the portal is named, and a draft waits there', async () => {
  const { customer, number, subject } = await caller('BASIC');
  const CallSid = newCall();
  await say('call', { CallSid, From: number });
  expect(await say('severity?locale=en&asked=1', { CallSid, Digits: '3' })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Say language="en-GB">Your plan includes voicemail for severity 1 issues. For this request, use the support portal, support.tealiumiq.com: a draft is waiting for you there. Goodbye.</Say><Hangup/></Response>
`,
  );
  expect(await say('severity?locale=en&asked=1', { CallSid, Digits: '1' })).toContain('a draft is waiting');
  await sweep();
  expect(await ticketsOf(customer)).toEqual([]);
  expect((await callsOf(desk.engineer))[0]).toMatchObject({
    state: 'DRAFT',
    severity: 'LIMITED',
    fromNumber: number,
    refusalCode: 'CHANNEL_NOT_INCLUDED',
  });
  expect(await callsOf(customer)).toEqual([]); // a colleague's draft is a colleague's
  const { id } = (await callsOf(desk.engineer))[0]!;
  const opening = {
    requestType: 'LOGIN_ISSUE',
    severity: 'LIMITED',
    sku: 'IQ-TM',
    subject: 'Sign-in is slow',
    question: 'Why?',
    phoneCallId: id,
  } as const;
  expect(await customer.error(OPEN, { input: opening })).toMatchObject({ code: 'NOT_FOUND' });
  const bruno = personAs(desk.server, await desk.server.token(subject));
  desk.at('2026-05-04T09:00:00Z');
  const { ticket } = unwrap(await bruno.client.tickets.open(opening));
  expect(await ticketsOf(customer)).toMatchObject([
    { id: ticket.id, channel: 'WEB', receivedAt: '2026-05-04T09:00:00.000Z' },
  ]);
  expect((await callsOf(bruno))[0]).toMatchObject({ state: 'OPENED', ticket: { id: ticket.id } });
  expect(await bruno.client.tickets.open(opening)).toMatchObject({
    __typename: 'PhoneCallClosedProblem',
    state: 'OPENED',
  });
});

test('S14 whoever is not known, or shares a number, chooses a language and leaves a message that staff give to somebody', async () => {
  const stranger = newNumber();
  const CallSid = newCall();
  expect(await say('call', { CallSid, From: stranger })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Gather numDigits="1" timeout="5" method="POST" action="/phone/twilio/language"><Say language="fr-FR">Pour le français, tapez 1.</Say><Say language="en-GB">For English, press 2.</Say></Gather><Redirect method="POST">/phone/twilio/language</Redirect></Response>
`,
  );
  expect(await say('language', { CallSid, Digits: '1' })).toContain('Bonjour.');
  expect(await say('severity?locale=fr&asked=1', { CallSid, Digits: '1' })).toContain('<Record ');
  desk.at('2026-05-04T08:02:00Z');
  expect(await say('recorded', { CallSid, RecordingUrl: RECORDING, RecordingDuration: '9' })).toContain(
    'Merci.',
  );
  const [call] = await callsOf(desk.engineer);
  expect(call).toMatchObject({
    state: 'UNASSIGNED',
    contact: null,
    severity: 'SEVERE',
    fromNumber: stranger,
  });
  const { customer, contactId } = await caller('ENHANCED');
  desk.at('2026-05-04T10:00:00Z');
  unwrap(await desk.engineer.client.phone.assign({ phoneCallId: call!.id, contactId }));
  await sweep();
  expect(await ticketsOf(customer)).toMatchObject([
    { channel: 'PHONE', severity: 'SEVERE', receivedAt: '2026-05-04T08:02:00.000Z' },
  ]);
  desk.at(NOW);
  const shared = newNumber();
  for (const one of [await caller('ENHANCED'), await caller('PREMIUM')]) {
    await desk.manager.act('addContact', {
      accountId: one.customer.accountId,
      name: 'Shared Desk',
      email: `desk-${one.number}@lumiere.example`,
      phone: shared,
      roles: ['REQUESTER'],
    });
  }
  expect(await say('call', { CallSid: newCall(), From: shared })).toContain('/phone/twilio/language');
});

test('S14 a call that nobody can place is linked to a ticket or opened by staff for a contact, once', async () => {
  const { customer, contactId } = await caller('ENHANCED');
  const anonymous = newCall();
  await say('call', { CallSid: anonymous, From: 'anonymous' });
  await say('severity?locale=en&asked=3', { CallSid: anonymous });
  desk.at('2026-05-04T08:02:00Z');
  await say('recorded', { CallSid: anonymous, RecordingUrl: RECORDING, RecordingDuration: '9' });
  const [call] = await callsOf(desk.engineer);
  expect(call).toMatchObject({ state: 'UNASSIGNED', fromNumber: null, severity: null });
  desk.at('2026-05-04T10:00:00Z');
  const { ticket } = unwrap(
    await desk.engineer.client.tickets.open({
      requestType: 'HOW_TO',
      severity: 'LIMITED',
      sku: 'IQ-TM',
      subject: 'How to?',
      question: 'How do we?',
      channel: 'PHONE',
      requesterId: contactId,
      phoneCallId: call!.id,
    }),
  );
  expect(await ticketsOf(customer)).toMatchObject([
    { id: ticket.id, channel: 'PHONE', receivedAt: '2026-05-04T08:02:00.000Z' },
  ]);
  expect(await desk.engineer.client.phone.link({ phoneCallId: call!.id, ticketId: ticket.id })).toMatchObject(
    { __typename: 'PhoneCallClosedProblem', state: 'OPENED' },
  );
  desk.at(NOW);
  const second = newCall();
  await say('call', { CallSid: second, From: 'anonymous' });
  await say('severity?locale=en&asked=3', { CallSid: second });
  await say('recorded', { CallSid: second, RecordingUrl: RECORDING, RecordingDuration: '9' });
  const [other] = await callsOf(desk.engineer);
  const { phoneCall } = unwrap(
    await desk.engineer.client.phone.link({ phoneCallId: other!.id, ticketId: ticket.id }),
  );
  expect(phoneCall).toMatchObject({ state: 'OPENED', ticket: { id: ticket.id } });
});

test('S88 B17 a message that no plan admits is a draft with its reason, and one without words is abandoned', async () => {
  const { number } = await caller('ENHANCED', { skus: [] });
  await leaveMessage(number, '2', { transcribed: false });
  await sweep();
  expect((await callsOf(desk.engineer))[0]).toMatchObject({
    state: 'DRAFT',
    refusalCode: 'SKU_NOT_SUBSCRIBED',
    receivedAt: '2026-05-04T08:02:00.000Z',
  });
  await say('call', { CallSid: newCall(), From: newNumber() });
  desk.at('2026-05-04T09:30:00Z');
  await sweep();
  expect((await desk.engineer.client.phone.calls({ states: ['ABANDONED'] })).nodes).toContainEqual(
    expect.objectContaining({ state: 'ABANDONED', receivedAt: null }),
  );
});

const OPEN = 'mutation ($input: OpenTicketInput!) { openTicket(input: $input) { __typename } }';

test('S39 whose access has ended is nobody whom we know on the telephone', async () => {
  const { customer, number, contactId } = await caller('PREMIUM');
  await customer.act('endAccess', { personId: contactId, reason: 'Left.' });
  await leaveMessage(number, '1', { transcribed: false });
  await sweep();
  expect(await ticketsOf(customer)).toEqual([]);
  const call = (await callsOf(desk.engineer)).find(({ fromNumber }) => fromNumber === number);
  expect(call).toMatchObject({ state: 'UNASSIGNED', contact: null });
  expect(await desk.engineer.client.phone.assign({ phoneCallId: call!.id, contactId })).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'contactId', code: 'UNKNOWN' }],
  });
});

const callFrom = async (number: string) =>
  (await desk.engineer.client.phone.calls().all(100)).find(({ fromNumber }) => fromNumber === number);
const eventsOf = async (subject: string) =>
  (await desk.manager.client.audit.list({ subject })).nodes.map(({ type, payload }) => ({ type, payload }));

test('S14 staff discards a call of which nothing comes, with the reason, and what is decided stays so', async () => {
  const { customer, number, contactId } = await caller('BASIC');
  const CallSid = newCall();
  await say('call', { CallSid, From: number });
  await say('severity?locale=en&asked=1', { CallSid, Digits: '3' });
  const draft = await callFrom(number);
  const { phone } = desk.engineer.client;
  const input = { phoneCallId: draft!.id, reason: 'WRONG_NUMBER' } as const;
  await expect(customer.client.phone.discard(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(phone.discard({ ...input, phoneCallId: 'pho_absent' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(unwrap(await phone.discard(input)).phoneCall).toMatchObject({
    state: 'DISCARDED',
    discardReason: 'WRONG_NUMBER',
    fromNumber: number,
  });
  expect((await eventsOf(draft!.id))[0]).toEqual({
    type: 'phone_call.discarded',
    payload: { reason: 'WRONG_NUMBER' },
  });
  const closed = {
    __typename: 'PhoneCallClosedProblem',
    state: 'DISCARDED',
    message: 'The call was discarded.',
  };
  expect(await phone.discard(input)).toMatchObject(closed);
  expect(await phone.assign({ phoneCallId: draft!.id, contactId, severity: 'SEVERE' })).toMatchObject(closed);
  // Whatever the telephone company tells afterwards.
  await say('recorded', { CallSid, RecordingUrl: RECORDING, RecordingDuration: '9' });
  await say('transcribed', { CallSid, TranscriptionStatus: 'completed', TranscriptionText: 'Late words.' });
  await sweep();
  expect(await callFrom(number)).toMatchObject({ state: 'DISCARDED', transcript: null });
  expect(await ticketsOf(customer)).toEqual([]);
});

test('S14 C4 a recording that comes after somebody decided about the call overwrites nothing', async () => {
  const { customer, number } = await caller('ENHANCED');
  const ticket = await customer.open();
  const CallSid = newCall();
  await say('call', { CallSid, From: number });
  await say('severity?locale=en&asked=1', { CallSid, Digits: '2' });
  desk.at('2026-05-04T09:30:00Z'); // nothing was heard of it for more than an hour
  await sweep();
  const call = await callFrom(number);
  expect(call!.state).toBe('ABANDONED');
  unwrap(await desk.engineer.client.phone.link({ phoneCallId: call!.id, ticketId: ticket.id }));
  await say('recorded', { CallSid, RecordingUrl: RECORDING, RecordingDuration: '42' });
  await sweep();
  expect(await callFrom(number)).toMatchObject({
    state: 'OPENED',
    ticket: { id: ticket.id },
    recordingUrl: RECORDING, // it becomes a file of that ticket
    recordingSeconds: 42,
  });
  expect(await ticketsOf(customer)).toHaveLength(1);
  // One that nobody decided about is a ticket all the same, late.
  const later = newCall();
  await say('call', { CallSid: later, From: number });
  await say('severity?locale=en&asked=1', { CallSid: later, Digits: '2' });
  desk.at('2026-05-04T11:00:00Z');
  await sweep();
  await say('recorded', { CallSid: later, RecordingUrl: RECORDING, RecordingDuration: '42' });
  await sweep();
  expect(await ticketsOf(customer)).toHaveLength(2);
});

test('S14 B17 a call that no plan admits is told of once, however many look at it at once', async () => {
  const { number } = await caller('ENHANCED', { skus: [] });
  await leaveMessage(number, '2', { transcribed: false });
  const call = await callFrom(number);
  await Promise.all(Array.from({ length: 5 }, sweep));
  expect((await eventsOf(call!.id)).map(({ type }) => type)).toEqual([
    'phone_call.directed',
    'phone_call.recorded',
    'phone_call.taken',
  ]);
});

test('S39 S14 a message of somebody whose access ends before it is a ticket waits for staff', async () => {
  const { customer, number, contactId } = await caller('PREMIUM');
  await leaveMessage(number, '1');
  await customer.act('endAccess', { personId: contactId, reason: 'Left.' });
  desk.at('2026-05-04T08:05:00Z');
  await Promise.all([sweep(), sweep()]);
  expect(await ticketsOf(customer)).toEqual([]);
  const call = await callFrom(number);
  expect(call).toMatchObject({
    state: 'UNASSIGNED',
    contact: null,
    severity: 'SEVERE',
    recordingSeconds: 42,
  });
  const assignment = { phoneCallId: call!.id, contactId: customer.contactId };
  unwrap(await desk.engineer.client.phone.assign(assignment));
  await sweep();
  expect(await ticketsOf(customer)).toMatchObject([{ receivedAt: '2026-05-04T08:02:00.000Z' }]);
});
