/** A process of `runPlans`: takes plans as messages, answers each with its outcome. */
import { runClean } from './clean-run.ts';
import type { Plan } from './plans.ts';
import type { Population } from './population.ts';
import { runPower } from './power-run.ts';
import { populationOf } from './scenarios.ts';

const seed = Number(process.argv[2]);

/** Plans of one scenario come one after the other: its population is made once. */
let latest: { scenario: string; population: Population } | null = null;

function populationFor(scenario: string): Population {
  if (latest?.scenario !== scenario) latest = { scenario, population: populationOf(scenario, seed) };
  return latest.population;
}

process.on('message', ({ kind, plan }: Plan) => {
  process.send!(kind === 'clean' ? runClean(plan, populationFor(plan.scenario), seed) : runPower(plan, seed));
});
