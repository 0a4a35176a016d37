import { type InvalidInputProblem } from '@tierline/schema/problem';
import { checkTargets, type PublishedTarget } from '@tierline/schema/sla/targets.rules';
import { expect, test } from 'vitest';

const NOW = new Date('2026-05-04T06:00:00Z');

/** Enhanced and Premium, severest first, in minutes. */
function table(enhanced: number[], premium: number[]): PublishedTarget[] {
  const severities = ['SEVERE', 'MODERATE', 'LIMITED'] as const;
  const of = (planCode: 'ENHANCED' | 'PREMIUM', minutes: number[]) =>
    minutes.map((businessMinutes, at) => ({ planCode, severity: severities[at]!, businessMinutes }));
  return [...of('ENHANCED', enhanced), ...of('PREMIUM', premium)];
}
const PROGRAMME = table([120, 240, 480], [60, 120, 240]);

function issues(targets: PublishedTarget[], { percent = 75, from = NOW } = {}): string[] {
  try {
    checkTargets({ targets, atRiskPercent: percent, effectiveFrom: from }, NOW);
    return [];
  } catch (problem) {
    return (problem as InvalidInputProblem).issues.map(({ path, code }) => `${path} ${code}`);
  }
}

test.each([
  ['the programme’s own', PROGRAMME, {}, []],
  ['all alike', table([1, 1, 1], [1, 1, 1]), {}, []],
  ['at risk at the ends', PROGRAMME, { percent: 1 }, []],
  ['at risk at the other end', PROGRAMME, { percent: 99 }, []],
  ['no percent', PROGRAMME, { percent: 0 }, ['atRiskPercent OUT_OF_RANGE']],
  ['at risk when all is over', PROGRAMME, { percent: 100 }, ['atRiskPercent OUT_OF_RANGE']],
  ['half a percent', PROGRAMME, { percent: 50.5 }, ['atRiskPercent OUT_OF_RANGE']],
  ['a millisecond ago', PROGRAMME, { from: new Date(NOW.getTime() - 1) }, ['effectiveFrom TOO_SMALL']],
  ['no minute', table([120, 240, 480], [0, 120, 240]), {}, ['targets.3.businessMinutes OUT_OF_RANGE']],
  ['half a minute', table([120, 240, 480], [0.5, 120, 240]), {}, ['targets.3.businessMinutes OUT_OF_RANGE']],
  ['a gap', PROGRAMME.slice(0, 5), {}, ['targets MISSING']],
  [
    'something for Basic',
    [...PROGRAMME, { planCode: 'BASIC', severity: 'SEVERE', businessMinutes: 600 }],
    {},
    ['targets.6 NOTHING_PROMISED'],
  ],
  ['twice the same', [...PROGRAMME, PROGRAMME[5]!], {}, ['targets.5 TWICE', 'targets.6 TWICE']],
  ['worse is slower', table([300, 240, 480], [60, 120, 240]), {}, ['targets.0.businessMinutes SLOWER']],
  ['better is slower', table([120, 240, 480], [60, 250, 250]), {}, ['targets.4.businessMinutes SLOWER']],
] as const)('C27 C6 C15 S48 a table of targets: %s', (_what, targets, options, expected) => {
  expect(issues([...targets], options)).toEqual(expected);
});
