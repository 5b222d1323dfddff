import { expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/text/canonical-json.ts';

it.each([
  [{ b: 1, a: { d: null, c: [2, { f: 1, e: 0 }] } }, '{"a":{"c":[2,{"e":0,"f":1}],"d":null},"b":1}'],
  [[3, 1, 2], '[3,1,2]'],
  [{ a: undefined, '': 0 }, '{"":0}'],
  ['x', '"x"'],
])('canonicalJson(%j) is %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
