import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type PrismaTypes from '@tierline/prisma/pothos';
import { getDatamodel } from '@tierline/prisma/pothos';
import { forbidden, isVendorStaff, standingOf, STAFF } from './access.ts';
import type { Context } from './context.ts';

export interface SchemaTypes {
  Context: Context;
  Connection: { count: () => Promise<number> };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  PrismaTypes: PrismaTypes;
  Scalars: {
    BigInt: { Input: bigint; Output: bigint };
    DateTime: { Input: Date; Output: Date | number };
    LocalDate: { Input: string; Output: string | Date };
    Month: { Input: string; Output: string };
    ID: { Input: string; Output: string };
    JSON: { Input: never; Output: unknown };
  };
  AuthScopes: { signedIn: boolean; staff: boolean; vendorStaff: boolean; manager: boolean };
}

/** The one builder. Plugin order matters: FORBIDDEN must stay an error, not become a member of a result. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin, ScopeAuthPlugin, ErrorsPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    nodesOnConnection: { description: 'The items of this page.' },
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The items of this page, each with its cursor.',
    },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and where to go on.' },
    cursorFieldOptions: { description: 'Where the item stands: pass it as `after` or `before`.' },
    firstArgOptions: { description: 'How many from the start or from `after`: 1 to 100, 25 unless told.' },
    lastArgOptions: { description: 'How many before `before` or the end: 1 to 100.' },
    afterArgOptions: { description: 'Only items behind this cursor.' },
    beforeArgOptions: { description: 'Only items ahead of this cursor.' },
    nodeTypeOptions: { description: 'Anything with an id of its own.' },
    idFieldOptions: { description: 'Its id; the prefix says what it is.' },
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item of a page, and where it stands.' },
    pageInfoTypeOptions: { description: 'Whether a list goes on, and from where.' },
    hasNextPageFieldOptions: { description: 'True when items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True when items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item of this page; null when it is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last item of this page; null when it is empty.' },
    // Ids carry their type in the prefix, so the id of SQL, logs and webhooks is the id of GraphQL too.
    encodeGlobalID: (_typename, id) => String(id),
    // An id that no type owns is looked for as a ticket, and found nowhere: absent like any other.
    decodeGlobalID: (id) => ({ typename: TYPENAMES.get(id.slice(0, id.indexOf('_'))) ?? 'Ticket', id }),
    nodeQueryOptions: {
      description: 'Any object by its id; null when absent or not yours.',
      args: { id: { description: 'Such as `acc_…` or `tkt_…`.' } },
    },
    nodesQueryOptions: {
      description: 'Objects by their ids, in that order; null where absent or not yours.',
      args: { ids: { description: 'Such as `acc_…` or `tkt_…`, of any types.' } },
    },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ actor }) => ({
      signedIn: standingOf(actor) === null,
      staff: actor.kind === 'staff',
      vendorStaff: isVendorStaff(actor),
      manager: actor.kind === 'staff' && actor.roles.includes('MANAGER'),
    }),
    unauthorizedError: (_parent, { actor }, _info, { failure }) =>
      standingOf(actor) ?? forbidden(JSON.stringify(failure).includes('"manager"') ? ['MANAGER'] : STAFF),
  },
  errors: {
    defaultUnionOptions: { name: ({ fieldName }) => `${capital(fieldName)}Result` },
    defaultResultOptions: { name: ({ fieldName }) => `${capital(fieldName)}Success` },
  },
  prisma: {
    client: ({ db }) => db,
    dmmf: getDatamodel(),
    filterConnectionTotalCount: true,
  },
});

builder.queryType({
  description: 'Reads. None of them changes anything, and each shows only what its caller may see.',
});
builder.mutationType({ description: 'Changes. Each appends its events in the transaction of its effect.' });

builder.subscriptionType({
  description:
    'What happens, as it happens: by Server-Sent Events at `/graphql/stream`, or over a WebSocket at `/graphql` (graphql-transport-ws). Each message carries a position of the feed; pass the last one as `after` to go on where a connection broke (B11).',
});

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are in all pages. Counted only when selected.',
    resolve: ({ count }) => count(),
  }),
);

const TYPENAMES = new Map([
  ['acc', 'Account'],
  ['act', 'ActionItem'],
  ['att', 'Attachment'],
  ['bkg', 'TrainingBooking'],
  ['con', 'Contact'],
  ['crs', 'TrainingCourse'],
  ['ctr', 'Contract'],
  ['eng', 'TamEngagement'],
  ['hrv', 'HealthReview'],
  ['inc', 'IncidentChecklist'],
  ['rbk', 'Runbook'],
  ['mee', 'Meeting'],
  ['mrv', 'MonthlyReview'],
  ['ntc', 'Notice'],
  ['key', 'ApiKey'],
  ['obj', 'SuccessObjective'],
  ['obl', 'Obligation'],
  ['prg', 'CourseProgress'],
  ['pst', 'ForumPost'],
  ['top', 'ForumTopic'],
  ['par', 'Partner'],
  ['pps', 'PartnerPerson'],
  ['flt', 'SavedFilter'],
  ['lab', 'Label'],
  ['prf', 'Profile'],
  ['quo', 'Quote'],
  ['ses', 'TrainingSession'],
  ['sit', 'Site'],
  ['ste', 'StatusEvent'],
  ['stf', 'StaffMember'],
  ['tea', 'Team'],
  ['tam', 'TamAssignment'],
  ['tkt', 'Ticket'],
  ['whe', 'Webhook'],
  ['tse', 'TechnicalServicesEngagement'],
]);

function capital(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}
