import { SetupError } from '@tierline/prisma/setup-error';
import { readTrustedProxies } from './address.ts';
import { BUDGETS, type Budget, type Budgets } from './budgets.ts';
import type { S3Options } from './files/s3-files.ts';
import { LIMITS } from './limits.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** What the environment says. This file is its only reader. */
export interface Config {
  /** PORT, 4000 unless told; 0 takes any free one. */
  port: number;
  /** HOST, 127.0.0.1 unless told: a demo whose tokens stand in a terminal is nobody else's to use. */
  host: string;
  /** DATABASE_URL: any Postgres 15 or newer; the embedded one unless told. */
  databaseUrl: string | undefined;
  /** OIDC_ISSUER with OIDC_AUDIENCE, and OIDC_JWKS_URL where discovery shall not be used. Demo mode unless told. */
  oidc: { issuer: string; audience: string; jwksUrl: string | undefined } | undefined;
  /** FIRST_MANAGER: the `sub` of whoever sets up a new installation; of no effect once there is staff. */
  firstManager: string | undefined;
  /** S3_BUCKET with S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: a directory beside the database unless told. */
  s3: S3Options | undefined;
  /** ZOOM_ACCOUNT_ID with ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET: who makes rooms for meetings; people bring their links unless told. */
  zoom: { accountId: string; clientId: string; clientSecret: string } | undefined;
  /** TWILIO_AUTH_TOKEN: what calls to the voicemail are signed with, and with TWILIO_ACCOUNT_SID what fetches recordings; nobody can call unless told. */
  twilio: { authToken: string; accountSid: string | undefined } | undefined;
  /** PUBLIC_URL: where this server is reached from outside; where it listens unless told. */
  publicUrl: string | undefined;
  /** PORTAL_URL: where customers and staff read and answer tickets, for the links of mails, which name one as `?ticket=T-1042`; the published portal, and in the demo the desk, unless told. */
  portalUrl: string | undefined;
  /** CLAMD: `host:port` of a ClamAV daemon; files are not scanned unless told. */
  clamd: { host: string; port: number } | undefined;
  /** SMTP_URL: the relay that mail goes to, such as `smtp://user:password@relay.example:587`; without one, none is sent. */
  smtpUrl: string | undefined;
  /** MAIL_FROM: as whom it is sent, such as `Support <support@example.com>`; `support` at the public host unless told. */
  mailFrom: string | undefined;
  /** MAIL_DOMAIN: where mail to us arrives, for answers and for what cannot be delivered; nowhere unless told. */
  mailDomain: string | undefined;
  /** MAIL_LISTEN: `host:port` where mail is listened for, such as `0.0.0.0:25`; nowhere unless told. MAIL_TLS_CERT and MAIL_TLS_KEY: files of a certificate for STARTTLS. */
  mailListen: { host: string; port: number; tls: { certFile: string; keyFile: string } | null } | undefined;
  /** MAIL_WEBHOOK_SECRET: of a provider that hands mail over at `/channels/mail`, as Standard Webhooks has it. */
  mailWebhookSecret: string | undefined;
  /** BUDGET of each person and API key, ANONYMOUS_BUDGET of each address: points at once, and how many come back a second. */
  budgets: Budgets;
  /** TRUSTED_PROXIES: how many proxies stand in front, or their addresses; none unless told. */
  trustedProxies: number | string[] | undefined;
  /** Whether webhooks may lead to this machine too: in a demo that only this machine reaches, whose tokens are no secret. */
  loopbackWebhooks: boolean;
  /** LOG_LEVEL: info, and in demo mode warn, unless told. */
  logLevel: LogLevel;
}

