import { randomBytes } from 'node:crypto';

/** A new secret as Standard Webhooks writes it: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
