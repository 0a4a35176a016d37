import type { Files } from '@tierline/schema/files';
import type { Router } from 'express';
import { openClamd } from './clamd.ts';
import { fileRoutes } from './file-routes.ts';
import { openLocalFiles } from './local-files.ts';
import { openS3Files, type S3Options } from './s3-files.ts';

/** The store and the scanner that the configuration names, and the pages by which a directory is reached. */
export async function openFiles(options: {
  s3: S3Options | undefined;
  clamd: { host: string; port: number } | undefined;
  dir: string;
  url: string;
  clock?: () => Date;
}): Promise<{ files: Files; pages: Router[] }> {
  const scanner = options.clamd ? openClamd(options.clamd) : null;
  if (options.s3) return { files: { store: openS3Files(options.s3), scanner }, pages: [] };
  const store = await openLocalFiles(options);
  return { files: { store, scanner }, pages: [fileRoutes(store, options.clock)] };
}
