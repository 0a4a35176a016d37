import { assumptions } from '@tierline/server/assumptions';
import { readConfig } from '@tierline/server/config';
import { expect, test } from 'vitest';

test('an installation that says where it is, as whom it writes and where its portal is takes nothing for granted', () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://support.example.com',
    PORTAL_URL: 'https://portal.example.com',
    SMTP_URL: 'smtp://relay.example.com',
    MAIL_FROM: 'support@example.com',
  });
  expect(assumptions(config, 'https://support.example.com')).toEqual([]);
});

test('S49 what nobody said and is likely wrong is said at the start', () => {
  expect(
    assumptions(
      readConfig({ HOST: '0.0.0.0', SMTP_URL: 'smtp://relay.example.com' }),
      'http://localhost:4000',
    ),
  ).toEqual([
    'No PUBLIC_URL: addresses that are handed out begin with http://localhost:4000, which nobody else reaches.',
    'No MAIL_FROM: mail is sent as support@localhost.',
    'No PORTAL_URL: links of mails lead to https://support.tealiumiq.com, the portal that the programme publishes.',
  ]);
  expect(
    assumptions(readConfig({ PORTAL_URL: 'https://portal.example.com' }), 'http://localhost:4000'),
  ).toEqual(['No SMTP_URL: mail is written, and not sent.']);
});
