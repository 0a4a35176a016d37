import { GraphQLError, Kind } from 'graphql';
import { builder } from './builder.ts';

// 1970 to 2199: an instant outside is a slip of the keyboard, and calendars have a horizon (K14).
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const MONTH = /^\d{4}-\d\d$/;
const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/;

builder.scalarType('DateTime', {
  description:
    'An instant, RFC 3339 with an offset: `2026-07-13T17:00:00+02:00`. Answers are in UTC, to the millisecond. 1970 to 2199.',
  serialize: (value) => (value instanceof Date ? value : new Date(value)).toISOString(),
  parseValue: (value) => {
    const at = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : NaN;
    if (!(at >= EARLIEST && at < LATEST) || !isRealDate(String(value).slice(0, 10))) {
      throw new GraphQLError(
        `Not an instant: ${shown(value)}. Send RFC 3339 with an offset, between 1970 and 2199: 2026-07-13T17:00:00+02:00.`,
        { extensions: { code: 'BAD_USER_INPUT' } },
      );
    }
    return new Date(at);
  },
});

builder.scalarType('LocalDate', {
  description: 'A calendar date without a zone: `2026-07-14`. 1970 to 2199.',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  parseValue: (value) => {
    if (typeof value !== 'string' || !LOCAL_DATE.test(value) || !isRealDate(value)) {
      throw new GraphQLError(
        `Not a date: ${shown(value)}. Send year-month-day, between 1970 and 2199: 2026-07-14.`,
        { extensions: { code: 'BAD_USER_INPUT' } },
      );
    }
    return value;
  },
});

builder.scalarType('BigInt', {
  description:
    'An integer of any size, as a string of digits: JSON’s numbers are exact only up to 2^53. Integers up to there may be sent as numbers too.',
  serialize: String,
  parseValue: readInteger,
  // As written: a number in a document keeps all its digits.
  parseLiteral: (node) =>
    node.kind === Kind.INT || node.kind === Kind.STRING ? readInteger(node.value) : readInteger(null),
});

builder.scalarType('Month', {
  description: 'A calendar month without a zone: `2026-07`. 1970 to 2199.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !MONTH.test(value) || !isRealDate(`${value}-01`)) {
      throw new GraphQLError(
        `Not a month: ${shown(value)}. Send year-month, between 1970 and 2199: 2026-07.`,
        { extensions: { code: 'BAD_USER_INPUT' } },
      );
    }
    return value;
  },
});

builder.scalarType('JSON', {
  description: 'Plain data whose form the `type` beside it names.',
  serialize: (value) => value,
  parseValue: () => {
    throw new GraphQLError('JSON is only ever answered, never sent.');
  },
});

function readInteger(value: unknown): bigint {
  if (typeof value === 'string' && /^-?\d{1,30}$/.test(value)) return BigInt(value);
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  throw new GraphQLError(`Not an integer: ${shown(value)}. Send a string of digits: "1250000".`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** 2026-02-30 has the form of a date and is none. */
function isRealDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return at >= EARLIEST && at < LATEST && new Date(at).toISOString().startsWith(text);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
