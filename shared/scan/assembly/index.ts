/** What the host calls: `shared/scan/engine.ts` says what each is for. */

import { takeBackAll } from './memory';
import { forgetOddCells, forgetShortRows, setRows } from './rows';

export { fillBuckets, makeFeature, readCounters, writeValues } from './feature';
export { hashOffsets, listSmallHashes } from './hash';
export { forgetTexts, recordOf, texts, useTexts } from './intern';
export { useLists } from './listed';
export { allocate, claim, reserve } from './memory';
export { useMissingTokens } from './missing';
export { listNewValues, newValues, useNewValues } from './new-values';
export {
  beginRows,
  firstShortCells,
  firstShortLine,
  forgetOddCells,
  forgetShortRows,
  line,
  oddCells,
  parseRows,
  position,
  rows,
  setRows,
  shortRows,
  useBlock,
  useLimits,
  useSelection,
} from './rows';
export { pickCells, sampleCells } from './sample';
export { listBins, listedBins, listOthers, useSketchSpace } from './sketch';
export { keepDistinct, sortNumbers } from './sort';
export { hasNonAscii, index, rowsEnd, stoppedEarly, useIndex } from './structure';
export { tallyColumn, useTallySpace } from './tally';

export function reset(): void {
  takeBackAll();
  setRows(0);
  forgetOddCells();
  forgetShortRows();
}
