import path from 'node:path';
import ts from 'typescript';

/** Who may import whom: answers what a file does that its place in the house forbids. */
export function offences(file: string, source: string): string[] {
  const row = TABLE.find(({ files }) => files.test(file));
  if (!row) return [];
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const imports = importsOf(parsed)
    .map((specifier) => ({ specifier, target: resolve(file, specifier) }))
    .filter(({ target }) => !isAllowed(file, target, row))
    .map(({ specifier }) => `${file} imports ${specifier}`);
  const uses = (row.uses ?? []).flatMap((look) => (look.finds(parsed) ? [`${file} uses ${look.name}`] : []));
  return [...imports, ...uses];
}

interface Row {
  files: RegExp;
  /** Matched against the imported file from the root of the repository, or the name of the package. */
  may: (RegExp | ((file: string, target: string) => boolean))[];
  never?: RegExp[];
  uses?: Look[];
}

interface Look {
  name: string;
  finds: (source: ts.SourceFile) => boolean;
}

const RULES = /^schema\/src\/(.+\.rules|access|dates-in-words|french|money|names)\.ts$/;
const TYPES = /^schema\/src\/.+\.types\.ts$/;
const MUTATIONS = /^schema\/src\/.+\.mutations\.ts$/;
const TERM = /^schema\/src\/[^/]+\//;
/** What any file of a term may know of the core: nothing here builds a type. */
const CORE = /^schema\/src\/(context|event|event-types?|feed|files|input|problem|scopes)\.ts$/;
/** What a term says of its own events. */
const EVENTS = /^schema\/src\/.+\.events\.ts$/;
/** The parts of the core that build types, or are built on GraphQL. */
const GRAPHQL_CORE =
  /^schema\/src\/(builder|localized|paging|sql-paging|require-scopes|reread|scalars|problem\.types)\.ts$/;
const GRAPHQL_PACKAGES = /^(graphql|@pothos\/.+)$/;
const PRISMA = /^@tierline\/prisma\//;

/**
 * Functions that a term offers to the others: a verb calls them on its own `tx`, a type on `ctx.db`.
 * None of them opens a transaction.
 */
