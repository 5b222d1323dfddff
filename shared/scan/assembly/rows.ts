/** Second stage: the cells of the selected columns, row by row, into one array for each column. */

import { hasRoomFor, intern, NOT_INTERNED } from './intern';
import { isMissing } from './missing';
import { isPadding, parseAny, parsePlain } from './number';
import { countFeeds, hasQuotedBreaks, markAddress, markAt, rowEndAt, rowsFound } from './structure';

const CR: u32 = 13;

/** Why `parseRows` has ended. */
const ALL_READ: i32 = 0;
const BLOCK_FULL: i32 = 1;
const ODD_FULL: i32 = 2;
const TEXTS_FULL: i32 = 3;
const NEEDS_CARE: i32 = 4;

/**
 * A selected column, 12 bytes: the bytes of a row's marks before that of its cell's end, where its array is, and which of the
 * host's columns it is. Those of numbers come before those of texts.
 */
const SELECTED_BYTES: usize = 12;
const ARRAY: usize = 4;
const COLUMN: usize = 8;
/** A cell left to the host, 16 bytes: its row in the block, its column in the selection, its start and its end. */
const ODD_BYTES: usize = 16;

let columns: i32 = 0;
let cellBytesMax: usize = 0;
let rowBytesMax: usize = 0;
/** A row of up to this many bytes is within both limits. */
let sureBytesMax: usize = 0;
/** What is to be added to an address to get the offset in the file. */
let origin: f64 = 0;
let selectedNumbers: usize = 0;
let selectedTexts: usize = 0;
let selectionEnd: usize = 0;
/** How many columns are selected, and how many of them as texts. */
let selected: i32 = 0;
let texts: i32 = 0;
let odd: usize = 0;
let oddMax: i32 = 0;
let rowOffsets: usize = 0;
let rowLines: usize = 0;
let rowsMax: i32 = 0;

/** Rows in the block so far. */
export let rows: i32 = 0;
/** Cells left to the host so far. */
export let oddCells: i32 = 0;
/** Where the next row starts. */
export let position: usize = 0;
/** The line on which it starts. */
export let line: f64 = 1;
/** Rows with fewer cells than columns, and the first of them. */
export let shortRows: i32 = 0;
export let firstShortLine: f64 = 0;
export let firstShortCells: i32 = 0;

/** Position of the next row among the rows found, and of its first cell's end among the marks. */
let next: i32 = 0;
let firstMark: i32 = 0;

export function useLimits(columnCount: i32, cellBytes: usize, rowBytes: usize): void {
  columns = columnCount;
  cellBytesMax = cellBytes;
  rowBytesMax = rowBytes;
  sureBytesMax = min(cellBytes, rowBytes);
}

export function useSelection(address: usize, count: i32, textCount: i32): void {
  selectedNumbers = address;
  selectedTexts = address + <usize>(count - textCount) * SELECTED_BYTES;
  selectionEnd = address + <usize>count * SELECTED_BYTES;
  selected = count;
  texts = textCount;
}

export function useBlock(offsetsAt: usize, linesAt: usize, rowCount: i32, oddAt: usize, oddCount: i32): void {
  rowOffsets = offsetsAt;
  rowLines = linesAt;
  rowsMax = rowCount;
  odd = oddAt;
  oddMax = oddCount;
}

/** Begins with the first of the rows that `index` has found from `start` on. */
export function beginRows(start: usize, startLine: f64, startOrigin: f64): void {
  position = start;
  line = startLine;
  origin = startOrigin;
  next = 0;
  firstMark = 0;
}

export function forgetShortRows(): void {
  shortRows = 0;
}

