import { expect, it } from 'vitest';
import { countsIn, doublesIn, ownRoom, roomWithin } from '../../../shared/scan/array-room.ts';

it('puts arrays one behind the other into a part of a buffer, and others into their own', () => {
  const buffer = new SharedArrayBuffer(100);
  const roomFor = roomWithin(buffer, 12, 100);
  const counts = countsIn(roomFor, 3);
  const doubles = doublesIn(roomFor, 7);
  const tooMany = doublesIn(roomFor, 2);
  const last = countsIn(roomFor, 1);
  expect([counts.buffer, counts.byteOffset, counts.length]).toEqual([buffer, 16, 3]);
  expect([doubles.buffer, doubles.byteOffset, doubles.length]).toEqual([buffer, 32, 7]);
  expect([tooMany.byteOffset, tooMany.length]).toEqual([0, 2]);
  expect(tooMany.buffer).not.toBe(buffer);
  expect([last.buffer, last.byteOffset]).toEqual([buffer, 88]);
});

it('gives each array a buffer of its own where there is no other room', () => {
  expect(doublesIn(ownRoom, 3)).toEqual(new Float64Array(3));
  expect(countsIn(ownRoom, 3)).toEqual(new Uint32Array(3));
});
