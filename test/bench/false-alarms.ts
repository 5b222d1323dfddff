/**
 * False alarms and power of the verdict, by simulation: `npm run bench:false-alarms -- [--quick] [--seed 1] [--scenario NAME]`.
 *
 * Clean batches of 30 features are compared with clean baselines of the same population through the engine's own
 * profile, tally and verdict, all settings at their defaults; everything that alarms is a false alarm. Fails (exit 1)
 * when a configuration surely alarms on more than 5 % of its batches, when unlucky baselines alarm for ever, or when a
 * drift that must be found is not.
 */
import { parseArgs } from 'node:util';
import type { CleanResult } from './clean-run.ts';
import { cleanFigures, criteria, isFoundOftenEnough } from './criteria.ts';
import { cleanPlans, type Effort, type Plan, publishedPower, requiredPower } from './plans.ts';
import type { PowerResult } from './power-run.ts';
import { runPlans } from './run-plans.ts';
import { SCENARIOS } from './scenarios.ts';
import { cleanTable, powerTable } from './tables.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', multiple: true, default: [...SCENARIOS] },
  },
});
const seed = Number(values.seed);
const effort: Effort = values.quick ? 'quick' : 'full';

const plans: Plan[] = [
  ...cleanPlans(effort, values.scenario).map((plan) => ({ kind: 'clean' as const, plan })),
  ...[requiredPower(effort), ...publishedPower(effort)].map((plan) => ({ kind: 'power' as const, plan })),
];
const start = performance.now();
const outcomes = await runPlans(plans, seed, (done, { kind, plan }) => {
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const what = kind === 'clean' ? plan.scenario : `power, ${plan.drift}`;
  process.stderr.write(`${done} of ${plans.length}  ${seconds} s  ${what}, baseline ${plan.baselineRows}\n`);
});
const figures = outcomes
  .filter((outcome): outcome is CleanResult[] => Array.isArray(outcome))
  .flat()
  .map(cleanFigures);
const power = outcomes.filter((outcome): outcome is PowerResult => !Array.isArray(outcome));

const failures =
  figures.filter((f) => criteria(f).length > 0).length + (isFoundOftenEnough(power[0]!) ? 0 : 1);
process.stdout.write(`False alarms on clean batches of 30 features, seed ${seed}, Node ${process.version}

${cleanTable(figures)}

${powerTable(power)}

${failures === 0 ? 'All as it should be.' : `${failures} of ${figures.length + 1} criteria failed.`}
`);
process.exitCode = failures === 0 ? 0 : 1;
