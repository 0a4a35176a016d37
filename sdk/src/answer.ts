import { NetworkError, type GraphQLErrorEntry, type Origin } from './errors.ts';

export interface Answer {
  data: Record<string, unknown> | null;
  errors: GraphQLErrorEntry[];
  /** What of the document will go, in the server's words. */
  deprecations: string[];
}

/** Reads a body to its end; `origin` learns what it says. */
export async function readAnswer(response: Response, origin: Origin): Promise<Answer> {
  const text = await response.text().catch((cause: unknown) => {
    throw new NetworkError(origin, cause);
  });
  const answer = parseAnswer(text);
  learn(origin, answer.errors, response.headers);
  return answer;
}

/** `origin` learns what errors, and headers where there are some, say of the request. */
export function learn(origin: Origin, errors: readonly GraphQLErrorEntry[], headers?: Headers): void {
  const id = errors[0]?.extensions?.['requestId'];
  if (typeof id === 'string') origin.requestId ??= id;
  origin.retryAfterMs = retryAfter(headers?.get('retry-after') ?? '', errors);
}

/** Neither data nor errors when the text is not a GraphQL answer. */
export function parseAnswer(text: string): Answer {
  try {
    return answerOf(JSON.parse(text));
  } catch {
    return answerOf(null);
  }
}

export function answerOf(answer: unknown): Answer {
  const { data, errors, extensions } = record(answer) ?? {};
  return {
    data: record(data),
    errors: items(errors).filter(
      (entry): entry is GraphQLErrorEntry => typeof record(entry)?.['message'] === 'string',
    ),
    deprecations: items(record(extensions)?.['deprecations']).map(String),
  };
}

/** What has fields, or null for anything else. */
export function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown> | null)
    : null;
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

// A code stands in the message of an error, so it must not be free text.
export function codeOf({ extensions }: GraphQLErrorEntry): string {
  const code = String(extensions?.['code']);
  return /^[A-Z][A-Z_\d]{0,63}$/.test(code) ? code : 'UNKNOWN';
}

/** The longest wait that an answer asks for: by header in seconds, whole or not, or as a date, by an error in milliseconds. */
function retryAfter(header: string, errors: readonly GraphQLErrorEntry[]): number | null {
  const waits = [
    /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now(),
    ...errors.map(({ extensions }) => extensions?.['retryAfterMs']),
  ].filter((ms): ms is number => typeof ms === 'number' && ms >= 0);
  return waits.sort((a, b) => b - a)[0] ?? null;
}
