import { describe, expect, test } from 'vitest';
import { extended, refreshed } from '../../../../functions/dashboard/web/list-page.ts';

const keyOf = (item: { readonly id: string }) => item.id;
const page = (ids: string, cursor: string | null, mark = '') => ({
  items: [...ids].map((id) => ({ id, mark })),
  cursor,
});
const ids = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(keyOf).join('');

describe('refreshed(known, newest, keyOf)', () => {
  test('is the newest page where nothing is known', () => {
    expect(refreshed(null, page('cba', 'a'), keyOf)).toEqual(page('cba', 'a'));
  });

  test('keeps what was read below it, with the place where reading goes on', () => {
    const known = refreshed(page('fedcba', 'a'), page('hgf', 'f'), keyOf);
    expect(ids(known)).toBe('hgfedcba');
    expect(known.cursor).toBe('a');
  });

  test('takes an item as it was read last', () => {
    const { items } = refreshed(page('cba', 'a', 'old'), page('cb', 'b', 'new'), keyOf);
    expect(items.map(({ mark }) => mark)).toEqual(['new', 'new', 'old']);
  });

  test('begins anew where there would be a gap', () => {
    expect(refreshed(page('cba', null), page('zyx', 'x'), keyOf)).toEqual(page('zyx', 'x'));
  });

  test('is the newest page where that is all there is', () => {
    expect(refreshed(page('cba', null), page('dc', null), keyOf)).toEqual(page('dc', null));
  });
});

test('extended(known, next, keyOf) adds the next page below, each item once', () => {
  const known = extended(page('fed', 'd'), page('dcb', 'b'), keyOf);
  expect(ids(known)).toBe('fedcb');
  expect(known.cursor).toBe('b');
});
