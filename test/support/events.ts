import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { definitionOf } from '@tierline/schema/event-types';
import { expect } from 'vitest';

interface WrittenEvent {
  type: string;
  version: string;
  accountId: string | null;
  visibleToCustomer: boolean;
  payload: unknown;
}

/** Confirms that whatever the tests of a file made happen was told as the registry of events promises (B11). */
export async function checkEvents({ client }: Database): Promise<void> {
  const events = await asTenant('every-account', async () => client.event.findMany());
  expect([...new Set(events.flatMap(complaints))]).toEqual([]);
}

/** What an event lacks of what its type promises. */
export function complaints({ type, version, accountId, visibleToCustomer, payload }: WrittenEvent): string[] {
  const definition = definitionOf(type);
  if (!definition) return [`${type} is not registered: add it to the *.events.ts of its word.`];
  const { success, error } = definition.payload.safeParse(payload);
  return [
    ...(success
      ? []
      : error.issues.map(({ path, message }) => `${type}: payload.${path.join('.')}: ${message}`)),
    ...(version === definition.version
      ? []
      : [`${type}: is of version ${version}, not ${definition.version}`]),
    ...(visibleToCustomer === (definition.audience === 'CUSTOMER' && accountId !== null)
      ? []
      : [`${type}: is seen by others`]),
  ];
}
