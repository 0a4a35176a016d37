import path from 'node:path';
import { inspect } from 'node:util';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { openDatabase, type Database } from '@tierline/prisma/database';
import { personas } from '@tierline/prisma/demo/people';
import { migrate } from '@tierline/prisma/migrate';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { SetupError } from '@tierline/prisma/setup-error';
import { startWarnings } from '@tierline/schema/calendar/start-warnings';
import type { Files } from '@tierline/schema/files';
import type { Router } from 'express';
import { startServer } from './app.ts';
import { assumptions, mailFrom } from './assumptions.ts';
import { banner } from './banner.ts';
import { mailWebhook } from './channels/mail-webhook.ts';
import { openInbound } from './channels/open-inbound.ts';
import { startRecordings } from './channels/twilio-recordings.ts';
import { twilioPages } from './channels/twilio.ts';
import { isOwnHost, readConfig, type Config } from './config.ts';
import { openDemoIssuer } from './demo-issuer.ts';
import { partnerKey, sandboxKey } from './demo-key.ts';
import { loadDemo } from './demo.ts';
import { openFiles } from './files/open-files.ts';
import { hireFirstManager } from './first-manager.ts';
import { mailPages } from './dev-mail.ts';
import { desk } from './desk/routes.ts';
import { openDoor, type Door } from './door.ts';
import { remoteIssuer } from './identity.ts';
import { startJobs } from './jobs.ts';
import { createLog } from './log.ts';
import { startMail } from './mail/send-mails.ts';
import { openRelay } from './mail/smtp-relay.ts';
import { startRooms } from './meeting-rooms.ts';
import { playground } from './playground/routes.ts';
import { startSandboxes } from './sandboxes.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { startWebhooks } from './webhooks.ts';
import { createZoom } from './zoom.ts';

/** Beside the packages, from the sources as well as from the build. */
const DATA = path.resolve(import.meta.dirname, '../../.data');
const PATIENCE_MS = 1_900;

/** What must be closed before the process ends, the last opened first. */
const opened: (() => Promise<void>)[] = [];
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
try {
  await start();
} catch (error) {
  await fail(error);
}

/** What fails cheaply comes first: nothing is written before the arguments are read and the port is ours. */
async function start(): Promise<void> {
  const config = readConfig();
  const reset = readReset(process.argv.slice(2), config.databaseUrl);
  const log = createLog(config.logLevel);
  const door = await openDoor(config);
  opened.push(() => door.close());

  if (reset) await deletePostgres({ dir: DATA });
  const databaseUrl = config.databaseUrl ?? (await openPostgres());
  await migrate(databaseUrl);
  await loadCatalogue(databaseUrl);
  const database = openDatabase({ url: databaseUrl });
  opened.push(() => database.close());

  const { files, pages: filePages } = await openFiles({
    ...config,
    dir: path.join(DATA, 'files'),
    url: config.publicUrl ?? door.url,
  });
  const { issuer, people, machines, pages } = await openIssuer(config, door, database, files);
  const { twilio } = config;
  const phone = twilio
    ? [twilioPages({ database, authToken: twilio.authToken, publicUrl: config.publicUrl ?? door.url })]
    : [];
  const server = await startServer({
    door,
    database,
    files,
    issuer,
    log,
    publicUrl: config.publicUrl,
    meetingProvider: config.zoom ? 'ZOOM' : null,
    loopbackWebhooks: config.loopbackWebhooks,
    budgets: config.budgets,
    trustedProxies: config.trustedProxies,
    pages: [
      ...pages,
      ...filePages,
      ...mailIntake(config, database, files),
      ...phone,
      playground({ personas: people }),
    ],
  });
  opened.push(() => server.stop());
  const publicUrl = config.publicUrl ?? door.url;
  const portalUrl = portalOf(config, publicUrl);
  const inboundDomain = config.mailDomain ?? null;
  const jobs = startJobs({ database, files, log, publicUrl, inboundDomain, portalUrl });
  opened.push(() => jobs.stop());
  if (config.smtpUrl) {
    const sender = openRelay({ url: config.smtpUrl, from: mailFrom(config, publicUrl), inboundDomain });
    const mail = startMail({ database, log, sender });
    opened.push(() => mail.stop());
  }
  if (config.zoom) {
    const rooms = startRooms({ database, log, provider: createZoom(config.zoom) });
    opened.push(() => rooms.stop());
  }
  const sandboxes = startSandboxes({ database, log });
  opened.push(() => sandboxes.stop());
  const inbound = await openInbound(config, { database, files, log, publicUrl, portalUrl });
  opened.push(async () => inbound?.close());
  if (twilio?.accountSid) {
    const { accountSid, authToken } = twilio;
    const recordings = startRecordings({ database, files, log, accountSid, authToken });
    opened.push(() => recordings.stop());
  }
  const webhooks = startWebhooks({ database, log, sender: createWebhookSender(config) });
  opened.push(() => webhooks.stop());

  const notes = startWarnings();
  if (config.oidc) {
    const missing = await hireFirstManager(database, config.firstManager, new Date());
    if (missing) notes.push(missing);
    notes.push(...assumptions(config, publicUrl));
    log.info({ url: server.url }, 'serving');
    for (const note of notes) log.warn(note);
    return;
  }
  if (!isOwnHost(config.host)) {
    notes.push(
      `HOST=${config.host} lets others in: in a demo, whoever reaches this server may be anybody in it.`,
    );
  }
  process.stdout.write(banner({ url: server.url, people, machines, notes, embedded: !config.databaseUrl }));
}

