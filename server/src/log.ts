import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON object a line. Headers, bodies and variables are never handed to it; redaction is the second lock. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: [
      'authorization',
      'token',
      'password',
      '*.authorization',
      '*.token',
      '*.password',
      '*.*.authorization',
    ],
  };
  return destination ? pino(options, destination) : pino(options);
}
