import pg from 'pg';
import { ARTICLE_CATEGORIES } from '../catalogue/article-categories.ts';
import { BENEFITS } from '../catalogue/benefits.ts';
import { COVERAGE } from '../catalogue/coverage.ts';
import { ESCALATION_RULES } from '../catalogue/escalation.ts';
import { FORUM_CATEGORIES, FORUM_LIMITS } from '../catalogue/forum.ts';
import { IDEAL_FOR } from '../catalogue/ideal-for.ts';
import { PLANS } from '../catalogue/plans.ts';
import { CONTACT_POINTS, PROGRAMME, SUPPORT_HOURS } from '../catalogue/programme.ts';
import { REGIONS } from '../catalogue/regions.ts';
import { REQUEST_TYPES, type IntakeData } from '../catalogue/request-types.ts';
import { ROUTING } from '../catalogue/routing.ts';
import { SOLUTIONS } from '../catalogue/solutions.ts';
import { STATUS_COMPONENT_GROUPS, STATUS_COMPONENTS } from '../catalogue/status-components.ts';
import { TARGET_VERSIONS } from '../catalogue/targets.ts';
import { parentNumber, TERMS_VERSIONS } from '../catalogue/terms.ts';
import type { Text } from '../catalogue/text.ts';
import { SetupError } from './setup-error.ts';

/** Rows as they shall stand in one table. */
interface Table {
  name: string;
  key: readonly string[];
  /** For a table of published versions: the columns that name a version, and what a person calls it. */
  published?: {
    by: readonly string[];
    as: (version: Version) => string;
    /** Which of the wanted rows (`w`) are left out, because the vendor publishes versions of its own. */
    unless?: string;
  };
  /** For what the vendor keeps from then on by mutations: written once, also where all of it is removed later. */
  kept?: true;
  rows: readonly Row[];
}

type Row = Record<string, Value>;
/** The columns that name a published version. */
type Version = Record<string, string | number>;
type Value = string | number | boolean | readonly string[] | readonly object[] | null;

/**
 * Makes the catalogue's tables say what prisma/catalogue says, in one transaction, as the owner of the database.
 * Loading again changes nothing. What is published in versions (terms, targets, intake forms) is only added to, and what
 * the vendor keeps by mutations (categories, limits of the forum) only begun.
 *
 * @param tables all of the catalogue; a test passes an edited copy
 * @throws SetupError when a published version was edited (C27, S86), or when something in use left the catalogue
 */
export async function loadCatalogue(
  url: string,
  tables: readonly Table[] = catalogueTables(),
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Two processes that start together would deadlock over the rows.
    await client.query(`select pg_advisory_xact_lock(hashtext('tierline.catalogue'))`);
    for (const table of tables) await write(client, table);
    for (const table of tables.toReversed()) {
      if (!table.published && !table.kept) await removeOthers(client, table);
    }
    await client.query('insert into "EventHead" (id, position) values (1, 0) on conflict do nothing');
    await client.query('COMMIT');
  } finally {
    await client.end(); // without the COMMIT nothing has happened
  }
}

