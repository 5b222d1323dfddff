import { TrainingError } from '../model-kind.ts';

/** Pairs of steps and gradient changes that stand in for the second derivative. */
const MEMORY = 10;

/** Armijo's rule: a step must bring at least this share of what the slope promises. */
const SUFFICIENT = 1e-4;

export interface MinimiseOptions {
  /** Done when no component of the gradient is larger. */
  readonly gradientMax: number;
  readonly stepsMax: number;
}

/**
 * Minimises a smooth convex function by L-BFGS (Nocedal & Wright, *Numerical Optimization*, algorithms 7.4 and 7.5)
 * with a backtracking line search. Deterministic. O(steps × (cost of one evaluation + 20 × dimensions)).
 *
 * @param evaluate the value at a point; it writes the gradient into its second argument
 * @param start not changed
 * @throws TrainingError when the value is not finite or the steps run out
 * @example
 * minimise((x, g) => { g[0] = 2 * (x[0]! - 3); return (x[0]! - 3) ** 2; }, Float64Array.of(0), { gradientMax: 1e-9, stepsMax: 50 }); // [3]
 */
export function minimise(
  evaluate: (point: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  { gradientMax, stepsMax }: MinimiseOptions,
): Float64Array {
  let point = start.slice();
  let gradient = new Float64Array(start.length);
  let value = finite(evaluate(point, gradient));
  const history: Pair[] = [];
  for (let step = 0; step < stepsMax; step++) {
    if (largest(gradient) <= gradientMax) return point;
    const direction = descent(gradient, history);
    const slope = dot(direction, gradient);
    const nextPoint = new Float64Array(start.length);
    const nextGradient = new Float64Array(start.length);
    // The first step knows nothing of the scale; later ones are nearly always right as they are.
    let length = history.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let nextValue: number;
    for (;;) {
      for (let i = 0; i < point.length; i++) nextPoint[i] = point[i]! + length * direction[i]!;
      nextValue = finite(evaluate(nextPoint, nextGradient));
      if (nextValue <= value + SUFFICIENT * length * slope) break;
      length /= 2;
      // Rounding hides any further gain: this is the minimum as far as doubles can tell.
      if (length < 1e-12) return point;
    }
    remember(history, difference(nextPoint, point), difference(nextGradient, gradient));
    point = nextPoint;
    gradient = nextGradient;
    value = nextValue;
  }
  throw new TrainingError(
    `The fit has not settled after ${stepsMax} steps. Leave out inputs that repeat one another or hold extreme values.`,
  );
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly product: number;
}

/** Two-loop recursion: minus the gradient, through the curvature that the last steps have shown. */
function descent(gradient: Float64Array, history: readonly Pair[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (let i = history.length - 1; i >= 0; i--) {
    const { step, change, product } = history[i]!;
    shares[i] = dot(step, direction) / product;
    add(direction, change, -shares[i]!);
  }
  const last = history.at(-1);
  if (last !== undefined) {
    const scale = last.product / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  for (const [i, { step, change, product }] of history.entries()) {
    add(direction, step, shares[i]! - dot(change, direction) / product);
  }
  return direction;
}

function remember(history: Pair[], step: Float64Array, change: Float64Array): void {
  const product = dot(step, change);
  // Without positive curvature the pair is rounding noise, and would turn the direction uphill.
  if (!(product > 1e-14 * dot(change, change))) return;
  history.push({ step, change, product });
  if (history.length > MEMORY) history.shift();
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new TrainingError(
    'The fit went beyond what numbers can hold. Look for extreme values in the inputs, and leave them out or mend them.',
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(target: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += times * other[i]!;
}

const difference = (a: Float64Array, b: Float64Array) => a.map((x, i) => x - b[i]!);

const largest = (gradient: Float64Array) =>
  gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
