// What happens in a history that is not asked for at the portal or the desk: by partners, by telephone and mail, in a
// sandbox, and by whoever manages the staff.
import { createHmac } from 'node:crypto';
import { asTenant } from '@tierline/prisma/tenancy';
import { expect } from 'vitest';
import { mailOf } from '../support/mail-desk.ts';
import { REQUEST } from '../support/programme.ts';
import { ask, body, newWord, severityOf, skuOf, type Request, type World } from './history-world.ts';

export type ByOthers = keyof typeof BY_OTHERS;

/** What is done to a sandbox happens by itself, so that the lists of the vendor can be read before and after. */
export const IN_SANDBOX = ['openInSandbox', 'answerInSandbox', 'passTimeInSandbox'] as const;

export const BY_OTHERS = {
  openByPartner: async (world: World): Promise<Request> => {
    if (world.pick % 3) await ask(granted(world));
    const { customer, colleague, pick } = world;
    const requesterId = [customer, colleague][pick % 2]!.contactId;
    return [
      world.partner,
      'openTicket',
      { ...REQUEST, requesterId, severity: severityOf(world), sku: skuOf(world), ...words() },
    ];
  },
  askByPartner: async (world: World): Promise<Request> => {
    if (world.pick % 3) await ask(granted(world));
    return [world.partner, 'replyToTicket', { ticketId: someTicket(world), body: body() }];
  },
  worsenByPartner: async (world: World): Promise<Request> => {
    if (world.pick % 3) await ask(granted(world));
    return [
      world.partner,
      'raiseSeverity',
      { ticketId: someTicket(world), severity: severityOf(world), cause: 'WORSENED' },
    ];
  },
  revokePartner: async (world: World): Promise<Request> => {
    await ask(granted(world));
    const { partnerGrants } = (await world.customer.client.partners.grants(world.customer.accountId))!;
    const grant = partnerGrants.nodes.find(({ revokedAt }) => revokedAt === null);
    return grant ? [world.customer, 'revokePartnerAccess', { grantId: grant.id }] : null;
  },
  callVoicemail: async (world: World): Promise<Request> => {
    const phone = newNumber();
    await ask([world.desk.manager, 'correctContact', { contactId: world.colleague.contactId, phone }]);
    await leaveMessage(world, phone);
    return null;
  },
  callOfStranger: async (world: World): Promise<Request> => {
    const phoneCallId = await leaveMessage(world, newNumber());
    const contactId = [world.customer, world.colleague][world.pick % 2]!.contactId;
    return [world.desk.engineer, 'assignPhoneCall', { phoneCallId, contactId, severity: severityOf(world) }];
  },
  callAbout: async (world: World): Promise<Request> => {
    const phoneCallId = await leaveMessage(world, newNumber());
    return [world.desk.engineer, 'linkPhoneCall', { phoneCallId, ticketId: someTicket(world) }];
  },
  writeByMail: async (world: World): Promise<Request> => {
    const text = `Severity: ${(world.pick % 3) + 1}\nService: ${skuOf(world)}\n\n${body()}`;
    await world.mail.send(mailOf(address(world), { Subject: `Sign-in ${newWord()}` }, text));
    return null;
  },
  answerByMail: async (world: World): Promise<Request> => {
    const headers = { Subject: 'Re: your ticket', 'In-Reply-To': `<${someTicket(world)}@vendor.example>` };
    await world.mail.send(mailOf(address(world), headers, body()));
    return null;
  },
  reopenByMail: async (world: World): Promise<Request> => {
    const ticketId = someTicket(world);
    await ask([
      world.desk.engineer,
      'replyToTicket',
      { ticketId, body: body(), resolve: true, review: IN_SCOPE },
    ]);
    const headers = { Subject: 'Re: your ticket', 'In-Reply-To': `<${ticketId}@vendor.example>` };
    await world.mail.send(mailOf(address(world), headers, body()));
    return null;
  },
  endStaffAccess: (world) => [
    world.desk.manager,
    'endAccess',
    { personId: world.second.staffId, reason: 'Has left us.' },
  ],
  restoreStaffAccess: async (world: World): Promise<Request> => {
    if (world.pick % 2) await ask(BY_OTHERS.endStaffAccess(world));
    const { desk, second } = world;
    const input = { personId: second.staffId, roles: ['ENGINEER'], reason: 'Is back.' };
    return [desk.manager, 'restoreAccess', input];
  },
  labelMany: (world) => [
    world.desk.engineer,
    'labelTickets',
    { ticketIds: world.tickets, [world.pick % 3 ? 'add' : 'remove']: [world.labelId] },
  ],
  openInSandbox: (world) =>
    unseen(world, async ({ customer, opened }) => {
      const { subject, question } = words();
      opened.push(subject.split(' ').at(-1)!);
      await ask([customer, 'openTicket', { ...REQUEST, severity: severityOf(world), subject, question }]);
    }),
  answerInSandbox: (world) =>
    unseen(world, async ({ engineer }) => {
      const { tickets } = await engineer.read<{ tickets: { nodes: { id: string }[] } }>(
        '{ tickets(first: 1) { nodes { id } } }',
      );
      const [ticket] = tickets.nodes;
      if (ticket) await ask([engineer, 'replyToTicket', { ticketId: ticket.id, body: body() }]);
    }),
  passTimeInSandbox: (world) =>
    unseen(world, async (sandbox) => {
      sandbox.now += 90 * 60_000;
      await sandbox.advance(new Date(sandbox.now).toISOString());
    }),
} as const satisfies Record<string, (world: World) => Request | Promise<Request>>;

