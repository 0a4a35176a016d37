// Hands the malformed mails of Python's own tests to our listener, one after the other, and looks at what became of each
// (Debian: libpython3.11-testsuite, or the directory with such mails as the argument).
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { openDatabase } from '@tierline/prisma/database';
import { migrate } from '@tierline/prisma/migrate';
import { startPostgres } from '@tierline/prisma/postgres';
import { asTenant } from '@tierline/prisma/tenancy';
import { readDue } from '@tierline/server/channels/intake';
import { openMailReader } from '@tierline/server/channels/mail-reader';
import { openSmtp } from '@tierline/server/channels/smtp';
import { openFiles } from '@tierline/server/files/open-files';
import { createLog } from '@tierline/server/log';
import { createTransport } from 'nodemailer';

const corpus =
  process.argv[2] ??
  readdirSync('/usr/lib')
    .filter((name) => /^python3\.\d+$/.test(name))
    .map((name) => `/usr/lib/${name}/test/test_email/data`)
    .find((place) => mailsIn(place).length > 0);
const names = corpus ? mailsIn(corpus) : [];
if (names.length === 0) {
  console.error('No mails: install libpython3.11-testsuite, or name the directory in which they lie.');
  process.exit(1);
}

const dir = await mkdtemp(path.join(tmpdir(), 'tierline-mails-'));
const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), durable: false });
await migrate(postgres.url);
await loadCatalogue(postgres.url);
const database = openDatabase({ url: postgres.url });
const { files } = await openFiles({ s3: undefined, clamd: undefined, dir: path.join(dir, 'files'), url: '' });
const log = createLog('warn');
const resolver = () => Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }));
const reader = openMailReader({ resolver });
const domain = 'in.vendor.example';
const smtp = await openSmtp({
  host: '127.0.0.1',
  port: 0,
  domain,
  tls: null,
  database,
  store: files.store,
  log,
});
const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true });
const desk = { db: database.client, files, reader, publicUrl: 'http://localhost', domain };
const outcomes = new Map();
let slowest = 0;
try {
  for (const name of names) {
    const raw = readFileSync(path.join(corpus, name));
    await transport.sendMail({ raw, envelope: { from: 'anybody@else.example', to: `support@${domain}` } });
    const before = performance.now();
    await readDue(desk, log);
    slowest = Math.max(slowest, performance.now() - before);
    const [mail] = await asTenant('every-account', async () =>
      database.client.incomingMail.findMany({ orderBy: { id: 'desc' }, take: 1 }),
    );
    outcomes.set(mail.reason ?? mail.state, (outcomes.get(mail.reason ?? mail.state) ?? 0) + 1);
    if (mail.state !== 'QUARANTINED') {
      console.error(`${name} is ${mail.state}: nobody here is known to anybody.`);
      process.exitCode = 1;
    }
  }
  console.log(
    `${names.length} mails, the slowest read in ${Math.round(slowest)} ms:`,
    Object.fromEntries(outcomes),
  );
} finally {
  transport.close();
  await smtp.close();
  await reader.close();
  await database.close();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

function mailsIn(place) {
  try {
    return readdirSync(place).filter((name) => /^msg_\w+\.txt$/.test(name));
  } catch {
    return [];
  }
}