/** Where a provider hands mail over, if one does. */
function mailIntake(
  { mailDomain, mailWebhookSecret }: Config,
  database: Database,
  { store }: Files,
): Router[] {
  if (!mailDomain || !mailWebhookSecret) return [];
  return [mailWebhook({ secret: mailWebhookSecret, domain: mailDomain, database, store })];
}

/** Where links of mails lead to tickets: in the demo to its desk. */
function portalOf({ portalUrl, oidc }: Config, publicUrl: string): string | null {
  return portalUrl ?? (oidc ? null : `${publicUrl}/desk/`);
}

/** A real issuer, or the demo's with its people, whose world is made on the first start. */
async function openIssuer(config: Config, { url }: Door, database: Database, files: Files) {
  const { oidc, publicUrl = url } = config;
  if (oidc) return { issuer: remoteIssuer(oidc), people: [], machines: [], pages: [] };
  const demo = await openDemoIssuer({ dir: DATA, url });
  await loadDemo(database, new Date(), files, { publicUrl, portalUrl: portalOf(config, publicUrl) });
  const people = await Promise.all(
    personas.map(async ({ subject, ...titles }) => ({ ...titles, token: await demo.token(subject) })),
  );
  const keys = [await partnerKey(database, files, new Date()), await sandboxKey(database, files, new Date())];
  const machines = keys.filter((key) => key !== null);
  const demoPages = [
    demo.pages,
    mailPages(database, { sends: Boolean(config.smtpUrl) }),
    desk({ personas: people }),
  ];
  return { issuer: demo, people, machines, pages: demoPages };
}

/** @throws SetupError for any other argument, and where it would not be ours to delete */
function readReset(args: string[], databaseUrl: string | undefined): boolean {
  const unknown = args.find((arg) => arg !== '--reset');
  if (unknown) throw new SetupError(`Unknown argument ${unknown}; the only one is --reset.`);
  if (args.length > 0 && databaseUrl) {
    throw new SetupError(
      '--reset deletes the embedded database only; DATABASE_URL names another, which is yours to empty.',
    );
  }
  return args.length > 0;
}

async function openPostgres(): Promise<string> {
  const postgres = await startPostgres({ dir: DATA });
  opened.push(() => postgres.stop());
  return postgres.url;
}

/** A start that a signal interrupts fails too, as its database goes: the end is on its way, and nothing to tell. */
async function fail(error: unknown): Promise<void> {
  if (ending) return;
  complain(error);
  await end(1);
}

/** Drains and closes; whatever still hangs when patience ends is cut. A second signal does not wait. */
async function end(code: number): Promise<void> {
  if (ending) process.exit(1);
  ending = true;
  setTimeout(() => process.exit(code), PATIENCE_MS);
  for (const close of opened.toReversed()) await close().catch(complain);
  process.exit(code);
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof SetupError ? error.message : inspect(error)}\n`);
}
