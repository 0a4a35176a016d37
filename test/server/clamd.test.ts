import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ScannerUnavailable } from '@tierline/schema/files';
import { openClamd } from '@tierline/server/files/clamd';
import { afterEach, expect, test } from 'vitest';

let daemon: Server;
afterEach(() => new Promise((resolve) => daemon.close(resolve)));

/** Speaks as clamd's manual says: `zINSTREAM\0`, chunks after their lengths, a length of 0, an answer with a NUL. */
async function clamd(answer: (content: string, socket: Socket) => void) {
  daemon = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const content = contentOf(received);
      if (content !== null) answer(content, socket);
    });
  });
  await new Promise<void>((resolve) => daemon.listen(0, '127.0.0.1', resolve));
  return openClamd({ host: '127.0.0.1', port: (daemon.address() as AddressInfo).port });
}

/** Null until the stream has ended. */
function contentOf(received: Buffer): string | null {
  const command = 'zINSTREAM\0';
  if (received.subarray(0, command.length).toString() !== command) return null;
  const parts = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts).toString();
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

async function* file(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test('clamd gets the whole file, in chunks, and tells what it found', async () => {
  const scanner = await clamd((content, socket) => {
    socket.end(content === 'eicar test' ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
  });
  expect(await scanner.scan(file('eicar', ' ', 'test'))).toBe('Win.Test.EICAR_HDB-1');
  expect(await scanner.scan(file('harmless'))).toBeNull();
  expect(await scanner.scan(file('x'.repeat(3_000_000)))).toBeNull();
});

test('an answer that is none, no answer, and no daemon decide nothing', async () => {
  const limited = await clamd((_content, socket) => socket.end('INSTREAM size limit exceeded. ERROR\0'));
  await expect(limited.scan(file('x'))).rejects.toThrow(ScannerUnavailable);
  await new Promise((resolve) => daemon.close(resolve));

  const silent = await clamd((_content, socket) => socket.end());
  await expect(silent.scan(file('x'))).rejects.toThrow(ScannerUnavailable);
  const { port } = daemon.address() as AddressInfo;
  await new Promise((resolve) => daemon.close(resolve));
  await expect(openClamd({ host: '127.0.0.1', port }).scan(file('x'))).rejects.toThrow(ScannerUnavailable);
});
