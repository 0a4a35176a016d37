import { Kind, OperationTypeNode, parse } from 'graphql';

/** A document and its variables, as a tab holds them. */
interface Tab {
  query: string;
  variables: string;
}

/** Asks as the person chosen; what was answered, or null where nothing was. */
export type Ask = (query: string, operationName?: string, variables?: object) => Promise<unknown>;

interface Found {
  id: string;
  /** Of it and of what it stands in. */
  names: string[];
  accountId: string | undefined;
}

export interface Filled {
  variables: string;
  /** How many places hold an id now. */
  count: number;
  /** What there is nothing for. */
  missing: string[];
}

/** `"tkt_…"`, `"stf_… of Inès Moreau"`: an id that the reader has to know. */
const PLACEHOLDER = /"([a-z]{3})_…(?: of ([^"]+))?"/g;
const SAME_ACCOUNT = 'the same account';

/** What to ask for ids where the tab has no question that shows them; what comes first is taken first. */
const LOOKUPS: Partial<Record<string, string>> = {
  tkt: '{ tickets(first: 50, filter: { states: [RECEIVED, IN_REVIEW] }) { nodes { id account { id } } } }',
  clk: '{ tickets(first: 1, filter: { initialResponse: [BREACHED, MET] }) { nodes { initialResponse { id } } } }',
  acc: `{
    viewer { ... on Contact { account { id } } }
    tickets(first: 1, filter: { plans: [PREMIUM] }) { nodes { account { id } } }
    accounts(first: 1) { nodes { id } }
  }`,
  clu: '{ tamDesk { openReviews(first: 5) { nodes { clusters { id } } } } }',
};

export function hasPlaceholders(variables: string): boolean {
  return variables.search(PLACEHOLDER) >= 0;
}

/** Puts ids that the person chosen sees where a tab's variables hold a placeholder; what is not found stays. */
export async function fillIn({ query, variables }: Tab, ask: Ask): Promise<Filled> {
  const found = await idsFor({ query, variables }, ask);
  let count = 0;
  const missing = new Set<string>();
  const pair = variables.includes(`_… of ${SAME_ACCOUNT}"`);
  const filled = variables.replaceAll(
    PLACEHOLDER,
    (placeholder: string, prefix: string, of: string | undefined) => {
      const ids = found.filter(({ id }) => id.startsWith(`${prefix}_`));
      const first = ids.find((one) => !pair || others(one, ids).length > 0);
      const id =
        of === SAME_ACCOUNT
          ? first && others(first, ids)[0]?.id
          : (of ? ids.find(({ names }) => names.some((name) => name.startsWith(of))) : first)?.id;
      if (!id) {
        missing.add(placeholder.slice(1, -1));
        return placeholder;
      }
      count += 1;
      return `"${id}"`;
    },
  );
  return { variables: filled, count, missing: [...missing] };
}

function others({ id, accountId }: Found, ids: Found[]): Found[] {
  return ids.filter((one) => one.id !== id && one.accountId === accountId);
}

/** What the questions of the tab show, as far as they can be asked already; else what is asked for the kind of id. */
async function idsFor({ query, variables }: Tab, ask: Ask): Promise<Found[]> {
  const questions = askable(query, variables);
  const own = questions.map((name) => ask(query, name, JSON.parse(variables) as object));
  const prefixes = new Set([...variables.matchAll(PLACEHOLDER)].map(([, prefix = '']) => prefix));
  const lookups = [...prefixes].flatMap((prefix) => LOOKUPS[prefix] ?? []);
  const asked = own.length > 0 ? own : lookups.map((lookup) => ask(lookup));
  return (await Promise.all(asked)).flatMap((answer) => idsIn(answer, []));
}

/** The queries of a document whose own variables hold no placeholder. */
function askable(query: string, variables: string): string[] {
  const values = JSON.parse(variables) as Record<string, unknown>;
  return parse(query).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.QUERY)
      return [];
    const needed = (definition.variableDefinitions ?? []).map(({ variable }) => values[variable.name.value]);
    const name = definition.name?.value;
    return name && !hasPlaceholders(JSON.stringify(needed)) ? [name] : [];
  });
}

/** Every id in an answer, in its order. */
function idsIn(answer: unknown, above: string[]): Found[] {
  if (Array.isArray(answer)) return answer.flatMap((item) => idsIn(item, above));
  if (typeof answer !== 'object' || answer === null) return [];
  const { id, name, account } = answer as { id?: unknown; name?: unknown; account?: { id?: string } | null };
  const names = typeof name === 'string' ? [name, ...above] : above;
  const own = typeof id === 'string' ? [{ id, names, accountId: account?.id }] : [];
  return [...own, ...Object.values(answer).flatMap((value) => idsIn(value, names))];
}
