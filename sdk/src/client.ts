import { methods } from './generated/methods.ts';
import { createTransport, type ClientOptions, type Transport } from './transport.ts';

/** The API as methods, one namespace for each word of the programme, and `request` for documents of your own. */
export type Client = ReturnType<typeof methods> & Transport;

/**
 * Connects to a Tierline API. Nothing is sent before a method is called.
 *
 * @throws TypeError for options that cannot work
 */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return { ...methods(transport), ...transport };
}
