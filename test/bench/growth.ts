/**
 * How the cost of `driftline check` grows, with rows, columns, distinct baseline values and threads, as one small plot
 * each: `npm run bench:growth -- [--quick] [--runs 5] [--seed 1]`. All sizes run in turn, round after round.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growthPlot } from './speed/growth-plot.ts';
import { type Growth, growths } from './speed/growths.ts';
import { machine } from './speed/machine.ts';
import { race, spread } from './speed/race.ts';

/** Where the README finds them. A quick try leaves them alone. */
const PLOTS = join(import.meta.dirname, 'plots');
const QUICK = { scale: 0.1, runs: 2, folder: join(import.meta.dirname, '../../.bench/plots') };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const runs = Number(values.runs ?? (values.quick ? QUICK.runs : 5));
const folder = values.quick ? QUICK.folder : PLOTS;

mkdirSync(folder, { recursive: true });
console.log(`${machine()}; medians of ${runs} runs, seed ${values.seed}.`);
for (const growth of growths(values.quick ? QUICK.scale : 1)) {
  if (growth.xs.length === 0)
    console.log(`${growth.title}: skipped, the command does not take a number of them.`);
  else await plot(growth);
}

async function plot(growth: Growth): Promise<void> {
  const contenders = [];
  for (const x of growth.xs) contenders.push(await growth.contender(x, Number(values.seed)));
  process.stderr.write(`${growth.title}\n`);
  const points = race(contenders, runs).map(({ seconds }, i) => ({
    x: growth.xs[i]!,
    seconds: spread(seconds),
  }));
  const path = join(folder, `${growth.name}.svg`);
  writeFileSync(path, growthPlot({ ...growth, points }));
  const said = points.map(({ x, seconds }) => `${x.toLocaleString('en-US')}: ${seconds.median.toFixed(2)} s`);
  console.log(`${growth.title} (${growth.fixed}): ${said.join(', ')}\n  ${path}`);
}
