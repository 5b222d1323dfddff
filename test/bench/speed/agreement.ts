import type { Answer } from './contender.ts';

/** SciPy's versions differ among themselves in the last digits; a wrong method differs in the first. */
const TOLERANCE = 1e-9;

export interface Agreement {
  /** As `30 statistics, 30 p`: what both publish and have the same. */
  readonly words: string;
  readonly complete: boolean;
}

/** Compares what a peer found with what we found, column by column: nobody is timed on other work than ours. */
export function agreement(ours: Answer, theirs: Answer): Agreement {
  const differing: string[] = [];
  let statistics = 0;
  let pValues = 0;
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const [statistic, pValue] = ours.get(name) ?? [null, null];
    const [theirStatistic, theirPValue] = theirs.get(name) ?? [null, null];
    if (!ours.has(name) || !theirs.has(name)) differing.push(`${name} is tested by one alone`);
    else if (!same(statistic, theirStatistic)) differing.push(`${name}: ${statistic}, not ${theirStatistic}`);
    else if (!same(pValue, theirPValue)) differing.push(`${name}: p ${pValue}, not ${theirPValue}`);
    if (theirStatistic !== null) statistics++;
    if (theirPValue !== null) pValues++;
  }
  if (differing.length > 0) {
    return {
      words: `${differing.length} of ${ours.size} DIFFER (${differing.slice(0, 2).join('; ')})`,
      complete: false,
    };
  }
  const compared = [statistics > 0 ? `${statistics} statistics` : '', pValues > 0 ? `${pValues} p` : ''];
  return { words: compared.filter((part) => part !== '').join(', '), complete: true };
}

/** What the peer does not publish cannot differ. */
function same(ours: number | null, theirs: number | null): boolean {
  if (ours === null || theirs === null) return true;
  return (
    Math.abs(ours - theirs) <= TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs)) || tiny(ours, theirs)
  );
}

/** Where doubles end, digits do too. */
const tiny = (a: number, b: number) => Math.abs(a) < 1e-300 && Math.abs(b) < 1e-300;