/** @throws SetupError with one sentence about the first variable that is wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = (name: string) => env[name]?.trim() || undefined;
  const oidc = readOidc(read);
  const host = read('HOST') ?? '127.0.0.1';
  const publicUrl = readPublicUrl(read('PUBLIC_URL'));
  const trustedProxies = readProxies(read('TRUSTED_PROXIES'));
  return {
    port: readPort(read('PORT') ?? '4000'),
    host,
    databaseUrl: read('DATABASE_URL'),
    oidc,
    firstManager: read('FIRST_MANAGER'),
    s3: readS3(read),
    zoom: readZoom(read),
    twilio: readTwilio(read),
    publicUrl,
    portalUrl: readPortalUrl(read('PORTAL_URL')),
    clamd: readClamd(read('CLAMD')),
    smtpUrl: readSmtpUrl(read('SMTP_URL')),
    mailFrom: readMailFrom(read('MAIL_FROM')),
    mailDomain: readMailDomain(read('MAIL_DOMAIN')),
    mailListen: readMailListen(read),
    mailWebhookSecret: readMailWebhookSecret(read),
    budgets: {
      known: readBudget('BUDGET', read('BUDGET')) ?? BUDGETS.known,
      anonymous: readBudget('ANONYMOUS_BUDGET', read('ANONYMOUS_BUDGET')) ?? BUDGETS.anonymous,
    },
    trustedProxies,
    loopbackWebhooks: !oidc && !publicUrl && !trustedProxies && isOwnHost(host),
    logLevel: readLogLevel(read('LOG_LEVEL') ?? (oidc ? 'info' : 'warn')),
  };
}

/** Whether who listens there is reached from this machine only. */
export function isOwnHost(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new SetupError(`PORT=${text} is not a port: use a number from 0 to 65535.`);
  return port;
}

function readOidc(read: (name: string) => string | undefined): Config['oidc'] {
  const issuer = read('OIDC_ISSUER');
  const audience = read('OIDC_AUDIENCE');
  const jwksUrl = read('OIDC_JWKS_URL');
  if (!issuer) {
    if (audience || jwksUrl) {
      throw new SetupError(
        'OIDC_AUDIENCE and OIDC_JWKS_URL mean nothing without OIDC_ISSUER: set it too, or none.',
      );
    }
    return undefined;
  }
  if (!audience) {
    throw new SetupError('OIDC_ISSUER needs OIDC_AUDIENCE: the audience that its tokens for this API carry.');
  }
  assertWebAddress('OIDC_ISSUER', issuer);
  if (jwksUrl) assertWebAddress('OIDC_JWKS_URL', jwksUrl);
  return { issuer, audience, jwksUrl };
}

function readS3(read: (name: string) => string | undefined): S3Options | undefined {
  const names = [
    'S3_BUCKET',
    'S3_ENDPOINT',
    'S3_REGION',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
  ] as const;
  const [bucket, endpoint, region, accessKeyId, secretAccessKey] = names.map(read);
  if (!names.some(read)) return undefined;
  if (!bucket || !endpoint || !region || !accessKeyId || !secretAccessKey) {
    const missing = names.filter((name) => !read(name)).join(', ');
    throw new SetupError(
      `Files go to a bucket only with all of ${names.join(', ')}; missing here: ${missing}.`,
    );
  }
  assertWebAddress('S3_ENDPOINT', endpoint);
  return { bucket, endpoint, region, accessKeyId, secretAccessKey };
}

function readZoom(read: (name: string) => string | undefined): Config['zoom'] {
  const names = ['ZOOM_ACCOUNT_ID', 'ZOOM_CLIENT_ID', 'ZOOM_CLIENT_SECRET'] as const;
  const [accountId, clientId, clientSecret] = names.map(read);
  if (!names.some(read)) return undefined;
  if (!accountId || !clientId || !clientSecret) {
    const missing = names.filter((name) => !read(name)).join(', ');
    throw new SetupError(`Zoom makes rooms only with all of ${names.join(', ')}; missing here: ${missing}.`);
  }
  return { accountId, clientId, clientSecret };
}

