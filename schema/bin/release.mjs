// npm run schema:release -- 0.2.0: what is in schema.graphql and events.json becomes what others build on.
// Writes the change log from the difference and moves the released contract on; refuses what would break somebody.
import { readFileSync, writeFileSync } from 'node:fs';
import { isLater, releasedVersion, withRelease } from '@tierline/schema/governance/change-log';
import { withDocuments } from '@tierline/schema/governance/released-documents';
import { compareEvents } from '@tierline/schema/governance/event-changes';
import { compareSchemas } from '@tierline/schema/governance/schema-changes';

const file = (name) => new URL(`../${name}`, import.meta.url);
const read = (name) => readFileSync(file(name), 'utf8');
const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const [version = ''] = process.argv.slice(2);
const date = new Date().toISOString().slice(0, 10);
const released = read('released.graphql');
if (!/^\d+\.\d+\.\d+$/.test(version) || !isLater(version, releasedVersion(released))) {
  fail(`Name a version later than ${releasedVersion(released)}: npm run schema:release -- 1.2.3`);
}
const comparisons = [
  await compareSchemas(released, read('schema.graphql'), date),
  compareEvents(JSON.parse(read('released-events.json')), JSON.parse(read('events.json'))),
];
const refused = comparisons.flatMap((comparison) => comparison.refused);
if (refused.length > 0)
  fail(`Nothing was released. This would break those who build on it:\n${refused.join('\n')}`);

if (
  comparisons.every(({ removed, changed, added }) => removed.length + changed.length + added.length === 0)
) {
  fail('Nothing changed since the last release.');
}

writeFileSync(file('CHANGELOG.md'), withRelease(read('CHANGELOG.md'), { version, date }, comparisons));
writeFileSync(
  file('released.graphql'),
  `# Version ${version}, released on ${date}.\n\n${read('schema.graphql')}`,
);
writeFileSync(file('released-events.json'), read('events.json'));
const documents = '../server/released-documents.txt';
writeFileSync(file(documents), withDocuments(read(documents), read('../sdk/src/generated/documents.ts')));
console.log(
  `Version ${version} of the schema: see schema/CHANGELOG.md, and commit it with released.graphql and server/released-documents.txt.`,
);
