import { readConfig } from '@tierline/server/config';
import { expect, test } from 'vitest';

test('without any variable it is a demo for this machine, on port 4000, with its own database', () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    oidc: undefined,
    budgets: {
      known: { limit: 10_000, restoreRate: 200 },
      anonymous: { limit: 5_000, restoreRate: 50 },
    },
    loopbackWebhooks: true,
    logLevel: 'warn',
  });
});

test.each([
  [{ HOST: 'localhost' }, true],
  [{ HOST: '::1' }, true],
  [{ HOST: '0.0.0.0' }, false],
  [{ PUBLIC_URL: 'https://demo.example.com' }, false],
  [{ TRUSTED_PROXIES: '1' }, false],
  [{ OIDC_ISSUER: 'https://login.example.com', OIDC_AUDIENCE: 'tierline' }, false],
])('B11 webhooks may lead to this machine in a demo that only this machine reaches: %j, %s', (env, may) => {
  expect(readConfig(env).loopbackWebhooks).toBe(may);
});

test('every variable is read; an empty one is none', () => {
  expect(
    readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://me@db/tierline',
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_AUDIENCE: 'tierline',
      OIDC_JWKS_URL: '',
      S3_BUCKET: 'files',
      S3_ENDPOINT: 'https://s3.example.com',
      S3_REGION: 'eu-west-3',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
      PUBLIC_URL: 'https://support.example.com/',
      PORTAL_URL: 'https://portal.example.com/requests/',
      ZOOM_ACCOUNT_ID: 'account',
      ZOOM_CLIENT_ID: 'client',
      ZOOM_CLIENT_SECRET: 'secret',
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_ACCOUNT_SID: 'AC1',
      CLAMD: 'localhost:3310',
      BUDGET: '20000+400/s',
      ANONYMOUS_BUDGET: '1000+1/s',
      TRUSTED_PROXIES: '10.0.0.0/8, loopback',
      LOG_LEVEL: '',
    }),
  ).toEqual({
    port: 8080,
    host: '0.0.0.0',
    databaseUrl: 'postgresql://me@db/tierline',
    oidc: { issuer: 'https://login.example.com', audience: 'tierline', jwksUrl: undefined },
    s3: {
      bucket: 'files',
      endpoint: 'https://s3.example.com',
      region: 'eu-west-3',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    },
    twilio: { authToken: 'token', accountSid: 'AC1' },
    zoom: { accountId: 'account', clientId: 'client', clientSecret: 'secret' },
    publicUrl: 'https://support.example.com',
    portalUrl: 'https://portal.example.com/requests/',
    clamd: { host: 'localhost', port: 3310 },
    budgets: {
      known: { limit: 20_000, restoreRate: 400 },
      anonymous: { limit: 1_000, restoreRate: 1 },
    },
    trustedProxies: ['10.0.0.0/8', 'loopback'],
    loopbackWebhooks: false,
    logLevel: 'info',
  });
});

test.each([
  [
    { BUDGET: '999+200/s' },
    'BUDGET=999+200/s is not a budget such as 10000+200/s: at least 1000 points at once, and how many come back each second.',
  ],
  [
    { ANONYMOUS_BUDGET: '1000+0/s' },
    'ANONYMOUS_BUDGET=1000+0/s is not a budget such as 10000+200/s: at least 1000 points at once, and how many come back each second.',
  ],
  [
    { TRUSTED_PROXIES: '10.0.0.0/8, proxy.example' },
    'TRUSTED_PROXIES=10.0.0.0/8, proxy.example is neither how many proxies stand in front, nor a list of addresses such as 10.0.0.0/8, loopback.',
  ],
  [{ PORT: 'http' }, 'PORT=http is not a port: use a number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT=65536 is not a port: use a number from 0 to 65535.'],
  [{ PORT: '-1' }, 'PORT=-1 is not a port: use a number from 0 to 65535.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud is not one of fatal, error, warn, info, debug, trace, silent.'],
  [
    { OIDC_ISSUER: 'https://login.example.com' },
    'OIDC_ISSUER needs OIDC_AUDIENCE: the audience that its tokens for this API carry.',
  ],
  [
    { OIDC_AUDIENCE: 'tierline' },
    'OIDC_AUDIENCE and OIDC_JWKS_URL mean nothing without OIDC_ISSUER: set it too, or none.',
  ],
  [
    { S3_BUCKET: 'files', S3_REGION: 'eu-west-3' },
    'Files go to a bucket only with all of S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY; missing here: S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY.',
  ],
  [
    { ZOOM_CLIENT_ID: 'client' },
    'Zoom makes rooms only with all of ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET; missing here: ZOOM_ACCOUNT_ID, ZOOM_CLIENT_SECRET.',
  ],
  [
    { TWILIO_ACCOUNT_SID: 'AC1' },
    'TWILIO_ACCOUNT_SID means nothing without TWILIO_AUTH_TOKEN: set it too, or none.',
  ],
  [{ CLAMD: 'localhost' }, 'CLAMD=localhost is not an address such as localhost:3310.'],
  [{ CLAMD: 'localhost:99999' }, 'CLAMD=localhost:99999 is not an address such as localhost:3310.'],
  [{ PORTAL_URL: 'desk' }, 'PORTAL_URL=desk is not a web address such as https://login.example.com.'],
  [{ PUBLIC_URL: 'support' }, 'PUBLIC_URL=support is not a web address such as https://login.example.com.'],
  [
    { OIDC_ISSUER: 'login', OIDC_AUDIENCE: 'tierline' },
    'OIDC_ISSUER=login is not a web address such as https://login.example.com.',
  ],
  [
    { OIDC_ISSUER: 'https://login.example.com', OIDC_AUDIENCE: 'tierline', OIDC_JWKS_URL: 'ftp://keys' },
    'OIDC_JWKS_URL=ftp://keys is not a web address such as https://login.example.com.',
  ],
])('%j is refused in one sentence', (env, message) => {
  expect(() => readConfig(env)).toThrow(expect.objectContaining({ name: 'SetupError', message }));
});

test('proxies in front may be counted', () => {
  expect(readConfig({ TRUSTED_PROXIES: '1' }).trustedProxies).toBe(1);
});