/** Every table of the catalogue with its rows, parents before children. */
export function catalogueTables(): Table[] {
  return [
    { name: 'Plan', key: ['code'], rows: planRows() },
    { name: 'PlanBenefit', key: ['planCode', 'code'], rows: benefitRows() },
    { name: 'PlanIdealFor', key: ['planCode', 'code'], rows: idealForRows() },
    { name: 'PlanChannel', key: ['planCode', 'channel'], rows: channelRows() },
    { name: 'RequestType', key: ['code'], rows: requestTypeRows() },
    {
      name: 'IntakeForm',
      key: ['requestTypeCode', 'version'],
      published: {
        by: ['requestTypeCode', 'version'],
        as: (row) => `Version ${String(row['version'])} of the intake form ${String(row['requestTypeCode'])}`,
        unless: `exists (select 1 from "IntakeForm" own where own."requestTypeCode" = w."requestTypeCode"
          and own."publishedById" is not null and own."version" <= w."version")`,
      },
      rows: intakeFormRows(),
    },
    {
      name: 'TermsVersion',
      key: ['version'],
      published: { by: ['version'], as: termsName },
      rows: TERMS_VERSIONS.map(({ version, effectiveOn, title }) => ({
        version,
        effectiveOn,
        ...bilingual('title', title),
      })),
    },
    { name: 'Clause', key: ['id'], published: { by: ['version'], as: termsName }, rows: clauseRows() },
    {
      name: 'TargetVersion',
      key: ['version'],
      published: { by: ['version'], as: targetsName },
      rows: TARGET_VERSIONS.map(({ version, publishedAt, atRiskPercent }) => ({
        version,
        publishedAt,
        effectiveFrom: publishedAt,
        atRiskPercent,
      })),
    },
    {
      name: 'Target',
      key: ['version', 'planCode', 'severity'],
      published: { by: ['version'], as: targetsName },
      rows: targetRows(),
    },
    {
      name: 'EscalationTable',
      key: ['version'],
      published: { by: ['version'], as: escalationName },
      rows: [{ version: 0, publishedAt: '2020-01-01T00:00:00Z' }],
    },
    {
      name: 'EscalationRule',
      key: ['version', 'position'],
      published: { by: ['version'], as: escalationName },
      rows: escalationRows(),
    },
    {
      name: 'RoutingTable',
      key: ['version'],
      published: { by: ['version'], as: routingName },
      rows: [{ version: 0, publishedAt: '2020-01-01T00:00:00Z', ...ROUTING.weights }],
    },
    {
      name: 'RoutingRule',
      key: ['version', 'position'],
      published: { by: ['version'], as: routingName },
      rows: [
        {
          version: 0,
          position: 0,
          planCodes: [],
          severities: [],
          requestTypes: [],
          teamId: null,
          skills: ROUTING.skills,
        },
      ],
    },
    { name: 'Coverage', key: ['planCode', 'requestTypeCode'], rows: coverageRows() },
    {
      name: 'Programme',
      key: ['id'],
      rows: [
        {
          id: 1,
          vendor: PROGRAMME.vendor,
          ...bilingual('name', PROGRAMME.name),
          ...bilingual('summary', PROGRAMME.summary),
          currentTermsVersion: PROGRAMME.currentTermsVersion,
          reopenedWithinDays: PROGRAMME.reopenedWithinDays,
        },
      ],
    },
    { name: 'SupportHours', key: ['weekday', 'opensAt'], rows: SUPPORT_HOURS },
    {
      name: 'ContactPoint',
      key: ['code'],
      rows: Object.entries(CONTACT_POINTS).map(([code, { value, label }], position) => ({
        code,
        position,
        value,
        ...bilingual('label', label),
      })),
    },
    {
      name: 'Region',
      key: ['code'],
      rows: Object.entries(REGIONS).map(([code, { name, ...place }]) => ({
        code,
        ...bilingual('name', name),
        ...place,
      })),
    },
    {
      name: 'Solution',
      key: ['code'],
      rows: Object.entries(SOLUTIONS).map(([code, { name }]) => ({ code, ...bilingual('name', name) })),
    },
    { name: 'Sku', key: ['code'], rows: skuRows() },
    {
      name: 'StatusComponentGroup',
      key: ['code'],
      rows: Object.entries(STATUS_COMPONENT_GROUPS).map(([code, { name }], position) => ({
        code,
        position,
        ...bilingual('name', name),
      })),
    },
    {
      name: 'ForumCategory',
      kept: true,
      key: ['code'],
      rows: Object.entries(FORUM_CATEGORIES).map(([code, { name }], position) => ({
        code,
        position,
        ...bilingual('name', name),
      })),
    },
    {
      name: 'ForumLimit',
      kept: true,
      key: ['act'],
      rows: Object.entries(FORUM_LIMITS).map(([act, perHour]) => ({ act, perHour })),
    },
    {
      name: 'ArticleCategory',
      kept: true,
      key: ['code'],
      rows: Object.entries(ARTICLE_CATEGORIES).map(([code, { name, parent }], position) => ({
        code,
        position,
        parentCode: parent ?? null,
        ...bilingual('name', name),
      })),
    },
    {
      name: 'StatusComponent',
      key: ['code'],
      rows: Object.entries(STATUS_COMPONENTS).map(([code, { name, group }], position) => ({
        code,
        position,
        groupCode: group,
        ...bilingual('name', name),
      })),
    },
    {
      name: 'StatusComponentSku',
      key: ['componentCode', 'skuCode'],
      rows: Object.entries(STATUS_COMPONENTS).flatMap(([componentCode, { skus }]) =>
        skus.map((skuCode) => ({ componentCode, skuCode })),
      ),
    },
  ];
}

