import type { Random } from '../../../shared/stats/random.ts';

/** A column of a generated file. */
export interface Column {
  readonly name: string;
  /** The text of its next cell, quoted where that is needed. */
  cell(random: Random): string;
}

type Cell = Column['cell'];

/** How far production's mean is from the baseline's, in standard deviations, in every third column. */
const SHIFT = 0.05;

/** Measurements as they come: decimals of several lengths and scales, negative ones, exponents, whole numbers with ties. */
const NUMBERS: readonly ((shift: number) => Cell)[] = [
  (shift) => (random) => (100 + 15 * (random.normal() + shift)).toFixed(6),
  (shift) => (random) => Math.exp(random.normal() + shift).toFixed(4),
  (shift) => (random) => String(Math.round(5000 + 1000 * (random.normal() + shift))),
  (shift) => (random) => (1e-5 * (random.normal() + shift)).toPrecision(8),
  (shift) => (random) => (50 + 20 * (random.normal() + shift)).toFixed(2),
];

/** Levels that need their quotes: with delimiters, quotes and line breaks inside. */
const QUOTED = [
  '"Berlin, Mitte"',
  '"the ""old"" town"',
  '"flat 3\nback house"',
  '"Paris, 5e"',
  '"Roma; Prati"',
];
const PLAIN = ['monthly', 'yearly', 'none', 'trial', 'gift', 'lifetime', 'family'];

/** So many numeric columns; production differs slightly from the baseline in every third one. */
export function numberColumns(count: number, side: 'baseline' | 'production'): Column[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `x${i + 1}`,
    cell: NUMBERS[i % NUMBERS.length]!(side === 'production' && i % 3 === 0 ? SHIFT : 0),
  }));
}

/**
 * 30 columns in turn: numbers, numbers of which two in a hundred are missing, categories without and with quotes.
 */
export function mixedColumns(side: 'baseline' | 'production'): Column[] {
  return numberColumns(30, side).map(({ name, cell }, i) => {
    if (i % 5 === 1) return { name, cell: (random) => (random.uniform() < 0.02 ? '' : cell(random)) };
    if (i % 5 === 3) return { name, cell: levels(PLAIN, side) };
    if (i % 5 === 4) return { name: `"${name}, in words"`, cell: levels(QUOTED, side) };
    return { name, cell };
  });
}

/** The first levels are more frequent than the last, a little more so in production. */
function levels(names: readonly string[], side: 'baseline' | 'production'): Cell {
  const skew = side === 'production' ? 1.55 : 1.5;
  return (random) => names[Math.floor(names.length * random.uniform() ** skew)]!;
}

/** Numbers in [0, 1) with at most so many distinct values, as many of each. */
export function gridColumns(count: number, distinct: number): Column[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `x${i + 1}`,
    cell: (random) => (Math.floor(distinct * random.uniform()) / distinct).toFixed(7),
  }));
}
