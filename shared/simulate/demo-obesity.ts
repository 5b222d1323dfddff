import type { Random } from '../stats/random.ts';
import { type LabelledBatch, separateLabels } from './batches.ts';
import { type DemoFile, streamFiles } from './demo-file.ts';
import { shuffle, weightedSample } from './sample-rows.ts';
import { columnIndex, makeTable, type Table } from './table.ts';

const BASELINE_ROWS = 811;
const WEEKS = 10;
const WEEK_ROWS = 300;
const FIRST_CHANGED_WEEK = 5;
const LABEL = 'NObeyesdad';

/**
 * Upper ends (kg/m², not included) of the classes that the clinic uses from week 5 on: the lower action points
 * of the WHO expert consultation, "Appropriate body-mass index for Asian populations and its implications for
 * policy and intervention strategies", Lancet 363 (2004) 157–163: 23, 27.5, 32.5 and 37.5; overweight is split
 * in the middle, at 25.25.
 */
const NEW_CLASSES = [
  { below: 18.5, name: 'Insufficient_Weight' },
  { below: 23, name: 'Normal_Weight' },
  { below: 25.25, name: 'Overweight_Level_I' },
  { below: 27.5, name: 'Overweight_Level_II' },
  { below: 32.5, name: 'Obesity_Type_I' },
  { below: 37.5, name: 'Obesity_Type_II' },
] as const;

/** The class of a person by the clinic's rule from week 5 on: by body-mass index (kg/m²) alone. */
export function classFromWeek5(weightKg: number, heightM: number): string {
  const bmi = weightKg / heightM ** 2;
  return NEW_CLASSES.find(({ below }) => bmi < below)?.name ?? 'Obesity_Type_III';
}

/**
 * A clinic's weeks. The people of the source are split at random into a baseline (811) and a pool (1,300) that
 * the model has never seen. Each week 300 different people of the pool come; a person may come again in
 * another week. In weeks 1 to 4 all are as likely to come. From week 5 on older, heavier and less active
 * people are likelier to, and the clinic classifies by lower limits, so that the old model is wrong for many.
 *
 * @param source columns as in the UCI file; rows get an `id`
 */
export function obesityDemo(source: Table, random: Random): DemoFile[] {
  const people = shuffle(
    source.rows.map((row, index) => ({ id: `P${String(index + 1).padStart(4, '0')}`, row })),
    random,
  );
  const baseline = people.slice(0, BASELINE_ROWS);
  const pool = people.slice(BASELINE_ROWS).map(({ row }) => row);
  const likelihood = likelihoodFromWeek5(source);
  const columns = ['id', ...source.columns];

  const weeks = Array.from({ length: WEEKS }, (_, index): LabelledBatch => {
    const week = index + 1;
    const changed = week >= FIRST_CHANGED_WEEK;
    const people = weightedSample(pool, changed ? likelihood : () => 1, WEEK_ROWS, random);
    const rows = (changed ? people.map((row) => relabelled(source, row)) : people).map((row, visit) => [
      `W${String(week).padStart(2, '0')}-${String(visit + 1).padStart(3, '0')}`,
      ...row,
    ]);
    return separateLabels(columns, rows, { id: 'id', label: LABEL });
  });
  return [
    {
      path: 'baseline.csv',
      table: makeTable(
        columns,
        baseline.map(({ id, row }) => [id, ...row]),
      ),
    },
    ...streamFiles('week', weeks),
  ];
}

type Row = readonly string[];

function relabelled(source: Table, row: Row): Row {
  const [weight, height, label] = ['Weight', 'Height', LABEL].map((name) => columnIndex(source, name));
  return row.with(label!, classFromWeek5(Number(row[weight!]), Number(row[height!])));
}

/** Each of three traits makes a person twice as likely to come: over 25 years, over 85 kg, activity under 1. */
function likelihoodFromWeek5(source: Table): (row: Row) => number {
  const [age, weight, activity] = ['Age', 'Weight', 'FAF'].map((name) => columnIndex(source, name));
  return (row) =>
    (Number(row[age!]) > 25 ? 2 : 1) *
    (Number(row[weight!]) > 85 ? 2 : 1) *
    (Number(row[activity!]) < 1 ? 2 : 1);
}
