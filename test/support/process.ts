import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** The built server, as `npm start` runs it. */
export const MAIN = path.join(import.meta.dirname, '../../server/dist/main.js');

export interface Started {
  child: ChildProcess;
  /** Its exit code, once it ended. */
  ended: Promise<number | null>;
  output(): string;
  errors(): string;
  /** Waits until it prints something of that form; rejects with its errors when it ends before. */
  printed(form: RegExp): Promise<RegExpExecArray>;
}

/** A program in a process of its own, with what the tests' environment and `env` say. */
export function startProcess(file: string, env: Record<string, string>, ...args: string[]): Started {
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    ended,
    output: () => output,
    errors: () => errors,
    printed: (form) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = form.exec(output);
          if (match) resolve(match);
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => reject(new Error(errors)));
      }),
  };
}
