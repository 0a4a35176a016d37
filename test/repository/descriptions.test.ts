import {
  buildASTSchema,
  isTypeDefinitionNode,
  Kind,
  parse,
  visit,
  type ASTNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { expect, test } from 'vitest';
import { read } from './tracked.ts';

test('every element of the schema is described', () => {
  const sdl = read('schema/schema.graphql');
  expect(Object.keys(buildASTSchema(parse(sdl)).getTypeMap()).length).toBeGreaterThan(50);
  expect(undescribed(sdl)).toEqual([]);
});

test('every subscription goes on after a position, and no other type takes the name that GraphQL gives to them', () => {
  const type = buildASTSchema(parse(read('schema/schema.graphql'))).getSubscriptionType();
  const fields = Object.values(type?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(3);
  for (const { name, args } of fields)
    expect(
      args.map((arg) => arg.name),
      name,
    ).toContain('after');
});

test('what is not described, or only by its name, is found', () => {
  const sdl = `
    "Reads of the programme."
    type Query { "The plan of that code." plan("One of three." code: Plan!, "" at: String): String, plans: Int }
    "How much help a customer bought."
    enum Plan { "Without a promised response." BASIC, PREMIUM }
    "Thing"
    input Thing { id: ID }`;
  expect(undescribed(sdl)).toEqual(['Query.plan.at', 'Query.plans', 'Plan.PREMIUM', 'Thing', 'Thing.id']);
});

/** Everything that needs a description and has none, or only its own name again. */
function undescribed(sdl: string): string[] {
  const missing: string[] = [];
  const place: string[] = [];
  visit(parse(sdl), {
    enter(node) {
      if (!isDescribed(node)) return;
      place.push(node.name.value);
      const said = (node.description?.value ?? '').toLowerCase().replace(/[^a-z]/g, '');
      if (said === '' || said === node.name.value.toLowerCase()) missing.push(place.join('.'));
    },
    leave(node) {
      if (isDescribed(node)) place.pop();
    },
  });
  return missing;
}

type Described =
  TypeDefinitionNode | FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function isDescribed(node: ASTNode): node is Described {
  return isTypeDefinitionNode(node) || MEMBERS.has(node.kind);
}

const MEMBERS = new Set<string>([
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);
