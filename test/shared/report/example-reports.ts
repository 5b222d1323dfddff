import type { FeatureReport, Report } from '../../../shared/report/report.ts';
import { exampleReport, levelFeature, normalValues, numericFeature } from './example-report.ts';

const MEANS = ['radius', 'texture', 'perimeter', 'area', 'smoothness', 'compactness', 'concavity'];
const TYPICAL = [13.4, 19.3, 86.2, 551, 0.0959, 0.0926, 0.0615];

function measurements(scaled: number): FeatureReport[] {
  return Array.from({ length: 30 }, (_, i) => {
    const name = `${MEANS[i % 7]}_${['mean', 'se', 'worst', 'sum', 'span'][Math.floor(i / 7)]}`;
    const mean = TYPICAL[i % 7]!;
    const before = normalValues(i + 1, 569, mean, mean / 4);
    const after = before.map((x) => (i < scaled ? x * 1.25 : x));
    return numericFeature(name, before, after);
  });
}

/** Five of thirty measurements a quarter larger. */
export const driftReport: Report = exampleReport(measurements(5), {
  findings: [
    {
      code: 'identifier-left-out',
      severity: 'notice',
      column: 'id',
      message: 'Column id is an identifier and was left out.',
    },
    {
      code: 'unparsable-values',
      severity: 'problem',
      column: 'area_mean',
      message: 'area_mean: 3 values are not numbers, first on line 12: "n/a?".',
    },
  ],
});

export const okReport: Report = exampleReport(measurements(0));

/** Five rows: nothing could have been seen. */
export const insufficientReport: Report = (() => {
  const features = ['radius_mean', 'texture_mean'].map((name, i) => {
    const before = normalValues(i + 1, 569, 10, 2);
    return numericFeature(name, before, before.slice(0, 5), { drifted: false, distributionDrifted: false });
  });
  const report = exampleReport(features);
  return {
    ...report,
    verdict: 'insufficient',
    current: { ...report.current, rows: 5 },
    summary: { ...report.summary, minDetectable: 0.97 },
  };
})();

export const plainKsReport: Report = {
  ...driftReport,
  settings: { ...driftReport.settings, rule: 'plain-ks' },
  features: driftReport.features.map((f) => ({ ...f, effect: { ...f.effect, threshold: 0 } })),
  findings: [],
};

/** Categories, discrete numbers, missing values, a new category and a stuck value in one batch. */
export const mixedReport: Report = exampleReport(
  [
    levelFeature('CAEC', ['Sometimes', 'Frequently', 'Always', 'no'], [1765, 242, 53, 51], [120, 40, 36, 4]),
    levelFeature(
      'MTRANS',
      ['Public_Transportation', 'Automobile', 'Walking', null],
      [1580, 457, 74, 0],
      [120, 36, 8, 36],
      {
        hint: 'New categories: "E-scooter" (18 % of the rows).',
      },
    ),
    numericFeature('income', normalValues(3, 400, 52_000, 9_000), normalValues(4, 172, 52_000, 9_000), {
      drifted: true,
      direction: 'none',
      missing: {
        before: 0.002,
        after: 0.14,
        pValue: 1e-20,
        pAdjusted: 4e-20,
        effect: { name: 'total-variation-beyond-chance', value: 0.13, threshold: 0.1 },
        drifted: true,
      },
    }),
    numericFeature('dose', normalValues(5, 400, 1.7, 0.2), normalValues(6, 200, 1700, 200), {
      hint: 'Values are about 1,000 times as large: a change of unit?',
    }),
    numericFeature('age', normalValues(7, 400, 0, 1), normalValues(8, 200, 0, 3), {
      direction: 'wider',
      drifted: true,
      distributionDrifted: true,
    }),
    levelFeature(
      'FAF',
      Array.from({ length: 14 }, (_, i) => String(i)),
      [90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5],
      [9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 20, 1, 1, 1],
      { type: 'discrete' },
    ),
    levelFeature('SMOKE', ['no', 'yes'], [2067, 44], [196, 4]),
    numericFeature('height', normalValues(9, 400, 1.7, 0.09), normalValues(10, 200, 1.7, 0.09)),
    numericFeature('empty_now', normalValues(11, 400, 5, 1), [], { drifted: false }),
  ],
  {
    monitor: 'obesity',
    model: 'v3',
    baseline: {
      uri: 's3://inputs/baseline/obesity/reference.csv',
      versionId: 'Zx81',
      sha256: 'b4'.repeat(32),
      rows: 2111,
    },
    current: {
      uri: 's3://inputs/production/obesity/week-05.csv',
      versionId: 'Qm02',
      sha256: 'c5'.repeat(32),
      rows: 200,
    },
    findings: [
      {
        code: 'new-category',
        severity: 'problem',
        column: 'MTRANS',
        message: 'MTRANS has a category that the baseline does not have: "E-scooter" (36 rows).',
      },
      {
        code: 'extra-column',
        severity: 'notice',
        column: 'note',
        message: 'The production file has a column that the baseline does not have: note.',
      },
    ],
  },
);

/** Names and levels that try to break every format they are shown in. */
const HOSTILE_NAMES = [
  '</style><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a|b|c\\|d `tick` ``two``',
  '__proto__',
  'constructor',
  '\u001b[31mred\u001b[0m\u0007\r\nsecond line',
  '\u202Egnp.exe\u2066 isolated',
  'n'.repeat(200),
  '😀👩‍👩‍👧 température 気温',
  '@octocat #1 http://evil.example/ www.evil.example _em_ **bold** [x](y) $a$',
  ']]> & " \' ]]>',
  ' ',
  'lone \ud800 surrogate \u0000 nul \uffff',
];

export const hostileReport: Report = exampleReport(
  HOSTILE_NAMES.map((name, i) =>
    i % 2 === 0
      ? levelFeature(name, [name, `${name}'`, null], [500, 60, 9], [200, 260, 109], { hint: `Look: ${name}` })
      : numericFeature(name, normalValues(i, 100, 10, 2), normalValues(i + 50, 100, 14, 2), {
          hint: `Look: ${name}`,
        }),
  ),
  {
    monitor: 'default',
    baseline: { uri: 'a`b|<b>.csv', versionId: '<i>', sha256: null, rows: 569 },
    current: { uri: '\u001b]0;title\u0007<script>.csv', versionId: null, sha256: null, rows: 569 },
    findings: HOSTILE_NAMES.map((name) => ({
      code: 'extra-column',
      severity: 'problem',
      column: name,
      message: `Column ${name} is not in the baseline.`,
    })),
  },
);
