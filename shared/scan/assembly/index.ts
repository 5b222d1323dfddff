/** What the host calls: `shared/scan/engine.ts` says what each is for. */

export { forgetTexts, recordOf, texts, useTexts } from './intern';
export { allocate } from './memory';
export { useMissingTokens } from './missing';
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
export { hasNonAscii, index, rowsEnd, stoppedEarly, useIndex } from './structure';
export { tallyColumn, touchedBins, unknownValues, useTallySpace } from './tally';
