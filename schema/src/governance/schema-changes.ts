import { CriticalityLevel, diff, DiffRule } from '@graphql-inspector/core';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

// @graphql-inspector/core rather than graphql-js' own findBreakingChanges: it names every change by its path, also those
// that break nothing, and the change log is written from them.

/** Two forms of a contract, compared. */
export interface Comparison {
  /** What breaks those who use the released one, and may not happen yet; a sentence each. */
  refused: string[];
  /** Everything that changed, as sentences for the change log. */
  removed: string[];
  changed: string[];
  added: string[];
}

/**
 * What became of a released schema. A breaking change is refused unless the element carried
 * `@deprecated(reason: "… Removal on YYYY-MM-DD")` in the release and that day has come.
 *
 * @param today a local date, YYYY-MM-DD
 */
export async function compareSchemas(released: string, current: string, today: string): Promise<Comparison> {
  const before = buildSchema(released);
  const changes = await diff(before, buildSchema(current), [
    DiffRule.simplifyChanges,
    DiffRule.ignoreDescriptionChanges,
  ]);
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  const sentences = (wanted: (change: Found) => boolean) => changes.filter(wanted).map(sentence);
  const isRemoval = ({ type }: Found) => type.endsWith('_REMOVED');
  const isAddition = ({ type }: Found) => type.endsWith('_ADDED') && !type.includes('DEPRECATION');
  return {
    refused: breaking.filter((change) => !isDue(before, change, today)).map(sentence),
    removed: sentences(isRemoval),
    changed: sentences((change) => !isRemoval(change) && !isAddition(change)),
    added: sentences(isAddition),
  };
}

/** Elements that are deprecated without saying from which day on they may go. */
export function undatedDeprecations(sdl: string): string[] {
  return Object.values(buildSchema(sdl).getTypeMap()).flatMap((type) =>
    membersOf(type)
      .filter(({ reason }) => reason != null && removalDay(reason) === undefined)
      .map(({ path }) => path),
  );
}

/** One difference. */
interface Found {
  type: string;
  path?: string | undefined;
  message: string;
}

function sentence({ path, message }: Found): string {
  return path === undefined || message.includes(path) ? `${message}.` : `${path}: ${message}.`;
}

/** Whether everybody was told long enough before that the element goes. */
function isDue(
  released: GraphQLSchema,
  { type, path = '' }: Pick<Found, 'type' | 'path'>,
  today: string,
): boolean {
  if (type === 'TYPE_REMOVED') return mayGo(released, path, today, new Set());
  const [name, ...parts] = path.split('.');
  const members = membersOf(released.getType(name!));
  return parts.some((_part, index) => {
    const place = [name, ...parts.slice(0, index + 1)].join('.');
    const reason = members.find((member) => member.path === place)?.reason;
    const day = removalDay(reason ?? '');
    return day !== undefined && day <= today;
  });
}

/** A type cannot be deprecated: it may go once everything that leads to it may. */
function mayGo(released: GraphQLSchema, name: string, today: string, asked: Set<string>): boolean {
  if (ROOTS.includes(name)) return false;
  if (asked.has(name)) return true;
  asked.add(name);
  return Object.values(released.getTypeMap()).every((type) => {
    if ((isUnionType(type) || isInterfaceType(type)) && holds(released, type, name)) return false;
    return membersOf(type)
      .filter((member) => member.leadsTo === name)
      .every(({ path }) => {
        const due = isDue(released, { type: 'FIELD_REMOVED', path }, today);
        return due || (type.name !== name && mayGo(released, type.name, today, asked));
      });
  });
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

function holds(released: GraphQLSchema, type: GraphQLNamedType, name: string): boolean {
  return (
    (isUnionType(type) || isInterfaceType(type)) &&
    type.name !== name &&
    released.getPossibleTypes(type).some((member) => member.name === name)
  );
}

interface Member {
  /** `Type.field`, `Type.field.argument` or `Enum.VALUE`. */
  path: string;
  reason: string | null | undefined;
  /** The type that it is of. */
  leadsTo?: string;
}

function membersOf(type: GraphQLNamedType | undefined): Member[] {
  if (isEnumType(type)) {
    return type
      .getValues()
      .map(({ name, deprecationReason }) => ({ path: `${type.name}.${name}`, reason: deprecationReason }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => ({
      path: `${type.name}.${field.name}`,
      reason: field.deprecationReason,
      leadsTo: getNamedType(field.type).name,
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    {
      path: `${type.name}.${field.name}`,
      reason: field.deprecationReason,
      leadsTo: getNamedType(field.type).name,
    },
    ...field.args.map((argument) => ({
      path: `${type.name}.${field.name}.${argument.name}`,
      reason: argument.deprecationReason,
      leadsTo: getNamedType(argument.type).name,
    })),
  ]);
}

function removalDay(reason: string): string | undefined {
  return /\bRemoval on (\d{4}-\d{2}-\d{2})\b/.exec(reason)?.[1];
}
