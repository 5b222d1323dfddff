import { expect, it } from 'vitest';
import { partsOf } from '../../../functions/digest.ts';
import { claimPart, endClaims, partClaims } from '../../../infra/cli/part-claims.ts';

const starts = (parts: readonly { from: number }[]) => parts.map(({ from }) => from);

it('parts are claimed once each, the first of every share first, until that is ended', () => {
  const claims = partClaims(partsOf(75, 10), 3);
  expect(starts(claims.parts)).toEqual([0, 30, 60, 10, 40, 70, 20, 50]);
  expect([claimPart(claims)?.from, claimPart(claims)?.from]).toEqual([0, 30]);
  expect(starts(endClaims(claims))).toEqual([60, 10, 40, 70, 20, 50]);
  expect(claimPart(claims)).toBeUndefined();
});

it('all parts may be claimed, and more asked for', () => {
  const claims = partClaims(partsOf(5, 10), 2);
  expect([claimPart(claims), claimPart(claims), claimPart(claims)]).toEqual([
    { from: 0, to: 5 },
    undefined,
    undefined,
  ]);
  expect(endClaims(claims)).toEqual([]);
});
