import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { pieces } from '../csv/reading.ts';
import { messyFile } from './messy-file.ts';

/** Every kind of feature, declared where the values alone would not say so. */
export const SETTINGS = parseSettings({
  types: { c1: 'discrete', c3: 'boolean', c4: 'numeric', c6: 'categorical' },
});

export const COLUMNS = 7;
const CLEAN = {
  delimiter: ',',
  lineEnd: ['\n'],
  oddCells: 0,
  quotedCells: 0,
  oddRows: 0,
  brokenRows: 0,
  byteOrderMark: false,
  endsInLineEnd: true,
};

/** The profile that batches are tallied against. */
export const PROFILE = await readBaseline(pieces(messyFile(400, COLUMNS, CLEAN, seededRandom(1))), SETTINGS, {
  name: 'baseline.csv',
});
