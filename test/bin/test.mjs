// npm test: everything proven, from a fresh clone. The last line is `N passed, M failed`; a check counts as a test.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tierline needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const { bootstrap, CACHE, ROOT, run } = await import('../../server/bin/bootstrap.mjs');
const { check } = await import('./check.mjs');

await bootstrap();
const checks = await check();
const tests = await runTests();
const failed = checks.failed + tests.failed;
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runTests() {
  const report = path.join(CACHE, 'tests.json');
  rmSync(report, { force: true });
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.relative(path.join(ROOT, 'test'), report)}`,
  ];
  const { code } = await run(['test/node_modules/.bin/vitest', 'run', '--root', 'test', ...reporters], {
    show: true,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not load, or whose hooks fail, fails without a failed test in it.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  const failed = numFailedTests + brokenFiles.length;
  return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}
