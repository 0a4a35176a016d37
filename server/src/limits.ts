import {
  getNamedType,
  getVariableValues,
  GraphQLError,
  isCompositeType,
  isListType,
  getNullableType,
  isObjectType,
  isInterfaceType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What one request may ask for. Honest clients never meet these. */
export interface Limits {
  bodyBytes: number;
  /** Words and signs of the document. */
  tokens: number;
  /** Fields inside fields. */
  depth: number;
  /** See `price`: some 10,000 objects, which take a few tenths of a second. */
  cost: number;
  /** From its arrival to the answer. */
  requestMs: number;
  /** Subscriptions of one caller at a time, in one process. */
  streams: number;
}

export const LIMITS: Limits = {
  bodyBytes: 100_000,
  tokens: 2_000,
  depth: 12,
  cost: 1_000,
  requestMs: 10_000,
  streams: 200,
};

export interface Price {
  cost: number;
  depth: number;
}

/**
 * The price of an operation that is about to run.
 *
 * @throws GraphQLError TOO_COSTLY when it is over the limits
 */
export function priceWithin(limits: Limits, ...operation: Parameters<typeof price>): number {
  const { cost, depth } = price(...operation);
  if (cost > limits.cost) throw tooCostly(`costs ${Math.ceil(cost)}; at most ${limits.cost} is allowed`);
  if (depth > limits.depth) throw tooCostly(`is ${depth} fields deep; at most ${limits.depth} are allowed`);
  return cost;
}

function tooCostly(why: string): GraphQLError {
  return new GraphQLError(`This operation ${why}. Ask for less at once: fewer items a page, fewer levels.`, {
    extensions: { code: 'TOO_COSTLY', http: { status: 400 } },
  });
}

export const COST_OF_AN_OBJECT = 0.1;
export const COST_OF_A_LEAF = 0.01;
/** The whole schema is some 90 KB. */
const COST_OF_INTROSPECTION = 100;
const DEFAULT_PAGE = 25;
const TYPICAL_LIST = 10;
const NOTHING: Part = { cost: 0, perItem: 0, depth: 0 };

/** The price of some selections. In those of a connection, `perItem` is paid for each item of its page. */
interface Part extends Price {
  perItem: number;
}

/**
 * What running a valid operation would resolve at most: an object costs a tenth, a leaf a hundredth, as often as the
 * lists around it have items (a page what `first` or `last` asks for, any other list 10). A field that computes much
 * says itself what it costs besides, as `cost` of its
 * extensions; a list that is short by nature, how many `items` it has.
 *
 * Takes time in proportion to the document, whatever its fragments expand to: each is priced once.
 */
export function price(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rawVariables: Record<string, unknown>,
): Price {
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], rawVariables).coerced;
  if (!variables) return { cost: 0, depth: 0 }; // it will not run
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const known = new Map<string, Part>();

  const root = schema.getRootType(operation.operation);
  const { cost, depth } = root ? ofSelections(operation.selectionSet, root) : NOTHING;
  return { cost, depth };

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLCompositeType): Part {
    const sum = { ...NOTHING };
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent);
      sum.cost += part.cost;
      sum.perItem += part.perItem;
      sum.depth = Math.max(sum.depth, part.depth);
    }
    return sum;
  }

  function ofFragment(name: string): Part {
    const cached = known.get(name);
    if (cached) return cached;
    const fragment: FragmentDefinitionNode | undefined = fragments.get(name);
    const type = typeNamed(fragment?.typeCondition.name.value);
    const found = fragment && type ? ofSelections(fragment.selectionSet, type) : NOTHING;
    known.set(name, found);
    return found;
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType): Part {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field) {
      const part = ofOwnField(field, node, parent);
      return { ...part, cost: part.cost + Number(field.extensions['cost'] ?? 0) };
    }
    // It is __typename, __schema or __type; graphql-js limits how deep introspection goes.
    return { cost: node.selectionSet ? COST_OF_INTROSPECTION : COST_OF_A_LEAF, perItem: 0, depth: 1 };
  }

  function ofOwnField(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    parent: GraphQLCompositeType,
  ): Part {
    if (!node.selectionSet) return { cost: COST_OF_A_LEAF, perItem: 0, depth: 1 };
    const type = getNamedType(field.type);
    const inside = isCompositeType(type) ? ofSelections(node.selectionSet, type) : NOTHING;
    const one = COST_OF_AN_OBJECT + inside.cost;
    const depth = 1 + inside.depth;
    if (isPaged(field)) return { cost: one + pageSize(node) * inside.perItem, perItem: 0, depth };
    if (!isListType(getNullableType(field.type))) return { cost: one, perItem: 0, depth };
    if (parent.name.endsWith('Connection')) return { cost: 0, perItem: one, depth };
    const items = Number(field.extensions['items'] ?? listSize(node));
    return { cost: items * one, perItem: 0, depth };
  }

  /** Never below 0: a page that will be refused pays for nothing else. */
  function pageSize(node: FieldNode): number {
    return Math.max(0, Number(argument(node, 'first') ?? argument(node, 'last') ?? DEFAULT_PAGE));
  }

  function listSize(node: FieldNode): number {
    const ids = argument(node, 'ids');
    return Array.isArray(ids) ? ids.length : TYPICAL_LIST;
  }

  function argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((candidate) => candidate.name.value === name)?.value;
    return value && valueFromASTUntyped(value, variables);
  }

  function typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name }) => name === 'first');
}
