import { type Random, seededRandom } from '../../../shared/stats/random.ts';
import {
  type Cutting,
  referenceProfile,
  referenceTally,
  scannedProfile,
  scannedTally,
  storedProfile,
  wholeProfile,
} from './differential.ts';
import { drawMess, messyFile } from './messy-file.ts';
import { COLUMNS, PROFILE, SETTINGS } from './messy-profile.ts';

/** What two readings of one file made of it, and how it was cut. */
export interface Difference {
  readonly seed: number;
  readonly cutting: Cutting;
  readonly reference: string;
  readonly scanned: string;
}

const cutsFor = (length: number, random: Random): number[] =>
  Array.from({ length: random.integer(6) }, () => random.integer(length)).sort((a, b) => a - b);

/**
 * Reads generated files both ways, as baselines and as batches, until `rows` rows have been read. Returns the files of
 * which something else came out, and how many there were of each sort.
 */
export async function compareFiles(
  rows: number,
  firstSeed: number,
): Promise<{ differences: Difference[]; read: number; refused: number }> {
  const differences: Difference[] = [];
  let read = 0;
  let refused = 0;
  let left = rows;
  for (let seed = firstSeed; left > 0; seed++) {
    const random = seededRandom(seed);
    const fileRows = 1 + random.integer(10 ** (1 + random.integer(4)));
    const bytes = messyFile(fileRows, 1 + random.integer(COLUMNS + 1), drawMess(fileRows, random), random);
    const limits =
      random.uniform() < 0.1
        ? { cellBytesMax: 1 + random.integer(60), rowBytesMax: 1 + random.integer(400), rowsMax: fileRows }
        : {};
    const cutting = {
      cuts: cutsFor(bytes.length, random),
      windowBytes: 1 + random.integer(10 ** (1 + random.integer(5))),
    };
    const isBaseline = random.uniform() < 0.4;
    const file = { bytes, limits };
    const reference = isBaseline
      ? await referenceProfile(file, SETTINGS)
      : await referenceTally(file, PROFILE);
    const scanned = isBaseline
      ? await scannedProfile(file, SETTINGS, cutting)
      : await scannedTally(file, PROFILE, cutting);
    const twice = isBaseline
      ? [await wholeProfile(file, SETTINGS, cutting), await storedProfile(file, SETTINGS, cutting)]
      : [];
    for (const made of [scanned, ...twice]) {
      if (made !== reference) differences.push({ seed, cutting, reference, scanned: made });
    }
    const rowsRead = /\n(\d+) rows\n/.exec(reference);
    if (rowsRead === null) refused++;
    else read++;
    left -= Number(rowsRead?.[1] ?? 0);
  }
  return { differences, read, refused };
}
