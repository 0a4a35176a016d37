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

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

await bootstrap();
process.env.CHROMIUM = await findChromium();
const checks = await check();
const tests = await runTests();
const failed = checks.failed + tests.failed;
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** A browser for the tests of the playground; Debian's is installed where there is none and we may. */
async function findChromium() {
  const found = () => [process.env.CHROMIUM, ...CHROMIUMS].find((file) => file && existsSync(file));
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Install Chromium … ');
    await run(['apt-get', 'update']);
    const { seconds } = await run([
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      '--no-install-recommends',
      'chromium',
    ]);
    console.log(`${seconds} s`);
  }
  const file = found();
  if (file) return file;
  console.error(
    'The tests of the playground need Chromium or Chrome: install one, or name it in the variable CHROMIUM.',
  );
  process.exit(1);
}

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