function planRows(): Row[] {
  return Object.entries(PLANS).map(([code, plan]) => ({
    code,
    rank: plan.rank,
    mostPopular: plan.mostPopular,
    free: plan.free,
    includesCode: plan.includes,
    ...bilingual('name', plan.name),
    ...bilingual('summary', plan.summary),
  }));
}

function benefitRows(): Row[] {
  return Object.entries(PLANS).flatMap(([planCode, plan]) =>
    plan.benefits.map(({ code, quantity, label }, position) => ({
      planCode,
      code,
      position,
      class: BENEFITS[code].class,
      quantity: quantity ?? null,
      ...bilingual('label', label ?? BENEFITS[code].label),
    })),
  );
}

function idealForRows(): Row[] {
  return Object.entries(PLANS).flatMap(([planCode, plan]) =>
    plan.idealFor.map((code, position) => ({
      planCode,
      code,
      position,
      ...bilingual('label', IDEAL_FOR[code]),
    })),
  );
}

function channelRows(): Row[] {
  return Object.entries(PLANS).flatMap(([planCode, plan]) =>
    Object.entries(plan.channels).map(([channel, severities]) => ({ planCode, channel, severities })),
  );
}

function requestTypeRows(): Row[] {
  return Object.entries(REQUEST_TYPES).map(([code, { kind, label, description }], position) => ({
    code,
    position,
    kind,
    ...bilingual('label', label),
    ...bilingual('description', description),
  }));
}

function intakeFormRows(): Row[] {
  return Object.entries(REQUEST_TYPES).flatMap(([requestTypeCode, { intake }]) =>
    (intake as readonly IntakeData[]).map(({ version, publishedAt, prompt, fields }) => ({
      requestTypeCode,
      version,
      publishedAt,
      ...bilingual('prompt', prompt),
      fields: fields ?? [],
    })),
  );
}

function clauseRows(): Row[] {
  return TERMS_VERSIONS.flatMap(({ version, clauses }) =>
    clauses.map(({ number, text, plans, exclusion }, position) => {
      const parent = parentNumber(number);
      return {
        id: clauseId(version, number),
        version,
        number,
        parentId: parent === null ? null : clauseId(version, parent),
        position,
        ...bilingual('text', text),
        planCodes: plans ?? Object.keys(PLANS),
        exclusionCode: exclusion ?? null,
      };
    }),
  );
}

function targetRows(): Row[] {
  return TARGET_VERSIONS.flatMap(({ version, businessMinutes }) =>
    Object.entries(businessMinutes).flatMap(([planCode, bySeverity]) =>
      Object.entries(bySeverity).map(([severity, minutes]) => ({
        version,
        planCode,
        severity,
        businessMinutes: minutes,
      })),
    ),
  );
}

function escalationRows(): Row[] {
  return ESCALATION_RULES.map(({ trigger, afterBusinessMinutes, plans, severities, tell }, position) => ({
    version: 0,
    position,
    trigger,
    afterBusinessMinutes: afterBusinessMinutes ?? null,
    planCodes: plans ?? [],
    severities: severities ?? [],
    tell,
  }));
}

