import type { Random } from '../../shared/stats/random.ts';
import { Population } from './population.ts';

/** How one column of an invented population looks. */
export interface FeatureShape {
  readonly kind: 'continuous' | 'few-values' | 'levels';
  /** Distinct values or levels; ignored where continuous. */
  readonly distinct: number;
  /** 0: values equally frequent; 1 and above: Zipf's law with this exponent, the last ones rare. */
  readonly skew: number;
  /** Share of cells without a value. */
  readonly missing: number;
}

/** A population's columns and how strongly a common cause moves them all (correlation of each two). */
export interface PopulationShape {
  readonly features: readonly FeatureShape[];
  readonly correlation: number;
}

/** Enough rows for a baseline of 10,000 to hold few of them twice; 1 / rows bounds what that does to D. */
const ROWS = 40_000;

/**
 * Invents a population. Every column, of whatever kind, comes from a normal variable that shares a factor with all
 * others; cells are missing by a second such set of variables, so that in a correlated population rows miss together.
 */
export function inventPopulation({ features, correlation }: PopulationShape, random: Random): Population {
  const cause = normals(random);
  const causeOfMissing = normals(random);
  const columns = features.map((shape) => {
    const values = mixed(cause, correlation, random);
    const texts = shape.kind === 'continuous' ? Array.from(values, String) : byRank(values, shape);
    if (shape.missing === 0) return texts;
    const absent = ranks(mixed(causeOfMissing, correlation, random));
    return texts.map((text, row) => (absent[row]! < shape.missing ? null : text));
  });
  return new Population(
    features.map((_, i) => `x${i + 1}`),
    columns,
  );
}

const normals = (random: Random) => Float64Array.from({ length: ROWS }, () => random.normal());

/** Normal variables of which each two made from one cause have this correlation. */
function mixed(cause: Float64Array, correlation: number, random: Random): Float64Array {
  const [shared, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  return cause.map((common) => shared * common + own * random.normal());
}

/** Rank of each value from 0 to 1. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  order.forEach((row, rank) => {
    out[row] = (rank + 0.5) / values.length;
  });
  return out;
}

/** Cuts the values, in order, into levels of the wanted shares. */
function byRank(values: Float64Array, { kind, distinct, skew }: FeatureShape): string[] {
  const weights = Array.from({ length: distinct }, (_, i) => (i + 1) ** -skew);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const upTo = weights.map((weight) => {
    sum += weight / total;
    return sum;
  });
  upTo[distinct - 1] = 1;
  const prefix = kind === 'levels' ? 'level ' : '';
  return Array.from(ranks(values), (rank) => prefix + upTo.findIndex((share) => rank < share));
}