function readTwilio(read: (name: string) => string | undefined): Config['twilio'] {
  const authToken = read('TWILIO_AUTH_TOKEN');
  const accountSid = read('TWILIO_ACCOUNT_SID');
  if (accountSid && !authToken) {
    throw new SetupError('TWILIO_ACCOUNT_SID means nothing without TWILIO_AUTH_TOKEN: set it too, or none.');
  }
  return authToken ? { authToken, accountSid } : undefined;
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text) assertWebAddress('PUBLIC_URL', text);
  return text?.replace(/\/+$/, '');
}

function readPortalUrl(text: string | undefined): string | undefined {
  if (text) assertWebAddress('PORTAL_URL', text);
  return text;
}

function readClamd(text: string | undefined): Config['clamd'] {
  if (!text) return undefined;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (!host || !(Number(port) <= 65_535)) {
    throw new SetupError(`CLAMD=${text} is not an address such as localhost:3310.`);
  }
  return { host, port: Number(port) };
}

/** Says nothing of what it was told: it may hold a password. */
function readSmtpUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol) || !new URL(text).hostname) {
    throw new SetupError('SMTP_URL is not an address such as smtp://user:password@relay.example:587.');
  }
  return text;
}

function readMailFrom(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)) {
    throw new SetupError(`MAIL_FROM=${text} is not an address such as Support <support@example.com>.`);
  }
  return text;
}

function readMailDomain(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text)) {
    throw new SetupError(`MAIL_DOMAIN=${text} is not a domain such as support.example.com.`);
  }
  return text.toLowerCase();
}

function readMailListen(read: (name: string) => string | undefined): Config['mailListen'] {
  const text = read('MAIL_LISTEN');
  const [certFile, keyFile] = [read('MAIL_TLS_CERT'), read('MAIL_TLS_KEY')];
  if (!text) return undefined;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (!host || !(Number(port) <= 65_535)) {
    throw new SetupError(`MAIL_LISTEN=${text} is not an address such as 0.0.0.0:25.`);
  }
  if (!read('MAIL_DOMAIN'))
    throw new SetupError('MAIL_LISTEN needs MAIL_DOMAIN: for which domain mail is taken.');
  if (!certFile !== !keyFile)
    throw new SetupError('STARTTLS takes both MAIL_TLS_CERT and MAIL_TLS_KEY, or neither.');
  return { host, port: Number(port), tls: certFile && keyFile ? { certFile, keyFile } : null };
}

function readMailWebhookSecret(read: (name: string) => string | undefined): string | undefined {
  const secret = read('MAIL_WEBHOOK_SECRET');
  if (!secret) return undefined;
  if (!/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret)) {
    throw new SetupError('MAIL_WEBHOOK_SECRET is not whsec_ and 24 bytes or more in base64.');
  }
  if (!read('MAIL_DOMAIN'))
    throw new SetupError('MAIL_WEBHOOK_SECRET needs MAIL_DOMAIN: for which domain mail is taken.');
  return secret;
}

/** At least the dearest request there may be, or it could never be paid. */
function readBudget(name: string, text: string | undefined): Budget | undefined {
  if (!text) return undefined;
  const [, limit, restoreRate] = /^(\d{1,9})\+(\d{1,9})\/s$/.exec(text) ?? [];
  if (!(Number(limit) >= LIMITS.cost && Number(restoreRate) >= 1)) {
    throw new SetupError(
      `${name}=${text} is not a budget such as 10000+200/s: at least ${LIMITS.cost} points at once, and how many come back each second.`,
    );
  }
  return { limit: Number(limit), restoreRate: Number(restoreRate) };
}

function readProxies(text: string | undefined): Config['trustedProxies'] {
  if (!text) return undefined;
  try {
    return readTrustedProxies(text);
  } catch {
    throw new SetupError(
      `TRUSTED_PROXIES=${text} is neither how many proxies stand in front, nor a list of addresses such as 10.0.0.0/8, loopback.`,
    );
  }
}

function assertWebAddress(name: string, text: string): void {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SetupError(`${name}=${text} is not a web address such as https://login.example.com.`);
  }
}

function readLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((candidate) => candidate === text);
  if (!level) throw new SetupError(`LOG_LEVEL=${text} is not one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}
