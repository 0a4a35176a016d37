import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap, type RequestStatusSubscriptionInput } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());
let name = 0;
let email: string;
beforeEach(() => {
  desk.at('2026-05-04T06:00:00Z');
  email = `reader${++name}@lumiere.example`;
});

const ask = async (more: Partial<RequestStatusSubscriptionInput> = {}) =>
  desk.anonymous.client.status.subscribe({ email, locale: 'EN', kinds: ['OUTAGE', 'MAINTENANCE'], ...more });
const mails = (address = email) =>
  asTenant([], async () =>
    desk.server.database.client.outgoingMail.findMany({
      where: { address },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  );
const tokenIn = ({ text }: { text: string }) => /subscription\?token=([\w-]+)/.exec(text)![1]!;
const subscribed = async (more: Partial<RequestStatusSubscriptionInput> = {}) => {
  unwrap(await ask(more));
  const token = tokenIn((await mails()).at(-1)!);
  unwrap(await desk.anonymous.client.status.confirmSubscription({ token }));
  return token;
};
const report = async (kind: 'OUTAGE' | 'INCIDENT' = 'OUTAGE', components = ['TAG_DELIVERY']) =>
  unwrap(
    await desk.engineer.client.status.report({
      kind,
      titleFr: 'Les balises <b>manquent</b>',
      titleEn: 'Tags are <b>missing</b>',
      components,
    }),
  ).statusEvent;
const update = async (statusEventId: string, bodyEn: string) =>
  desk.engineer.client.status.update({ statusEventId, bodyFr: `${bodyEn} (fr)`, bodyEn });

test('S55 nobody is told before the address is confirmed, and each update once from then on', async () => {
  const { request } = unwrap(await ask());
  expect(request).toEqual({ email, expiresAt: '2026-05-11T06:00:00.000Z' });
  const { id } = await report();
  expect((await mails()).map(({ subject }) => subject)).toEqual([
    'Confirm your subscription to the status page',
  ]);
  const token = tokenIn((await mails())[0]!);
  expect(await desk.anonymous.client.status.subscription(token)).toMatchObject({ confirmedAt: null });
  const { subscription } = unwrap(await desk.anonymous.client.status.confirmSubscription({ token }));
  expect(subscription).toEqual({
    email,
    locale: 'EN',
    kinds: ['OUTAGE', 'MAINTENANCE'],
    components: [],
    confirmedAt: '2026-05-04T06:00:00.000Z',
  });
  unwrap(await desk.anonymous.client.status.confirmSubscription({ token })); // again is as once
  desk.at('2026-05-04T06:30:00Z');
  unwrap(await update(id, 'We found it'));
  unwrap(await update(id, 'We found it')); // nothing changed, nobody is told
  desk.at('2026-05-04T07:00:00Z');
  unwrap(await desk.engineer.client.status.end({ statusEventId: id }));
  const [, first, second, ...others] = await mails();
  expect(others).toEqual([]);
  expect(first!.subject).toBe('[Outage] Tags are <b>missing</b>: investigating');
  expect(first!.text).toContain('We found it\n\nWhat is affected: Tag delivery.');
  expect(first!.text).toContain(`${desk.server.url}/status/events/${id}?locale=en`);
  expect(first!.html).toContain('Tags are &lt;b&gt;missing&lt;/b&gt;');
  expect(first!.html).not.toContain('<b>');
  expect(first!.unsubscribeUrl).toBe(`${desk.server.url}/status/unsubscribe?token=${token}`);
  expect(tokenIn(first!)).toBe(token);
  expect(second!.subject).toBe('[Outage] Tags are <b>missing</b>: resolved');
  expect(new Set([first!.messageId, second!.messageId]).size).toBe(2);
});

test('S55 B21 one is told of the kinds and parts that were chosen, in the language that was chosen', async () => {
  await subscribed({ locale: 'FR', kinds: ['INCIDENT'], components: ['SIGN_IN', 'DATA_ACCESS'] });
  await report('OUTAGE', ['SIGN_IN']);
  await report('INCIDENT', ['TAG_DELIVERY']);
  await report('INCIDENT', ['TAG_DELIVERY', 'DATA_ACCESS']);
  const [confirmation, told, ...others] = await mails();
  expect(confirmation!.subject).toBe('Confirmez votre abonnement à la page d’état');
  expect(told!.subject).toBe('[Incident] Les balises <b>manquent</b>\u00a0: en cours d’analyse');
  expect(told!.text).toContain('Parties concernées\u00a0: Diffusion des balises, Accès aux données.');
  expect(others).toEqual([]);
});

test('S53 S55 announced maintenance and its change of date are told', async () => {
  await subscribed();
  const input = {
    titleFr: 'Nouvelle base',
    titleEn: 'A new database',
    bodyFr: 'Plus lent.',
    bodyEn: 'Slower.',
    components: ['DATA_ACCESS'],
    startsAt: '2026-05-09T22:00:00Z',
    endsAt: '2026-05-10T02:00:00Z',
  };
  const { statusEvent } = unwrap(await desk.engineer.client.status.schedule(input));
  const move = { statusEventId: statusEvent.id, startsAt: '2026-05-16T22:00:00Z', endsAt: input.endsAt };
  expect(await desk.engineer.client.status.reschedule(move)).toMatchObject({ code: 'INVALID_INPUT' });
  const later = { ...move, endsAt: '2026-05-17T02:00:00Z' };
  desk.at('2026-05-04T06:01:00Z');
  unwrap(await desk.engineer.client.status.reschedule(later));
  unwrap(await desk.engineer.client.status.reschedule(later)); // no change, nobody is told
  const [, announced, moved, ...others] = await mails();
  expect(announced!.text).toContain(
    'Planned from Saturday 9 May 2026 at 22:00 to Sunday 10 May 2026 at 02:00 (UTC).',
  );
  expect(moved!.text).toContain('The date has changed: planned from Saturday 9 May 2026 at 22:00');
  expect(moved!.text).toContain(
    'Planned from Saturday 16 May 2026 at 22:00 to Sunday 17 May 2026 at 02:00 (UTC).',
  );
  expect(others).toEqual([]);
});

test('S55 the choice changes by the token, and ends by it: the address is forgotten', async () => {
  const token = await subscribed();
  const { status } = desk.anonymous.client;
  const { subscription } = unwrap(
    await status.changeSubscription({ token, locale: 'FR', kinds: ['MAINTENANCE'], components: ['SIGN_IN'] }),
  );
  expect(subscription).toMatchObject({ locale: 'FR', kinds: ['MAINTENANCE'], components: ['SIGN_IN'] });
  await report('OUTAGE', ['SIGN_IN']);
  expect(await mails()).toHaveLength(1);
  expect(unwrap(await status.unsubscribe({ token })).ended).toEqual({ email });
  expect(await status.subscription(token)).toBeNull();
  for (const again of [
    await status.unsubscribe({ token }),
    await status.changeSubscription({ token, locale: 'FR', kinds: ['OUTAGE'] }),
    await status.confirmSubscription({ token }),
    await status.confirmSubscription({ token: 'made-up' }),
  ]) {
    expect(again).toMatchObject({ __typename: 'StatusLinkProblem', code: 'STATUS_LINK' });
  }
  await report('OUTAGE', ['SIGN_IN']);
  expect(await mails()).toHaveLength(1);
});

test('S55 what was asked for can be confirmed for seven days', async () => {
  unwrap(await ask());
  const token = tokenIn((await mails())[0]!);
  desk.at('2026-05-11T06:00:00.001Z');
  expect(await desk.anonymous.client.status.subscription(token)).toBeNull();
  expect(await desk.anonymous.client.status.confirmSubscription({ token })).toMatchObject({
    __typename: 'StatusLinkProblem',
  });
});

test('S55 nobody fills the inbox of another, learns who is subscribed, or changes what was confirmed', async () => {
  const token = await subscribed();
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask({ kinds: ['INCIDENT'] })));
  for (const answer of answers) expect(unwrap(answer).request.email).toBe(email);
  expect(await mails()).toHaveLength(2); // the first, and one for the five
  expect(await desk.anonymous.client.status.subscription(token)).toMatchObject({
    kinds: ['OUTAGE', 'MAINTENANCE'],
  });
  desk.at('2026-05-04T06:10:00Z');
  unwrap(await ask({ kinds: ['INCIDENT'] }));
  expect(await mails()).toHaveLength(3);
  // Who reads the mail may change it so, and the token of earlier mails goes on to work.
  const { subscription } = unwrap(
    await desk.anonymous.client.status.confirmSubscription({ token: tokenIn((await mails()).at(-1)!) }),
  );
  expect(subscription.kinds).toEqual(['INCIDENT']);
  expect(await desk.anonymous.client.status.subscription(token)).toMatchObject({ kinds: ['INCIDENT'] });
});

test('S55 an address that is none, no kind and an unknown part are refused', async () => {
  expect(await ask({ email: 'nobody' })).toMatchObject({ issues: [{ path: 'email' }] });
  expect(await ask({ kinds: [] })).toMatchObject({ issues: [{ path: 'kinds', code: 'TOO_SMALL' }] });
  expect(await ask({ components: ['NONE'] })).toMatchObject({
    issues: [{ path: 'components', code: 'UNKNOWN' }],
  });
  expect(await mails()).toEqual([]);
});

test('S55 an update that is refused tells nobody', async () => {
  await subscribed();
  const { id } = await report('OUTAGE', ['SIGN_IN']);
  expect(await mails()).toHaveLength(2);
  const refused = await desk.engineer.client.status.update({
    statusEventId: id,
    stage: 'COMPLETED',
    bodyFr: 'x',
    bodyEn: 'x',
  });
  expect(refused).toMatchObject({ __typename: 'StatusStageProblem' });
  expect(await mails()).toHaveLength(2);
});
