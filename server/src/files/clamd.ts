import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { ScannerUnavailable, type Bytes, type Scanner } from '@tierline/schema/files';

const PATIENCE_MS = 60_000;

/** ClamAV's daemon, by its INSTREAM command: the file goes over the connection, no disk is shared. */
export function openClamd({ host, port }: { host: string; port: number }): Scanner {
  return {
    scan: async (content) => {
      const answer = await ask(host, port, content).catch((cause: unknown) => {
        throw new ScannerUnavailable(`clamd at ${host}:${port} gives no answer.`, { cause });
      });
      if (/^stream: OK$/.test(answer)) return null;
      const threat = /^stream: (.+) FOUND$/.exec(answer)?.[1];
      if (threat === undefined) throw new ScannerUnavailable(`clamd at ${host}:${port} answers: ${answer}`);
      return threat;
    },
  };
}

/** `z`: command and answer end with a NUL. Each chunk follows its length; a length of 0 ends the stream. */
async function ask(host: string, port: number, content: Bytes): Promise<string> {
  const socket = connect({ host, port, timeout: PATIENCE_MS });
  socket.once('timeout', () => socket.destroy(new Error('no answer in time')));
  const answered = answerOf(socket);
  // It may answer, and close, before the whole file is sent: then the answer counts, not the broken pipe.
  const sent = pipeline(inChunks(content), socket, { end: false });
  await Promise.race([sent.catch(() => {}), answered]);
  try {
    return await answered;
  } finally {
    socket.destroy();
    await sent.catch(() => {});
  }
}

async function* inChunks(content: Bytes): AsyncGenerator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  for await (const bytes of content) {
    yield lengthOf(bytes);
    yield bytes;
  }
  yield lengthOf([]);
}

function lengthOf({ length }: { length: number }): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
    socket.on('data', (text: string) => {
      answer += text;
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end).trim());
    });
  });
}