/** Reads rows until something stops it; called again, it goes on where it was. */
export function parseRows(): i32 {
  while (next < rowsFound) {
    const start = position;
    const lastMark = rowEndAt(next);
    const feed = markAt(lastMark);
    const end = feed - <usize>(feed > start && load<u8>(feed - 1) === CR);
    const cells = lastMark - firstMark + 1;
    if (end - start > sureBytesMax && !isWithinLimits(start, end, cells)) return NEEDS_CARE;
    const isRow = cells > 1 || !isBlank(start, end);
    if (isRow) {
      if (cells > columns && !hasBlankSurplus(end, cells)) return NEEDS_CARE;
      if (rows === rowsMax) return BLOCK_FULL;
      if (oddCells + selected > oddMax) return ODD_FULL;
      if (texts > 0 && !hasRoomFor(texts)) return TEXTS_FULL;
      if (cells < columns) noteShortRow(cells);
      store<f64>(rowOffsets + ((<usize>rows) << 3), origin + <f64>start);
      store<f64>(rowLines + ((<usize>rows) << 3), line);
      // A row ends before its carriage return; the next one begins behind the line feed all the same.
      store<u32>(markAddress(lastMark), <u32>end);
      parseNumbers(cells);
      if (texts > 0) parseTexts(cells);
      store<u32>(markAddress(lastMark), <u32>feed);
      rows++;
    }
    position = feed + 1;
    line += hasQuotedBreaks ? <f64>countFeeds(start, position) : 1;
    firstMark = lastMark + 1;
    next++;
  }
  return ALL_READ;
}

function parseNumbers(cells: i32): void {
  const row = <usize>rows;
  const firstEnd = markAddress(firstMark);
  const bytesOfMarks = (<usize>cells) << 2;
  const last = selectedTexts;
  for (let at = selectedNumbers; at < last; at += SELECTED_BYTES) {
    const bytesBefore = <usize>load<u32>(at);
    let value: f64 = NaN;
    if (bytesBefore < bytesOfMarks) {
      const start = <usize>load<u32>(firstEnd + bytesBefore - 4) + 1;
      const end = <usize>load<u32>(firstEnd + bytesBefore);
      value = parsePlain(start, end);
      if (Number.isNaN(value)) value = parseWithCare(at, start, end);
    }
    store<f64>(<usize>load<u32>(at, ARRAY) + (row << 3), value);
  }
}

function parseWithCare(at: usize, start: usize, end: usize): f64 {
  if (start === end) return NaN;
  const value = parseAny(start, end);
  if (Number.isNaN(value) && !isMissing(start, end)) leaveToHost(at, start, end);
  return value;
}

function parseTexts(cells: i32): void {
  const row = <usize>rows;
  const firstEnd = markAddress(firstMark);
  const bytesOfMarks = (<usize>cells) << 2;
  const last = selectionEnd;
  for (let at = selectedTexts; at < last; at += SELECTED_BYTES) {
    const bytesBefore = <usize>load<u32>(at);
    let text: u32 = 0;
    if (bytesBefore < bytesOfMarks) {
      const start = <usize>load<u32>(firstEnd + bytesBefore - 4) + 1;
      const end = <usize>load<u32>(firstEnd + bytesBefore);
      text = intern(start, end);
      if (text === NOT_INTERNED) leaveToHost(at, start, end);
    }
    store<u32>(<usize>load<u32>(at, ARRAY) + (row << 2), text);
  }
}

function cellStart(column: i32): usize {
  return markAt(firstMark + column - 1) + 1;
}

function cellEnd(rowEnd: usize, column: i32, cells: i32): usize {
  return column === cells - 1 ? rowEnd : markAt(firstMark + column);
}

function leaveToHost(at: usize, start: usize, end: usize): void {
  const cell = odd + <usize>oddCells * ODD_BYTES;
  store<i32>(cell, rows);
  store<i32>(cell, load<i32>(at, COLUMN), 4);
  store<u32>(cell, <u32>start, 8);
  store<u32>(cell, <u32>end, 12);
  oddCells++;
}

export function forgetOddCells(): void {
  oddCells = 0;
}

/** The host has added rows to the block, or taken them all. */
export function setRows(count: i32): void {
  rows = count;
}

function noteShortRow(cells: i32): void {
  if (shortRows === 0) {
    firstShortLine = line;
    firstShortCells = cells;
  }
  shortRows++;
}

function isBlank(start: usize, end: usize): bool {
  let p = start;
  while (p < end && isPadding(load<u8>(p))) p++;
  return p === end;
}

/** Whether the cells for which there is no column are empty, as behind a trailing delimiter. */
function hasBlankSurplus(end: usize, cells: i32): bool {
  for (let column = columns; column < cells; column++) {
    if (!isBlank(cellStart(column), cellEnd(end, column, cells))) return false;
  }
  return true;
}

function isWithinLimits(start: usize, end: usize, cells: i32): bool {
  if (end - start > rowBytesMax) return false;
  for (let column = 0; column < cells; column++) {
    if (cellEnd(end, column, cells) - cellStart(column) > cellBytesMax) return false;
  }
  return true;
}