const OFFERED: RegExp[] = [
  /^schema\/src\/accounts\/account-at-hand\.ts$/, // changes of one account happen one after the other
  /^schema\/src\/accounts\/is-let-in\.ts$/, // what comes by mail or telephone comes of somebody with access (S39)
  /^schema\/src\/accounts\/person\.ts$/, // whoever has a token is told of in the same way
  /^schema\/src\/accounts\/reach-account\.ts$/, // queries that name an account show it to whom it belongs
  /^schema\/src\/api-keys\/secret\.ts$/, // a sandbox has keys too
  /^schema\/src\/attachments\/(attach-files|keep-attachment)\.ts$/, // what is written or recorded takes files along
  /^schema\/src\/articles\/(article-effect|article-search|reader)\.ts$/, // what may be read, is found and helped, only the database can tell
  /^schema\/src\/forum\/(forget-member|seen)\.ts$/, // who is erased is so in the forum too; what is seen there is one rule
  /^schema\/src\/articles\/forget-in-articles\.ts$/, // and in articles
  /^schema\/src\/calendar\/(calendar-of|holiday-corrections|place|support-calendar)\.ts$/, // every promise counts in somebody's calendar
  /^schema\/src\/entitlements\/admit\.ts$/, // checkCoverage and openTicket decide by the same code (B4)
  /^schema\/src\/accounts\/record-acceptance\.ts$/, // a quote that is applied accepts the terms that it names (S86)
  /^schema\/src\/accounts\/switch-product\.ts$/, // a resolved request activates what is subscribed (S45)
  /^schema\/src\/entitlements\/health-review\.ts$/, // a ticket takes the unit of the year, and gives it back (E5)
  /^schema\/src\/entitlements\/ledger\.ts$/, // plans grant units, tickets and bookings use them (E1)
  /^schema\/src\/engagements\/(account-tam|settle-engagement|ticket-engagement)\.ts$/, // what the TAM does follows its meetings and its ticket (S71)
  /^schema\/src\/health-reviews\/ticket-health-review\.ts$/, // a request for a health review is one, and follows its ticket (S82)
  /^schema\/src\/runbooks\/incident\.ts$/, // a severe ticket opens its checklist, and is followed (S75)
  /^schema\/src\/meetings\/(availability|invite|meeting-input|plan-meeting|series|call-off|tell-attendees)\.ts$/, // services of the TAM take place in meetings (S71)
  /^schema\/src\/contracts\/(account-statement|agreed-lines|plan-price)\.ts$/, // what is agreed, and what a plan would cost
  /^schema\/src\/obligations\/(fulfil-obligation|obligations-due|regenerate-obligations)\.ts$/, // plans, terms and TAMs change what is promised; whoever keeps it says so (B7)
  /^schema\/src\/plans\/put-on-plan\.ts$/, // contracts put accounts on plans
  /^schema\/src\/absences\/absent-until\.ts$/, // whoever is away is neither told nor assigned
  /^schema\/src\/escalation\/escalate\.ts$/, // clocks tell of their deadlines
  /^schema\/src\/notifications\/(notice-details|notify|stop-link)\.ts$/, // what happens anywhere is told to people
  /^schema\/src\/partners\/granted-accounts\.ts$/, // a partner hears of whom it acts for
  /^schema\/src\/webhooks\/rewrite-deliveries\.ts$/, // what is erased was told by webhook too
  /^schema\/src\/training\/session-at-hand\.ts$/, // how full a session is, only the database can count
  /^schema\/src\/plans\/plan-at\.ts$/, // which plan an account is on decides what is covered and promised
  /^schema\/src\/regions\/region-calendars\.ts$/, // who is at work decides who is told, and who is assigned
  /^schema\/src\/routing\/route-ticket\.ts$/, // what comes in is assigned by rule
  /^schema\/src\/tam\/tam-at\.ts$/, // what is for the TAM finds the TAM
  /^schema\/src\/tickets\/(give-ticket|queue-order|ticket-at-hand)\.ts$/, // routing assigns as people do
  /^schema\/src\/tickets\/names-in\.ts$/, // notices name what a timeline names
  /^schema\/src\/tickets\/belongs-to\.ts$/, // where a merged ticket goes on, a preview follows as the merge does (C20)
  /^schema\/src\/tickets\/(answer-ticket|receive-ticket)\.ts$/, // what comes by mail or telephone is admitted as on the web (S13, S14)
  /^schema\/src\/phone\/call-at-hand\.ts$/, // a draft of a call becomes a ticket by the ordinary opening (B17)
  /^schema\/src\/tickets\/meeting-invitation\.ts$/, // a feed has the meetings about requests too (S91)
  /^schema\/src\/sla\/(clocks|kept-calendars|merge-clocks|pauses|promises|replay|recounts|restore|targets)\.ts$/, // what happens to a ticket starts, pauses, moves and stops its clocks
  /^schema\/src\/mail\/(queue-mail|mail-policy|portal|undeliverable)\.ts$/, // what happens anywhere is told by mail
  /^schema\/src\/status\/known-event\.ts$/, // a ticket and an event of the status page find each other (B18)
  /^schema\/src\/reviews\/requests-of-month\.ts$/, // what a month's review is of, everywhere the same (S83)
  /^schema\/src\/status\/(subscription-of|uptimes)\.ts$/, // the API and the page show the same
  /^schema\/src\/reports\/(recounted-figures|support-report|vendor-report)\.ts$/, // the API and the page show the same report
  /^schema\/src\/api-keys\/revoke-keys-of\.ts$/, // whoever is let in no more is not let in by a key either
  /^schema\/src\/tam\/end-assignment\.ts$/, // nor is the TAM of any account
  /^schema\/src\/tickets\/release-desk\.ts$/, // and has no tickets
  /^schema\/src\/(attachments\/redact-files|mail\/redact-mails|retention\/redact-(copies|text)|tickets\/message-redacted)\.ts$/, // what is taken out of a message goes wherever it was told
];

const ASKS_THE_CLOCK: Look = {
  name: 'the clock',
  finds: (source) =>
    some(source, (node) => {
      if (ts.isNewExpression(node)) return nameOf(node.expression) === 'Date' && !node.arguments?.length;
      if (ts.isCallExpression(node) && nameOf(node.expression) === 'Date') return true;
      return /^(Date|performance|DateTime)\.(now|local|utcNow)$/.test(nameOf(node));
    }),
};
const READS_THE_PROCESS: Look = {
  name: 'process',
  finds: (source) =>
    some(source, (node) => ts.isIdentifier(node) && node.text === 'process' && isValue(node)),
};
const READS_THE_ENVIRONMENT: Look = {
  name: 'process.env',
  finds: (source) => some(source, (node) => nameOf(node) === 'process.env'),
};
const WAITS: Look = {
  name: 'async',
  finds: (source) =>
    some(
      source,
      (node) =>
        node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node) || nameOf(node) === 'Promise',
    ),
};
const WRITES: Look = {
  name: 'a write',
  finds: (source) =>
    some(
      source,
      (node) =>
        ts.isCallExpression(node) &&
        /(^|\.)(db|tx)\.(\w+\.(create|update|upsert|delete)\w*|\$(execute|transaction)\w*)$/.test(
          nameOf(node.expression),
        ),
    ),
};

