// npm run release:check: what the SDK's next version has to be, whether the changesets say so, and what would be
// published. It publishes nothing: that, and its provenance, is the publisher's.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { compareEvents } from '@tierline/schema/governance/event-changes';
import { compareSchemas } from '@tierline/schema/governance/schema-changes';
import { bumpFor, bumpOf, isEnough, promisedBump } from '@tierline/schema/governance/semver';

const ROOT = new URL('../../', import.meta.url);
const read = (name) => readFileSync(new URL(name, ROOT), 'utf8');

const sdk = JSON.parse(read('sdk/package.json'));
const comparisons = [
  await compareSchemas(
    read('schema/released.graphql'),
    read('schema/schema.graphql'),
    new Date().toISOString().slice(0, 10),
  ),
  compareEvents(JSON.parse(read('schema/released-events.json')), JSON.parse(read('schema/events.json'))),
];
const needed = bumpOf(sdk.version, bumpFor(comparisons));
const changesets = readdirSync(new URL('.changeset/', ROOT))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => read(`.changeset/${name}`));
const promised = promisedBump(changesets, sdk.name);
console.log(
  `${sdk.name} ${sdk.version}: the schema asks for a ${needed} step, the changesets promise ${promised ?? 'none'}.`,
);

execFileSync('npm', ['pack', '--dry-run'], { cwd: new URL('sdk/', ROOT), stdio: 'inherit' });
// Where the schema did not change, there may be nothing to release.
if (!isEnough(promised, needed) && !(needed === 'patch' && promised === null)) {
  console.error(
    `Write one: npx changeset, ${sdk.name}, ${needed}. It says what whoever updates should know.`,
  );
  process.exit(1);
}
