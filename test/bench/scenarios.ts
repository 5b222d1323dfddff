import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type FeatureShape, inventPopulation, type PopulationShape } from './features.ts';
import { Population } from './population.ts';
import { stream } from './stream.ts';

const FEATURES = 30;

const continuous: FeatureShape = { kind: 'continuous', distinct: 0, skew: 0, missing: 0 };

/** 30 features, each chosen by its position. */
const columns = (shape: (i: number) => FeatureShape) => Array.from({ length: FEATURES }, (_, i) => shape(i));
const cycle = <T>(values: readonly T[], i: number): T => values[i % values.length]!;

const LEVELS = [2, 3, 5, 8, 12, 20, 30, 50];
const MISSING = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

/** 24 = 3 × 8 kinds: every number of levels with every skew. */
const levels = (i: number): FeatureShape => ({
  kind: 'levels',
  distinct: cycle(LEVELS, i),
  skew: Math.floor(i / LEVELS.length) % 3,
  missing: 0,
});
const ties = (i: number): FeatureShape => ({
  kind: 'few-values',
  distinct: cycle([300, 30, 100, 15], i),
  skew: Math.floor(i / 4) % 2,
  missing: 0,
});
const discrete = (i: number): FeatureShape => ({ ...ties(i), distinct: cycle([2, 4, 10], i) });
const missing = (i: number): FeatureShape => ({ ...continuous, missing: cycle(MISSING, i) });
const mixture = (i: number): FeatureShape => ({
  ...cycle([continuous, ties(i), levels(i), discrete(i), levels(i + 4)], i),
  missing: i % 2 === 0 ? cycle(MISSING, i / 2) : 0,
});

const INVENTED: Readonly<Record<string, PopulationShape>> = {
  independent: { features: columns(() => continuous), correlation: 0 },
  'heavy ties': { features: columns(ties), correlation: 0 },
  'correlated .5': { features: columns(() => continuous), correlation: 0.5 },
  'correlated .9': { features: columns(() => continuous), correlation: 0.9 },
  categories: { features: columns(levels), correlation: 0 },
  'missing values': { features: columns(missing), correlation: 0 },
  'mixture of all': { features: columns(mixture), correlation: 0.5 },
};

const BREAST_CANCER = 'breast cancer';

export const SCENARIOS: readonly string[] = [...Object.keys(INVENTED), BREAST_CANCER];

/** The population of a scenario; the same for the same seed. */
export function populationOf(scenario: string, seed: number): Population {
  if (scenario === BREAST_CANCER) return breastCancer();
  const shape = INVENTED[scenario];
  if (!shape) throw new RangeError(`There is no scenario "${scenario}". There are: ${SCENARIOS.join(', ')}.`);
  return inventPopulation(shape, stream(seed, scenario));
}

/** Real rows: their ties, rounding, skewness and correlations are not ours to invent. */
function breastCancer(): Population {
  const file = readFileSync(new URL('../../data/breast-cancer/baseline.csv', import.meta.url));
  const [header = [], ...rows]: string[][] = parse(file);
  const features = header.map((_, i) => i).filter((i) => header[i] !== 'id' && header[i] !== 'diagnosis');
  return new Population(
    features.map((i) => header[i]!),
    features.map((i) => rows.map((row) => row[i]!)),
  );
}