const IN_SCOPE = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };
const words = () => ({ subject: `Sign-in ${newWord()}`, question: body() });

const granted = ({ customer, partner }: World): Request => [
  customer,
  'grantPartnerAccess',
  {
    ...{ accountId: customer.accountId, partnerId: partner.partnerId },
    scopes: ['READ', 'SUBMIT', 'REPLY'],
  },
];

function someTicket({ tickets, pick }: World): string {
  return tickets[pick % Math.max(1, tickets.length)] ?? 'tkt_none';
}

/** Only the colleague's is nobody else's. */
const address = ({ colleague }: World) => `${colleague.subject}@lumiere.example`;

let numbers = 0;
const newNumber = () => `+331${String(10_000_000 + ++numbers)}`;

/** Of the telephone company's requests; the account signs them. */
export const PHONE = { authToken: 'token-of-the-account', publicUrl: 'https://support.example' };

/** The steps of a call to the voicemail, and its id. */
async function leaveMessage({ desk, pick }: World, From: string): Promise<string> {
  const CallSid = `CA${String(++numbers).padStart(32, '0')}`;
  const say = (step: string, form: Record<string, string>) =>
    twilio(desk.server.url, `/phone/twilio/${step}`, { CallSid, ...form });
  await say('call', { From, To: '+18777091987' });
  await say('severity?locale=en&asked=1', { Digits: String((pick % 3) + 1) });
  const recording = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1';
  await say(`recorded${pick % 2 ? '?transcribed=yes' : ''}`, {
    RecordingUrl: recording,
    RecordingDuration: '42',
  });
  return asTenant('every-account', async () => {
    const where = { callSid: CallSid };
    const { id } = await desk.server.database.client.phoneCall.findUniqueOrThrow({ where });
    return id;
  });
}

async function twilio(url: string, path: string, form: Record<string, string>): Promise<void> {
  const text = Object.keys(form)
    .toSorted()
    .reduce((signed, name) => signed + name + form[name], `${PHONE.publicUrl}${path}`);
  const signature = createHmac('sha1', PHONE.authToken).update(text).digest('base64');
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
}

/** B22: whatever is done in a sandbox, all that the vendor sees stays as it was. */
async function unseen(world: World, act: (sandbox: World['sandbox']) => Promise<void>): Promise<null> {
  const before = await seenByVendor(world);
  await act(world.sandbox);
  expect(await seenByVendor(world)).toEqual(before);
  return null;
}

function seenByVendor({ desk, customer, now }: World): Promise<object> {
  const month = new Date(now).toISOString().slice(0, 7);
  return desk.manager.read(
    `query ($accountId: ID!, $month: Month!) {
      tickets { totalCount } queue(first: 20) { totalCount nodes { id } } accounts { totalCount } notices { totalCount }
      supportReport(accountId: $accountId, month: $month) { figures { tickets promises { met undecided breachedOpen } } }
      vendorReport(from: $month, to: $month) { promises { met undecided breachedOpen } cells { plan severity tickets } } }`,
    { accountId: customer.accountId, month },
  );
}
