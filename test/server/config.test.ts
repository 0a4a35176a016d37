import { readConfig } from '@tierline/server/config';
import { expect, test } from 'vitest';

test('without any variable it is a demo for this machine, on port 4000, with its own database', () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    oidc: undefined,
    logLevel: 'warn',
  });
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
      CLAMD: 'localhost:3310',
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
    publicUrl: 'https://support.example.com',
    clamd: { host: 'localhost', port: 3310 },
    logLevel: 'info',
  });
});

test.each([
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
  [{ CLAMD: 'localhost' }, 'CLAMD=localhost is not an address such as localhost:3310.'],
  [{ CLAMD: 'localhost:99999' }, 'CLAMD=localhost:99999 is not an address such as localhost:3310.'],
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
