import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../shared/csv/write-csv.ts';

describe('toCsv', () => {
  it('quotes what holds a comma, a quote, a line break or padding, and nothing else', () => {
    expect(
      toCsv(
        ['a', 'b c'],
        [
          ['1,5', 'say "hi"'],
          ['x\ny', ' z '],
          ['a;b', "it's"],
        ],
      ),
    ).toBe('a,b c\n"1,5","say ""hi"""\n"x\ny"," z "\na;b,it\'s\n');
  });

  it('writes null as an empty cell, and a row of one such cell so that it is no blank line', () => {
    expect(toCsv(['a', 'b'], [[null, 1]])).toBe('a,b\n,1\n');
    expect(toCsv(['a'], [[null], ['']])).toBe('a\n""\n""\n');
  });

  it('writes numbers so that they read back the same', () => {
    expect(toCsv(['a'], [[0.1], [-0], [1e300], [Infinity]])).toBe('a\n0.1\n-0\n1e+300\nInfinity\n');
  });

  it('writes formulas as they are unless told to neutralise them', () => {
    const rows = [['=1+2'], ['@SUM(A1)'], ['+1 2'], ['-x'], ['-1.5'], ['+3'], ['a=b']];
    expect(toCsv(['a'], rows)).toBe('a\n=1+2\n@SUM(A1)\n+1 2\n-x\n-1.5\n+3\na=b\n');
    expect(toCsv(['=a'], rows, { neutraliseFormulas: true })).toBe(
      "'=a\n'=1+2\n'@SUM(A1)\n'+1 2\n'-x\n-1.5\n+3\na=b\n",
    );
    expect(toCsv(['a'], [['\t=1']], { neutraliseFormulas: true })).toBe("a\n'\t=1\n");
  });
});
