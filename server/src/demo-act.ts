import type { Database } from '@tierline/prisma/database';
import type { SignedInActor } from '@tierline/schema/access';
import type { Files } from '@tierline/schema/files';
import { schema } from '@tierline/schema/schema';
import { graphql } from 'graphql';
import { inContext } from './context.ts';

export const REQUEST_ID = 'demo';

/** Where links of the demo's mails lead. */
export interface DemoPlaces {
  publicUrl: string;
  portalUrl: string | null;
}

/** What is there so far, by the names that the data give it. */
export interface World {
  client: Database['client'];
  files: Files;
  places: DemoPlaces;
  actors: Map<string, SignedInActor>;
  /** Of accounts, sites, profiles, teams, labels and tickets. */
  ids: Map<string, string>;
}

/** Something that happened at its time. */
export interface Deed {
  at: Date;
  happen: (at: Date) => Promise<void>;
}

interface Saved {
  id: string;
  version?: number;
  attachment?: { id: string };
  meetings?: { nodes: { id: string; startsAt: string }[] };
  clusters?: { id: string; lacksAnalysis: boolean }[];
  uncovered?: { nodes: { id: string }[] };
  examined?: { findings: { id: string }[] }[];
  contacts?: { nodes: { id: string }[] };
  profiles?: { nodes: { id: string; name: string }[] };
  lessons?: { id: string }[];
  sites?: { nodes: { id: string; name: string }[] };
}

/** One mutation, as somebody sent it at that time. `select` is what to read of what it changed. */
export async function act(
  { client, files, places, actors }: World,
  by: string,
  at: Date,
  verb: string,
  input: object,
  select: string,
): Promise<Saved> {
  const actor = actors.get(by);
  if (!actor) throw new Error(`The demo lets ${by} do ${verb} before anybody knows them.`);
  const name = verb[0]!.toUpperCase() + verb.slice(1);
  const source = `mutation ($input: ${name}Input!) {
    result: ${verb}(input: $input) { ... on ${name}Success { saved: ${select} } ... on Problem { message } }
  }`;
  const contextValue = {
    actor,
    now: at,
    db: client,
    files,
    locale: 'EN' as const,
    requestId: REQUEST_ID,
    publicUrl: places.publicUrl,
    idempotency: null,
  };
  const { data, errors } = await inContext(contextValue, () =>
    graphql({ schema, source, contextValue, variableValues: { input } }),
  );
  const result = data?.['result'] as { saved?: Saved; message?: string } | undefined;
  if (result?.saved) return result.saved;
  throw new Error(`The demo's ${verb} failed: ${result?.message ?? errors?.[0]?.message}`, {
    cause: errors?.[0],
  });
}