/** The first row that fits a file is its row. */
const TABLE: Row[] = [
  {
    files: RULES,
    // `node:module`: date-holidays costs 100 ms to load, so it is required when it is first needed.
    may: [
      /^(luxon|date-holidays|rrule|ical\.js|timezones-ical-library|node:module)$/,
      /^schema\/src\/problem\.ts$/,
      RULES,
      readsZoneVersion,
    ],
    uses: [ASKS_THE_CLOCK, READS_THE_PROCESS, WAITS],
  },
  {
    files: TYPES,
    may: [CORE, GRAPHQL_CORE, RULES, TYPES, ...OFFERED, GRAPHQL_PACKAGES, PRISMA],
    uses: [WRITES],
  },
  {
    files: MUTATIONS,
    // Types of other terms too: the enums of an input belong to the term that owns the word.
    may: [CORE, GRAPHQL_CORE, TYPES, ofSameTerm(/./), GRAPHQL_PACKAGES],
    never: [RULES, PRISMA],
    uses: [WRITES],
  },
  {
    files: EVENTS,
    may: [/^schema\/src\/event-type\.ts$/, RULES],
  },
  {
    files: /^schema\/src\/event-types\.ts$/,
    may: [EVENTS, /^schema\/src\/event-type\.ts$/],
  },
  {
    // Compares contracts, as text.
    files: /^schema\/src\/governance\//,
    may: [ofSameTerm(/./), /^(graphql|@graphql-inspector\/core|node:util)$/],
  },
  {
    // Verbs, jobs, and what they are made of.
    files: TERM,
    may: [CORE, RULES, ofSameTerm(/./), ...OFFERED, PRISMA, /^zod$/, /^node:crypto$/],
    never: [TYPES, MUTATIONS],
  },
  {
    files: /^schema\/src\/schema\.ts$/,
    may: [TYPES, MUTATIONS, GRAPHQL_CORE, GRAPHQL_PACKAGES],
  },
  {
    files: /^schema\/src\//,
    may: [/^schema\/src\/[^/]+$/, GRAPHQL_PACKAGES, PRISMA, /^zod$/],
  },
  {
    files: /^prisma\/(src|catalogue)\//,
    may: [/^prisma\//, /^(pg|prisma)$/, /^@prisma\//, /^node:/],
  },
  {
    files: /^server\/src\/config\.ts$/,
    may: [/^server\//, /^@tierline\/(schema|prisma)\//, /^node:/],
  },
  {
    files: /^server\/src\//,
    may: [/^server\//, /^@tierline\/(schema|prisma)\//, /^(?!@tierline\/)[^./]/],
    never: [/^@tierline\/schema\/.+\.rules$/, /^@tierline\/sdk/],
    uses: [READS_THE_ENVIRONMENT],
  },
  {
    files: /^sdk\/src\//, // it runs in browsers too and has no dependency
    may: [/^sdk\/src\//],
  },
  {
    files: /^sdk\//,
    may: [/^sdk\//, /^@tierline\/sdk$/, /^(?!@tierline\/)[^./]/],
    never: [/^(schema|server|prisma|test)\//],
  },
  {
    files: /^test\//,
    may: [/^test\//, /^@tierline\/(prisma|schema|sdk|server)(\/|$)/, /^(?!@tierline\/)[^./]/],
    never: [/^(schema|server|prisma|sdk)\//],
  },
];

/** An answer says on which zone data it stands (K13), which only the process knows: a constant, not a state. */
function readsZoneVersion(file: string, target: string): boolean {
  return file === 'schema/src/calendar/versions.rules.ts' && target === 'node:process';
}

function ofSameTerm(kind: RegExp) {
  return (file: string, target: string) => path.dirname(target) === path.dirname(file) && kind.test(target);
}

function isAllowed(file: string, target: string, { may, never = [] }: Row): boolean {
  const fits = (pattern: Row['may'][number]) =>
    typeof pattern === 'function' ? pattern(file, target) : pattern.test(target);
  return may.some(fits) && !never.some(fits);
}

/** A relative import becomes the path of the file from the root of the repository. */
function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}

function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && isLoader(node.expression)
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
  });
  return found;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || nameOf(callee) === 'require';
}

/** `a.b.c` of an identifier or a chain of property accesses, else ''. */
function nameOf(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return `${nameOf(node.expression)}.${node.name.text}`;
  return '';
}

/** Not the name of a property, as in `batch.process`. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && !ts.isPropertyAssignment(parent);
}

function some(source: ts.SourceFile, test: (node: ts.Node) => boolean): boolean {
  let found = false;
  visit(source, (node) => {
    found ||= test(node);
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}
