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
  { rows: 569, full: 80, quick: 40 },
  { rows: 1_000, full: 80, quick: 0 },
  { rows: 10_000, full: 30, quick: 0 },
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
  return {
    drift: 'shift',
    levels: 0,
    baselineRows: 1_000,
    rows: 1_000,
    size: 0.15,
    why: 'must be found',
    baselines: effort === 'full' ? 100 : 40,
    batches: 10,
  };
}

/** What reports promise: their smallest detectable changes and rows for a resolution, found with a probability of 0.8. */
export function publishedPower(effort: Effort): PowerPlan[] {
  if (effort === 'quick') return [];
  const counts = { baselines: 30, batches: 10 };
  const numbers = { ...counts, drift: 'shift', levels: 0 } as const;
  const detectable = { size: null, why: 'minDetectable' };
  const shifts = [
    { baselineRows: 569, rows: 200 },
    { baselineRows: 569, rows: 10_000 },
    { baselineRows: 1_000, rows: 1_000 },
    { baselineRows: 1_000, rows: 100_000 },
    { baselineRows: 10_000, rows: 200 },
  ];
  const resolutions = [569, 1_000, 10_000].map((baselineRows) => ({ baselineRows, rows: null }));
  const moved = [2, 5, 12, 50].map((levels) => ({ ...counts, drift: 'many levels' as const, levels }));
  const rare = [2, 12].map((levels) => ({ ...counts, drift: 'one rare level' as const, levels }));
  return [
    ...shifts.map((rows) => ({ ...numbers, ...rows, ...detectable })),
    ...resolutions.map((rows) => ({ ...numbers, ...rows, size: 0.3, why: 'rowsForResolution' })),
    ...[200, 1_000, 100_000].flatMap((rows) =>
      [...moved, ...rare].map((shape) => ({ ...shape, baselineRows: 1_000, rows, ...detectable })),
    ),
    ...[1_000, 10_000].flatMap((baselineRows) =>
      rare.map((shape) => ({ ...shape, baselineRows, rows: 200, size: 0.1, why: '1 % becomes 11 %' })),
    ),
  ];
}
