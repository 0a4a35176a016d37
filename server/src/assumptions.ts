import { CONTACT_POINTS } from '@tierline/prisma/catalogue/programme';
import { isOwnHost, type Config } from './config.ts';

type Places = Pick<Config, 'host' | 'publicUrl' | 'portalUrl' | 'smtpUrl' | 'mailFrom'>;

/** As whom mail is sent. */
export function mailFrom({ mailFrom: told }: Pick<Config, 'mailFrom'>, publicUrl: string): string {
  return told ?? `support@${new URL(publicUrl).hostname}`;
}

/** What an installation that is no demo takes for granted because nobody said otherwise, where that is likely wrong. */
export function assumptions(config: Places, publicUrl: string): string[] {
  const notes: string[] = [];
  if (!config.publicUrl && !isOwnHost(config.host)) {
    notes.push(
      `No PUBLIC_URL: addresses that are handed out begin with ${publicUrl}, which nobody else reaches.`,
    );
  }
  if (!config.smtpUrl) notes.push('No SMTP_URL: mail is written, and not sent.');
  else if (!config.mailFrom) notes.push(`No MAIL_FROM: mail is sent as ${mailFrom(config, publicUrl)}.`);
  if (!config.portalUrl) {
    const portal = CONTACT_POINTS.PORTAL.value;
    notes.push(
      `No PORTAL_URL: links of mails lead to https://${portal}, the portal that the programme publishes.`,
    );
  }
  return notes;
}
