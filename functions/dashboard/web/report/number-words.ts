import type { Effect, FeatureReport } from '../../../../shared/report/report.ts';
import { formatCount, formatNumber, formatShare } from '../../../../shared/report/words/numbers.ts';

/** One figure of a feature, and what it means in a sentence for somebody who meets it for the first time. */
export interface ExplainedNumber {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** A feature's figures, the deciding ones first; those that do not apply to it are left out. */
export function explainedNumbers(feature: FeatureReport): ExplainedNumber[] {
  return [
    statistic(feature),
    pValue(feature),
    adjusted(feature),
    ...effect(feature),
    ...power(feature),
    ...rows(feature),
    ...missing(feature),
    ...distances(feature),
  ];
}

const STATISTICS: Readonly<Record<FeatureReport['test'], readonly [name: string, meaning: string]>> = {
  ks: [
    'Distance D',
    'The largest gap between the two cumulative curves (Kolmogorov–Smirnov): 0 when both files hold the same values equally often, 1 when they have nothing in common.',
  ],
  'chi-squared': [
    'Chi-squared',
    'How far the counts of the levels are from what they would be if both files had the same shares. It grows with the number of rows, so the effect below says how much changed.',
  ],
  fisher: [
    'Total variation',
    'The share of rows that would have to change their level for both files to look alike; its p-value is Fisher’s exact one, which holds for small counts too.',
  ],
};

function statistic({ test, statistic: value }: FeatureReport): ExplainedNumber {
  const [name, meaning] = STATISTICS[test];
  return { name, value: formatNumber(value), meaning };
}

function pValue({ pValue: p, method }: FeatureReport): ExplainedNumber {
  const how = method === 'exact' ? 'Computed exactly.' : 'Computed by the formula for many rows.';
  return {
    name: 'p-value',
    value: probability(p),
    meaning: `How often chance alone would give a difference at least this large if nothing had changed. ${how}`,
  };
}

function adjusted({ pAdjusted }: FeatureReport): ExplainedNumber {
  return {
    name: 'Adjusted p-value',
    value: probability(pAdjusted),
    meaning:
      'The same after allowing for the number of features tested: of many features some look unusual by chance. It has to be below alpha.',
  };
}

const EFFECTS: Readonly<
  Record<Exclude<Effect['name'], 'ks-distance'>, readonly [name: string, meaning: string]>
> = {
  'total-variation-beyond-chance': [
    'Variation beyond chance',
    'The share of rows that changed their level, less what two samples of this size differ by anyway.',
  ],
  'level-share-change': [
    'Largest change of a level',
    'How far the share of one level moved, on a scale on which rare levels count as much as common ones.',
  ],
};

function effect({ effect: { name, value, threshold } }: FeatureReport): ExplainedNumber[] {
  if (threshold === 0) return []; // under the plain rule no effect is too small
  const matters = {
    name: 'Matters from',
    value: formatNumber(threshold),
    meaning: 'A smaller change does not count as drift, however certain it is.',
  };
  if (name === 'ks-distance') return [matters]; // which is D, and stands above
  const [title, meaning] = EFFECTS[name];
  return [{ name: title, value: formatNumber(value), meaning }, matters];
}

function power({ minDetectable }: FeatureReport): ExplainedNumber[] {
  return [
    {
      name: 'Smallest change that could be seen',
      value: minDetectable === null ? 'none' : formatNumber(minDetectable),
      meaning:
        minDetectable === null
          ? 'There are too few values to find even the largest change.'
          : 'With this many rows a change of this size would be found four times in five; a smaller one may have gone unnoticed.',
    },
  ];
}

function rows({ rowsBaseline, rowsCurrent }: FeatureReport): ExplainedNumber[] {
  return [
    {
      name: 'Rows with a value',
      value: `${formatCount(rowsBaseline)} → ${formatCount(rowsCurrent)}`,
      meaning: 'In the baseline, and in production. Only these are compared.',
    },
  ];
}

function missing({ missing: { before, after, pAdjusted, drifted } }: FeatureReport): ExplainedNumber[] {
  const test = pAdjusted === null ? '' : ` Its own adjusted p-value is ${probability(pAdjusted)}.`;
  return [
    {
      name: 'Missing values',
      value: `${formatShare(before)} → ${formatShare(after)}`,
      meaning: `The share of rows without a value, tested like the values themselves${drifted ? ': this changed too' : ''}.${test}`,
    },
  ];
}

function distances(feature: FeatureReport): ExplainedNumber[] {
  const { psi, jensenShannon, wasserstein, totalVariation, cramersV } = feature;
  const figure = (name: string, value: number | null | undefined, meaning: string): ExplainedNumber[] =>
    value === null || value === undefined ? [] : [{ name, value: formatNumber(value), meaning }];
  return [
    ...figure(
      'PSI',
      psi,
      'Population stability index over ten or so bins. A rule of thumb from credit scoring: from 0.1 look closer, from 0.25 act. It decides nothing here.',
    ),
    ...figure(
      'Jensen–Shannon',
      jensenShannon,
      'A distance between both distributions from 0 to 1, over the same bins. It decides nothing here.',
    ),
    ...figure(
      'Wasserstein',
      wasserstein?.estimate,
      'How far values moved on average, in the feature’s own unit; an estimate. It decides nothing here.',
    ),
    ...(feature.test === 'fisher'
      ? []
      : figure(
          'Total variation',
          totalVariation,
          'The share of rows that would have to change their level for both files to look alike.',
        )),
    ...figure('Cramér’s V', cramersV, 'How strongly the level depends on the file, from 0 to 1.'),
  ];
}

const probability = (p: number): string => (p === 0 ? '0' : formatNumber(p));
