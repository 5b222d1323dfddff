import { readFileSync } from 'node:fs';

/** The cases of one JSON file in this folder; its `note` says what a case holds. */
export function knownValues<Case>(name: string): Case[] {
  const text = readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { cases: Case[] }).cases;
}

/**
 * |actual − expected| in units of the expected value. Below 1e-300 doubles lose digits, and SciPy and we may round the
 * last of them to 0 differently: there the difference counts in units of 1e-300.
 */
export function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
}
