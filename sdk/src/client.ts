import { methods } from './generated/methods.ts';
import { createLive, type LiveConnector, type LiveTransport } from './live.ts';
import { createTransport, type ClientOptions, type Transport } from './transport.ts';

/** The API as methods, one namespace for each word of the programme; `request` and `subscribe` for documents of your own. */
export type Client = ReturnType<typeof methods> & Transport & LiveTransport;

/**
 * Connects to a Tierline API. Nothing is sent before a method is called.
 *
 * @param options with `live`, subscriptions come another way than by Server-Sent Events
 * @throws TypeError for options that cannot work
 */
export function createClient({
  live,
  ...options
}: ClientOptions & { live?: LiveConnector | undefined }): Client {
  const transport = { ...createTransport(options), ...createLive(options, live) };
  return { ...methods(transport), ...transport };
}
