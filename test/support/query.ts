import { expect } from 'vitest';
import { ask } from './ask.ts';

/** The data of a request that must succeed, in the shape that the caller knows its document to have. */
export async function query<Data>(
  server: { url: string },
  document: string,
  options: Parameters<typeof ask>[2] = {},
): Promise<Data> {
  const { body } = await ask(server, document, options);
  expect(body.errors).toBeUndefined();
  return body.data as Data;
}

/** The code of the one error with which a request must fail. */
export async function errorCode(
  server: { url: string },
  document: string,
  options: Parameters<typeof ask>[2] = {},
): Promise<string> {
  const { body } = await ask(server, document, options);
  expect(body.errors).toHaveLength(1);
  return body.errors![0]!.extensions.code;
}