function coverageRows(): Row[] {
  return Object.entries(COVERAGE).flatMap(([requestTypeCode, cells]) =>
    Object.entries(cells).map(([planCode, cell]) => ({
      planCode,
      requestTypeCode,
      verdict: typeof cell === 'string' ? cell : 'EXCLUDED',
      clauseId: typeof cell === 'string' ? null : clauseId(PROGRAMME.currentTermsVersion, cell.excludedBy),
    })),
  );
}

function skuRows(): Row[] {
  return Object.entries(SOLUTIONS).flatMap(([solutionCode, { skus }]) =>
    Object.entries(skus).map(([code, name]) => ({ code, solutionCode, ...bilingual('name', name) })),
  );
}

function bilingual(column: string, { fr, en }: Text): Row {
  return { [`${column}Fr`]: fr, [`${column}En`]: en };
}

function clauseId(version: number, number: string): string {
  return `${version}:${number}`;
}

function termsName(row: Version): string {
  return `Version ${String(row['version'])} of the terms`;
}

function targetsName(row: Version): string {
  return `Version ${String(row['version'])} of the response targets`;
}

function routingName(row: Version): string {
  return `Version ${String(row['version'])} of the routing rules`;
}

function escalationName(row: Version): string {
  return `Version ${String(row['version'])} of the escalation rules`;
}

async function write(client: pg.Client, table: Table): Promise<void> {
  if (table.published) return publish(client, table);
  if (table.kept && !(await isBeginning(client, table))) return;
  await upsert(client, table);
}

/** Whether this is the first start, which nobody else says any more. */
async function isBeginning(client: pg.Client, { name }: Table): Promise<boolean> {
  const { rowCount } = await client.query(
    'insert into "CatalogueBeginning" (name) values ($1) on conflict do nothing',
    [name],
  );
  return rowCount === 1;
}

async function upsert(client: pg.Client, { name, key, rows }: Table): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  const changes = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  await client.query(
    `insert into "${name}" select * from ${wanted(name)}
     on conflict (${list(key)}) do ${changes ? `update set ${changes}` : 'nothing'}`,
    [JSON.stringify(rows)],
  );
}

/** Adds the versions that are new, once it is sure that those already there have not been edited. */
async function publish(client: pg.Client, { name, published, rows }: Table): Promise<void> {
  if (!published) return;
  const by = list(published.by);
  const asked = `${wanted(name)} w where not (${published.unless ?? 'false'})`;
  const { rows: edited } = await client.query<Row>(
    `with wanted as (select * from ${asked}),
          present as (select * from "${name}" where (${by}) in (select ${by} from wanted)),
          again as (select * from wanted where (${by}) in (select ${by} from present))
     (table again except table present) union all (table present except table again) limit 1`,
    [JSON.stringify(rows)],
  );
  if (edited[0]) {
    throw new SetupError(
      `${published.as(edited[0] as Version)} is published and differs from prisma/catalogue: publish a new version instead of editing it.`,
    );
  }
  await client.query(`insert into "${name}" select * from ${asked} on conflict do nothing`, [
    JSON.stringify(rows),
  ]);
}

async function removeOthers(client: pg.Client, { name, key, rows }: Table): Promise<void> {
  try {
    await client.query(
      `delete from "${name}" where (${list(key)}) not in (select ${list(key)} from ${wanted(name)})`,
      [JSON.stringify(rows)],
    );
  } catch (error) {
    const { code, detail } = error as pg.DatabaseError;
    if (!STILL_REFERENCED.includes(code ?? '')) throw error;
    throw new SetupError(`A ${name} that is in use cannot leave prisma/catalogue: ${detail}`);
  }
}

/** restrict_violation since Postgres 18, foreign_key_violation before. */
const STILL_REFERENCED = ['23001', '23503'];

/** The rows of the first parameter, as rows of the table. */
function wanted(table: string): string {
  return `jsonb_populate_recordset(null::"${table}", $1)`;
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
