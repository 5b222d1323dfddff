import { describe, expect, it } from 'vitest';
import { detectDelimiter } from '../../../shared/csv/delimiter.ts';

describe('detectDelimiter', () => {
  it.each([
    ['commas', ',', 'a,b\n1,2\n'],
    ['semicolons', ';', 'a;b\n1;2\n'],
    ['tabs', '\t', 'a\tb\n1\t2\n'],
    ['pipes', '|', 'a|b\n1|2\n'],
    ['semicolons with decimal commas in the rows', ';', 'a;b;c\n1,5;2,5;3,5\n1,0;2,0;3,0\n'],
    ['semicolons with commas in the names', ';', 'size, cm;weight, kg;age, years\n1;2;3\n4;5;6\n'],
    ['commas with semicolons inside quotes', ',', '"a;b;c;d",e\n1,2\n'],
    ['commas with lists in the cells', ',', 'id,tags\n1,a;b;c\n2,d;e;f\n'],
    ['a trailing comma in the header only', ',', 'a,b|c,\n1,2\n3,4\n'],
    ['quoted line breaks and doubled quotes', ';', '"a\n,,,""";b\n"x"",\n";2\n'],
    ['one column, whatever its rows hold', ',', 'comment\nhello; world\nso | so\n'],
    ['nothing at all', ',', ''],
    ['a header alone', ';', 'a;b;c'],
    ['blank lines before the header', '\t', '\n \n\na\tb\n1\t2\n'],
  ])('finds %s', (_, delimiter, text) => {
    expect(detectDelimiter(text, true)).toBe(delimiter);
    expect(detectDelimiter(text.replaceAll('\n', '\r\n'), true)).toBe(delimiter);
  });

  it('does not count a row that is cut off', () => {
    const start = 'a|b,c\n1|2,3\n1,2';
    expect(detectDelimiter(start, false)).toBe(',');
    expect(detectDelimiter('a;b,c,d\n1;2\n3', false)).toBe(';');
  });

  it('prefers the order , ; tab | between equals', () => {
    expect(detectDelimiter('a;b,c\n1;2,3\n', true)).toBe(',');
    expect(detectDelimiter('a|b;c\n1|2;3\n', true)).toBe(';');
  });
});
