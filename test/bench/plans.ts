import type { CleanPlan } from './clean-run.ts';
import type { PowerPlan } from './power-run.ts';

export type Plan =
  | { readonly kind: 'clean'; readonly plan: CleanPlan }
  | { readonly kind: 'power'; readonly plan: PowerPlan };

export type Effort = 'full' | 'quick';

interface Size {
  readonly rows: number;
  /** How many of them; none means that this effort does without. */
  readonly full: number;
  readonly quick: number;
}

/**
 * Where a batch is smaller than its baseline, its own chance decides and many batches are compared with each baseline;
 * where it is larger, the baseline's luck decides, and it takes many baselines.
 */
const BATCHES: readonly Size[] = [
  { rows: 50, full: 8, quick: 3 },
  { rows: 200, full: 8, quick: 0 },
  { rows: 1_000, full: 6, quick: 3 },
  { rows: 10_000, full: 3, quick: 0 },
  { rows: 100_000, full: 3, quick: 2 },
  { rows: 1_000_000, full: 2, quick: 0 },
];

/** A baseline of 10,000 rows has little luck, and exact p-values against it cost the most. */
const BASELINES: readonly Size[] = [
  { rows: 569, full: 120, quick: 40 },
  { rows: 1_000, full: 120, quick: 0 },
  { rows: 10_000, full: 50, quick: 0 },
];

export function cleanPlans(effort: Effort, scenarios: readonly string[]): CleanPlan[] {
  const sizes = BATCHES.filter((size) => size[effort] > 0).map((size) => ({
    rows: size.rows,
    batches: size[effort],
  }));
  return scenarios.flatMap((scenario) =>
    BASELINES.filter((size) => size[effort] > 0).map((size) => ({
      scenario,
      baselineRows: size.rows,
      baselines: size[effort],
      sizes,
    })),
  );
}

/** A drift that must be found, by the standard the project sets itself. */
export function requiredPower(effort: Effort): PowerPlan {
  const baselines = effort === 'full' ? 100 : 40;
  return { drift: 'shift', levels: 0, baselineRows: 1_000, rows: 1_000, size: 0.15, baselines, batches: 10 };
}

/** The changes that reports call detectable with a probability of 0.8. */
export function publishedPower(effort: Effort): PowerPlan[] {
  if (effort === 'quick') return [];
  const common = { baselines: 40, batches: 10 };
  const shift = { ...common, drift: 'shift', levels: 0 } as const;
  const sizes = [
    { baselineRows: 569, rows: 200 },
    { baselineRows: 569, rows: 10_000 },
    { baselineRows: 1_000, rows: 1_000 },
    { baselineRows: 1_000, rows: 100_000 },
    { baselineRows: 10_000, rows: 200 },
  ];
  const levelSizes = [200, 1_000, 100_000].map((rows) => ({ baselineRows: 1_000, rows }));
  return [
    ...sizes.map((rows) => ({ ...shift, ...rows, size: 'published' as const })),
    ...[569, 10_000].map((baselineRows) => ({
      ...shift,
      baselineRows,
      rows: 'resolution' as const,
      size: 0.3,
    })),
    ...levelSizes.flatMap((rows) => [
      ...[2, 5, 12, 50].map((levels) => ({
        ...common,
        ...rows,
        drift: 'many levels' as const,
        levels,
        size: 'published' as const,
      })),
      ...[2, 12].map((levels) => ({
        ...common,
        ...rows,
        drift: 'one rare level' as const,
        levels,
        size: 'published' as const,
      })),
    ]),
  ];
}
