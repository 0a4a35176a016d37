export interface Answer {
  status: number;
  headers: Headers;
  body: GraphqlBody;
  /** What the answer says besides: its cost. */
  extensions?: Record<string, unknown>;
}

export interface GraphqlBody {
  data?: Record<string, unknown> | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; requestId: string } & Record<string, unknown>;
  }[];
}

/** One GraphQL request the way every HTTP client sends it. */
export async function ask(
  { url }: { url: string },
  query: string,
  options: {
    token?: string;
    variables?: Record<string, unknown>;
    /** Which one, where the document holds several. */
    operationName?: string;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const { token, variables, operationName, headers } = options;
  return answerOf(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables, operationName }),
    }),
  );
}

/** Reads an answer that must be JSON. */
export async function answerOf(response: Response): Promise<Answer> {
  const { extensions, ...body } = (await response.json()) as GraphqlBody & Pick<Answer, 'extensions'>;
  return { status: response.status, headers: response.headers, body, ...(extensions && { extensions }) };
}
