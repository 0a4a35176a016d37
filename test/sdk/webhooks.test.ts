import { signWebhook, verifyWebhook, WebhookVerificationError } from '@tierline/sdk/webhooks';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const OTHER = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"type":"webhook.tested","timestamp":"2026-07-13T08:00:00.000Z","data":{"id":"evt_1"}}';
const at = Date.parse('2026-07-13T08:00:00Z');

test('B11 what the test headers sign, the package of Standard Webhooks and our own helper accept', async () => {
  const now = Date.now();
  const headers = await signWebhook(SECRET, BODY, { id: 'evt_1', at: now });
  expect(new Webhook(SECRET).verify(BODY, headers)).toMatchObject({ type: 'webhook.tested' });
  expect(await verifyWebhook(SECRET, headers, BODY)).toMatchObject({ data: { id: 'evt_1' } });
  expect(await verifyWebhook(SECRET, new Headers(headers), BODY)).toMatchObject({ type: 'webhook.tested' });
});

test('B11 a message that the package signed is accepted, under either of two secrets', async () => {
  const signature = new Webhook(SECRET).sign('evt_1', new Date(at), BODY);
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(at / 1_000),
    'webhook-signature': `v1a,AAAA v1,AAAA ${signature}`,
  };
  await verifyWebhook([OTHER, SECRET], headers, BODY, { now: at });
  await expect(verifyWebhook([OTHER], headers, BODY, { now: at })).rejects.toThrow(WebhookVerificationError);
});

test('B11 what was changed on the way, is too old or lacks a header is refused', async () => {
  const headers = await signWebhook(SECRET, BODY, { id: 'evt_1', at });
  const verify = (changed: object, body = BODY, now = at) =>
    verifyWebhook(SECRET, { ...headers, ...changed }, body, { now });
  await verify({});
  await verify({}, BODY, at + 300_000);
  await expect(verify({}, BODY, at + 301_000)).rejects.toThrow('too old');
  await expect(verify({}, BODY, at - 301_000)).rejects.toThrow('too new');
  await expect(verify({}, BODY.replace('evt_1', 'evt_2'))).rejects.toThrow('No signature');
  await expect(verify({ 'webhook-id': 'evt_2' })).rejects.toThrow('No signature');
  await expect(verify({ 'webhook-timestamp': String(at / 1_000 + 1) })).rejects.toThrow('No signature');
  await expect(verify({ 'webhook-timestamp': undefined })).rejects.toThrow('missing');
  await expect(verify({ 'webhook-signature': 'v1,%%%' })).rejects.toThrow('No signature');
  await expect(verify({ 'webhook-signature': '' })).rejects.toThrow('No signature');
});

test('B11 a secret that is none is a mistake of the caller', async () => {
  const headers = await signWebhook(SECRET, BODY, { at });
  await expect(verifyWebhook('secret!', headers, BODY, { now: at })).rejects.toThrow(TypeError);
  await expect(verifyWebhook('', headers, BODY, { now: at })).rejects.toThrow(TypeError);
});
