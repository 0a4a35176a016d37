import { readFile } from 'node:fs/promises';
import type { Database } from '@tierline/prisma/database';
import { SetupError } from '@tierline/prisma/setup-error';
import type { Files } from '@tierline/schema/files';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { startIntake } from './intake.ts';
import { openMailReader } from './mail-reader.ts';
import { openSmtp } from './smtp.ts';

interface Surroundings {
  database: Database;
  files: Files;
  log: Logger;
  publicUrl: string;
  portalUrl: string | null;
}

/**
 * Takes mail in where the configuration says that any arrives: a listener, and the reader of what it and the webhook keep.
 *
 * @throws SetupError where the port is taken, or the certificate cannot be read
 */
export async function openInbound(
  { mailDomain: domain, mailListen }: Config,
  { database, files, log, ...links }: Surroundings,
): Promise<{ close(): Promise<void> } | null> {
  if (!domain) return null;
  const reader = openMailReader();
  const intake = startIntake({ db: database.client, files, reader, domain, ...links }, log);
  const smtp = mailListen && {
    ...mailListen,
    tls: mailListen.tls && {
      cert: await pem(mailListen.tls.certFile),
      key: await pem(mailListen.tls.keyFile),
    },
  };
  const listener = smtp && (await openSmtp({ ...smtp, domain, database, store: files.store, log }));
  return {
    close: async () => {
      await listener?.close();
      await intake.stop();
      await reader.close();
    },
  };
}

function pem(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new SetupError(`The certificate for mail cannot be read: ${error.message}`);
  });
}
