import * as v from 'valibot';
import { columnTypeSchema } from '../config/settings.ts';
import { READ_NOTICE_CODES } from '../csv/blocks.ts';
import { REPORT_SCHEMA_VERSION } from './report-version.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const described = <S extends v.GenericSchema>(schema: S, text: string) => v.pipe(schema, v.description(text));

/**
 * JSON has no infinities and a finite double may overflow in a difference: numbers that can be infinite or
 * undefined are null when they are.
 */
const numberOrNull = v.nullable(v.number());

const effectSchema = v.strictObject({
  name: described(
    v.picklist(['ks-distance', 'total-variation-beyond-chance', 'level-share-change']),
    'ks-distance: D. total-variation-beyond-chance: total variation less what chance alone gives. level-share-change: the largest |2·asin√p − 2·asin√q| over the levels.',
  ),
  value: v.number(),
  threshold: described(v.number(), 'The effect matters when value ≥ threshold.'),
});

const missingSchema = v.strictObject({
  before: described(probability, 'Share of baseline rows without a value.'),
  after: described(probability, 'Share of production rows without a value.'),
  pValue: described(
    v.nullable(probability),
    "Fisher's exact test; null when nothing is missing on either side.",
  ),
  pAdjusted: v.nullable(probability),
  effect: v.nullable(effectSchema),
  drifted: v.boolean(),
});

const binsSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('numeric'),
    edges: described(
      v.array(v.number()),
      'k inner edges, ascending, at baseline values; bin 0 is x ≤ edges[0], bin i is edges[i−1] < x ≤ edges[i], bin k is x > edges[k−1]. PSI and Jensen–Shannon come from these bins.',
    ),
    baseline: described(v.array(count), 'k + 1 counts.'),
    current: described(v.array(count), 'k + 1 counts.'),
  }),
  v.strictObject({
    kind: v.literal('levels'),
    levels: described(
      v.array(v.nullable(v.string())),
      'Levels by baseline count, largest first; null gathers the levels that the baseline does not have.',
    ),
    baseline: v.array(count),
    current: v.array(count),
  }),
]);

/** A picture of both distributions. Approximate beyond the baseline's range (1 %): for looking, not for testing. */
const pictureSchema = v.strictObject({
  edges: described(v.array(v.number()), 'k + 1 equally spaced edges for k bars.'),
  baseline: described(v.array(v.number()), 'Share of baseline values in each bar.'),
  current: v.array(v.number()),
  outside: described(
    v.strictObject({ baseline: probability, current: probability }),
    'Share of values beyond the drawn edges.',
  ),
  below: v.optional(
    described(
      v.strictObject({ baseline: probability, current: probability }),
      'Share of values up to the first edge: with the bars it makes both cumulative distributions.',
    ),
  ),
  widest: v.optional(
    described(
      v.nullable(v.strictObject({ x: v.number(), baseline: probability, current: probability })),
      'Where the cumulative distributions are farthest apart, which is D, and what share of values each side has up to there; null when they are the same or it is at infinity.',
    ),
  ),
});

