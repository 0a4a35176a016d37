import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { useMemo, useRef, useState } from 'react';
import { costOf, LastCost, type Cost } from './cost.tsx';
import { FillIn } from './fill-in.tsx';
import { refusalIn, WhoHint, type Refused } from './hint.tsx';
import { LESSONS } from './lessons.ts';
import { LinkButton } from './link.tsx';
import { PersonaPicker, usePersonas, type Persona } from './persona.tsx';
import { linkedTab, savedTab, startOver } from './saved-tabs.ts';
import { TabPicker } from './tab-picker.tsx';

const LINKED = linkedTab();
const OPENING = LINKED ?? savedTab() ?? LESSONS[0];
// Where tabs are stored, GraphiQL finds the one that is asked for among them, or adds it.
const TABS = LINKED ? [LINKED, ...LESSONS.filter((lesson) => lesson !== LINKED)] : LESSONS;

export function Playground() {
  const personas = usePersonas();
  const [persona, setPersona] = useState<Persona | null>(null);
  const token = useRef<string | null>(null);
  const [cost, setCost] = useState<Cost | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [filled, setFilled] = useState<string | null>(null);
  const fetcher = useMemo(() => fetcherAs(() => token.current, setCost, setRefused), []);
  const choose = (chosen: Persona | null) => {
    token.current = chosen?.token ?? null;
    setPersona(chosen);
    setRefused(null);
  };
  return (
    <>
      <header className="tierline">
        <h1>Tierline</h1>
        <p className="tierline-lead">Each tab asks something. Run it, then change it.</p>
        <TabPicker />
        <PersonaPicker personas={personas} chosen={persona} choose={choose} />
        <LastCost cost={cost} />
        <nav aria-label="Documentation">
          <a href="../docs/server.html" target="_blank">
            README
          </a>
          <a href="../docs/" target="_blank">
            SDK and docs
          </a>
          <LinkButton />
          <button type="button" onClick={startOver}>
            Reset tabs
          </button>
        </nav>
      </header>
      <WhoHint refused={refused} personas={personas} chosen={persona} choose={choose} />
      <p role="status" className="tierline-filled">
        {filled}
      </p>
      <GraphiQL
        fetcher={fetcher}
        defaultTabs={TABS}
        initialQuery={OPENING?.query ?? ''}
        initialVariables={OPENING?.variables ?? ''}
        defaultEditorToolsVisibility="variables"
        shouldPersistHeaders={false}
        inputValueDeprecation
        schemaDescription
      >
        <GraphiQL.Logo>
          <FillIn personas={personas} chosen={persona} tell={setFilled} />
        </GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

/** Sends to the API next door; what is told as it happens comes by Server-Sent Events. A token in the Headers editor wins over that of the persona. */
function fetcherAs(
  token: () => string | null,
  tellCost: (cost: Cost | null) => void,
  tellRefused: (refused: Refused | null) => void,
): Fetcher {
  const send = createGraphiQLFetcher({
    url: '../graphql',
    enableIncrementalDelivery: false,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      const bearer = token();
      if (bearer && !headers.has('authorization')) headers.set('authorization', `Bearer ${bearer}`);
      const answer = await fetch(url, { ...init, headers });
      // GraphiQL asks for the schema by itself: that is not the reader's.
      const isOwn = typeof init?.body === 'string' && !init.body.includes('IntrospectionQuery');
      if (isOwn) {
        void costOf(answer.clone()).then(tellCost);
        void refusalOf(init.body as string, answer.clone()).then(tellRefused);
      }
      return answer;
    },
  });
  const live = createClient({
    url: '../graphql/stream',
    headers: () => {
      const bearer = token();
      return bearer ? { authorization: `Bearer ${bearer}` } : {};
    },
    fetchFn: async (url: string, init?: RequestInit) => {
      const answer = await fetch(url, init);
      if (isRefusal(answer)) void refusalOf(init?.body as string, answer.clone()).then(tellRefused);
      return asStream(answer);
    },
  });
  return ({ operationName, ...request }, options) => {
    // Who runs a tab right after opening it would still send the name of the tab before.
    const named = operationName && request.query.includes(` ${operationName}`);
    const asked = named ? { ...request, operationName } : request;
    if (isSubscription(asked)) return live.iterate(asked);
    return send(asked, options);
  };
}

/** Why an answer was refused, where another person would help. */
async function refusalOf(asked: string, answer: Response): Promise<Refused | null> {
  const { query, operationName } = JSON.parse(asked) as { query: string; operationName?: string };
  return refusalIn(query, operationName, await answer.json().catch(() => null));
}

/** Of a stream. */
function isRefusal(answer: Response): boolean {
  return answer.status === 400 && (answer.headers.get('content-type')?.includes('json') ?? false);
}

/** A refusal as the only message of a stream: the client would ask again in silence, and the reader see nothing. */
async function asStream(answer: Response): Promise<Response> {
  if (!isRefusal(answer)) return answer;
  const text = `event: next\ndata: ${JSON.stringify(await answer.json())}\n\nevent: complete\ndata:\n\n`;
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

function isSubscription({ query, operationName }: { query: string; operationName?: string | null }): boolean {
  return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
}
