import { NetworkError, type GraphQLErrorEntry, type Origin } from './errors.ts';

export interface Answer {
  data: Record<string, unknown> | null;
  errors: GraphQLErrorEntry[];
  /** What of the document will go, in the server's words. */
  deprecations: string[];
}

/** Reads a body to its end; `origin` learns what it says. */
export async function readAnswer(response: Response, origin: Origin): Promise<Answer> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw new NetworkError(origin, cause);
  }
  const answer = parseAnswer(text);
  learn(origin, answer.errors, response.headers);
  return answer;
}

/** `origin` learns what errors, and headers where there are some, say of the request. */
export function learn(origin: Origin, errors: readonly GraphQLErrorEntry[], headers?: Headers): void {
  origin.requestId ??= requestIdOf(errors[0]);
  origin.retryAfterMs = retryAfter(headers?.get('retry-after') ?? '', errors);
}

/** Neither data nor errors when the text is not a GraphQL answer. */
export function parseAnswer(text: string): Answer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // falls through to the same answer
  }
  return answerOf(answer);
}

export function answerOf(answer: unknown): Answer {
  const { data, errors, extensions } = isRecord(answer) ? answer : {};
  const { deprecations } = isRecord(extensions) ? extensions : {};
  return {
    data: isRecord(data) ? data : null,
    errors: Array.isArray(errors) ? errors.filter(isErrorEntry) : [],
    deprecations: Array.isArray(deprecations) ? deprecations.map(String) : [],
  };
}

function isErrorEntry(entry: unknown): entry is GraphQLErrorEntry {
  return isRecord(entry) && typeof entry['message'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A code stands in the message of an error, so it must not be free text.
export function codeOf({ extensions }: GraphQLErrorEntry): string {
  const code = String(extensions?.['code']);
  return /^[A-Z][A-Z_\d]{0,63}$/.test(code) ? code : 'UNKNOWN';
}

function requestIdOf(error: GraphQLErrorEntry | undefined): string | null {
  const id = error?.extensions?.['requestId'];
  return typeof id === 'string' ? id : null;
}

/** The longest wait that an answer asks for: by header in seconds, whole or not, or as a date, by an error in milliseconds. */
function retryAfter(header: string, errors: readonly GraphQLErrorEntry[]): number | null {
  const waits = [
    /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now(),
    ...errors.map(({ extensions }) => extensions?.['retryAfterMs']),
  ].filter((ms): ms is number => typeof ms === 'number' && ms >= 0);
  return waits.length === 0 ? null : Math.max(...waits);
}