export const featureSchema = v.strictObject({
  name: v.string(),
  type: columnTypeSchema,
  test: v.picklist(['ks', 'chi-squared', 'fisher']),
  method: described(
    v.picklist(['exact', 'asymptotic']),
    'How the p-value was computed: exact for max(n, m) ≤ 10,000 (KS) and for Fisher, asymptotic otherwise.',
  ),
  statistic: described(v.number(), "KS distance D, chi-squared, or for Fisher's test the total variation."),
  pValue: probability,
  pAdjusted: described(probability, 'Adjusted over all tests of this batch, missing rates included.'),
  effect: effectSchema,
  rowsBaseline: described(count, 'Rows with a value.'),
  rowsCurrent: count,
  minDetectable: described(
    numberOrNull,
    'Smallest effect that would be found with probability 0.8; null when no effect could be.',
  ),
  drifted: described(v.boolean(), 'The distribution or the missing rate drifted.'),
  distributionDrifted: v.boolean(),
  direction: v.picklist(['higher', 'lower', 'wider', 'narrower', 'changed', 'none']),
  typical: described(
    v.strictObject({
      before: v.union([v.number(), v.string(), v.null()]),
      after: v.union([v.number(), v.string(), v.null()]),
    }),
    'Median of a number, most frequent level of a category; null where there is none.',
  ),
  range: described(
    v.nullable(
      v.strictObject({
        before: v.tuple([numberOrNull, numberOrNull]),
        after: v.tuple([numberOrNull, numberOrNull]),
      }),
    ),
    'Smallest and largest value; null for categories.',
  ),
  missing: missingSchema,
  psi: described(numberOrNull, 'Population stability index over `bins`, natural logarithm.'),
  jensenShannon: described(numberOrNull, 'Jensen–Shannon distance (base 2, 0 to 1) over `bins`.'),
  wasserstein: described(
    v.nullable(v.strictObject({ estimate: v.number(), low: v.number(), high: v.number() })),
    "Earth mover's distance in the feature's unit, with the bracket that surely holds it; null for categories.",
  ),
  totalVariation: described(numberOrNull, 'Total variation between the levels; null for numbers.'),
  cramersV: numberOrNull,
  dErrorBound: described(
    v.number(),
    'Bound on the error of D where the profile had to be reduced; 0 when D is exact.',
  ),
  bins: v.nullable(binsSchema),
  picture: v.nullable(pictureSchema),
  hint: described(
    v.nullable(v.string()),
    'What the change looks like, in words: a unit change, a stuck value, a new category.',
  ),
});

const findingSchema = v.strictObject({
  code: v.picklist([
    'missing-column',
    'extra-column',
    'changed-type',
    'new-category',
    'unparsable-values',
    ...READ_NOTICE_CODES,
    'reduced-profile',
    'too-few-values',
    'enlarge-baseline',
  ]),
  severity: v.picklist(['problem', 'notice']),
  column: v.nullable(v.string()),
  message: v.string(),
});

const dataSchema = v.strictObject({
  uri: v.string(),
  versionId: v.nullable(v.string()),
  sha256: v.nullable(v.string()),
  rows: count,
});

export const reportSchema = v.pipe(
  v.strictObject({
    schemaVersion: v.literal(REPORT_SCHEMA_VERSION),
    runId: described(v.string(), 'Hash of the inputs: the same data and settings give the same id.'),
    monitor: v.string(),
    model: described(v.nullable(v.string()), 'Version of the champion when the batch was checked.'),
    baseline: dataSchema,
    current: dataSchema,
    settings: v.strictObject({
      alpha: v.number(),
      correction: v.string(),
      rule: v.string(),
      minEffect: v.number(),
      resolution: v.number(),
      minDriftedFeatures: count,
    }),
    verdict: described(
      v.picklist(['ok', 'drift', 'insufficient']),
      'insufficient: no drift was found, and the batch is too small to have shown a drift of `resolution`.',
    ),
    summary: v.strictObject({
      totalFeatures: count,
      driftedFeatures: count,
      driftPercentage: described(v.number(), 'Rounded to two decimals.'),
      alert: v.boolean(),
      plainRule: described(
        v.strictObject({ tested: count, drifted: count, expectedByChance: v.number() }),
        'What the plain rule (raw p < 0.05 for each numeric feature, nothing else) would have said.',
      ),
      minDetectable: described(numberOrNull, 'Median over the features of the smallest detectable effect.'),
      rowsForResolution: described(
        v.nullable(count),
        'Rows a batch needs to show a drift of `resolution` in a numeric feature; null when the baseline is too small for any.',
      ),
    }),
    onset: v.optional(
      described(
        v.strictObject({
          row: described(count, 'Data row of the batch, the first is 1.'),
          exact: described(v.boolean(), 'False where it is estimated from a sample of the rows.'),
          feature: described(v.string(), 'The strongest drifted feature that shows it.'),
        }),
        'Near which row the drift began; absent unless that is clear.',
      ),
    ),
    features: described(v.array(featureSchema), 'Drifted first, the strongest first; then by p-value.'),
    findings: v.array(findingSchema),
  }),
  v.title('Driftline drift report'),
);

export type Report = v.InferOutput<typeof reportSchema>;
export type FeatureReport = Report['features'][number];
export type Finding = Report['findings'][number];
export type Effect = FeatureReport['effect'];
export type Bins = NonNullable<FeatureReport['bins']>;
export type Picture = NonNullable<FeatureReport['picture']>;
