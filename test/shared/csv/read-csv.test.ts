import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../shared/csv/read-csv.ts';
import { pieces, readAll, utf8 } from './reading.ts';

describe('readCsv gives the rows of', () => {
  it('a plain file', async () => {
    expect(await readAll('a,b\n1,2\n3,4\n')).toEqual({
      header: ['a', 'b'],
      delimiter: ',',
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      offsets: [4, 8],
      lines: [2, 3],
      blockRows: [2],
      notices: [],
    });
  });

  it('a file without a line break at its end', async () => {
    expect((await readAll('a,b\n1,2\n3,4')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it.each([
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
    ['\\n', '\n'],
  ])('a file with %s line ends', async (_, end) => {
    const file = await readAll(['a,b', '1,2', '"3\n",4', ''].join(end));
    expect(file.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(file.lines).toEqual([2, 3]);
    expect(file.offsets).toEqual([3 + end.length, 6 + 2 * end.length]);
  });

  it('a file that mixes line ends', async () => {
    const file = await readAll('a\r\n1\n2\r3\r\n"4"\r"5"\n6');
    expect(file.rows.flat()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(file.lines).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('a file with a byte order mark, which is no part of the first name and counts as three bytes', async () => {
    const file = await readAll('\ufeffa,b\n1,2\n');
    expect(file.header).toEqual(['a', 'b']);
    expect(file.offsets).toEqual([7]);
    expect((await readAll('\ufeff"a",b\n1,2\n')).header).toEqual(['a', 'b']);
  });

  it('a spreadsheet’s file whose first line declares the delimiter', async () => {
    for (const first of ['sep=;\r\n', '"sep=;"\n', 'SEP=;\n']) {
      const file = await readAll(`\ufeff${first}a,b;c\n1,5;2\n`);
      expect(file).toMatchObject({ header: ['a,b', 'c'], delimiter: ';', rows: [['1,5', '2']], lines: [3] });
      expect(file.offsets).toEqual([3 + first.length + 6]);
    }
    expect((await readAll('sep=,x\n1,2\n')).header).toEqual(['sep=', 'x']);
  });

  it('a file with quoted delimiters, quotes and line breaks', async () => {
    const file = await readAll('a,b\n"x, ""y""\r\nz",2\n3,4\n');
    expect(file.rows).toEqual([
      ['x, "y"\r\nz', '2'],
      ['3', '4'],
    ]);
    expect(file.lines).toEqual([2, 4]);
  });

  it('a file with padded cells, inside and outside quotes', async () => {
    const file = await readAll('a , "b",c\n 1 ,\t"x, y" , " z "\n"\u00a0",\u00a05\u00a0,6\n');
    expect(file.header).toEqual(['a', 'b', 'c']);
    expect(file.rows).toEqual([
      ['1', 'x, y', 'z'],
      [null, '5', '6'],
    ]);
  });

  it('a file with a quote inside an unquoted cell, which stands for itself', async () => {
    expect((await readAll('a,b\n5" pipe,"6"" pipe"\n')).rows).toEqual([['5" pipe', '6" pipe']]);
  });

  it('a file with blank lines, which are skipped but counted', async () => {
    const file = await readAll('\n \na,b\n\n1,2\r\n\t \r\n"3",4\n\n');
    expect(file.header).toEqual(['a', 'b']);
    expect(file.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(file.lines).toEqual([5, 7]);
  });

  it('a file of one column whose quoted empty cell is a row, not a blank line', async () => {
    expect((await readAll('a\n1\n""\n\n2\n')).rows).toEqual([['1'], [null], ['2']]);
  });

  it('a tab-separated file whose empty cells look like padding', async () => {
    expect((await readAll('a\tb\tc\n1\t\t3\n\t\t\n\t"x"\t\n')).rows).toEqual([
      ['1', null, '3'],
      [null, null, null],
      [null, 'x', null],
    ]);
  });

  it('a file with columns called __proto__ and constructor', async () => {
    const file = await readAll('__proto__,constructor,toString\n1,2,3\n');
    expect(file.header).toEqual(['__proto__', 'constructor', 'toString']);
    expect(file.rows).toEqual([['1', '2', '3']]);
  });

  it('a file of 10,000 columns', async () => {
    const columns = Array.from({ length: 10_000 }, (_, i) => i);
    const line = (row: number) => columns.map((c) => row * c).join(',');
    const file = await readAll(
      `${columns.map((c) => `column_${c}`).join(',')}\n${[1, 2, 3].map(line).join('\n')}\n`,
    );
    expect(file.header[9_999]).toBe('column_9999');
    expect(file.rows.map((row) => row[9_999])).toEqual(['9999', '19998', '29997']);
  });
});

describe('readCsv', () => {
  it('reads missing tokens and empty cells as null, quoted or not', async () => {
    const file = await readAll('a,b,c,d,e\nNA,null,"NaN",,""\nna,Null, n/a ,0,#N/A\n');
    expect(file.rows).toEqual([
      [null, null, null, null, null],
      ['na', 'Null', null, '0', null],
    ]);
  });

  it('fills short rows with missing cells and says so once', async () => {
    const file = await readAll('a,b,c\n1,2,3\n4\n5,6\n');
    expect(file.rows.slice(1)).toEqual([
      ['4', null, null],
      ['5', '6', null],
    ]);
    expect(file.notices).toEqual([
      {
        code: 'short-rows',
        message:
          '2 rows have fewer cells than the header has columns (3), the first on line 3 with 1; the cells they lack count as missing.',
      },
    ]);
  });

  it('drops surplus cells that are empty', async () => {
    const file = await readAll('a,b\n1,2,,\n3,4, ,""\n');
    expect(file.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(file.notices).toEqual([]);
  });

  it('reads a header that alone ends in a delimiter as complete rows', async () => {
    const file = await readAll('a,b,\n1,2\n3,4\n');
    expect(file.header).toEqual(['a', 'b']);
    expect(file.notices.map((notice) => notice.code)).toEqual(['trailing-delimiter']);
  });

  it('keeps a last column without a name when the first row is short by more than that', async () => {
    const file = await readAll('a,b,\n1\n2,3,4\n');
    expect(file.rows).toEqual([
      ['1', null, null],
      ['2', '3', '4'],
    ]);
    expect(file.notices.map((notice) => notice.code)).toEqual(['unnamed-column', 'short-rows']);
  });

  it('keeps a last column without a name when the rows have it too', async () => {
    const file = await readAll('a,b,\n1,2,\n3,4,5\n');
    expect(file.header).toEqual(['a', 'b', 'Unnamed: 2']);
    expect(file.rows[1]).toEqual(['3', '4', '5']);
    expect(file.notices).toEqual([
      {
        code: 'unnamed-column',
        column: 'Unnamed: 2',
        message: 'Column 3 has no name in the header; it is called "Unnamed: 2" here.',
      },
    ]);
  });

  it('names several nameless columns by position, never like another column', async () => {
    const file = await readAll(',Unnamed: 2,,x\n1,2,3,4\n');
    expect(file.header).toEqual(['Unnamed: 0', 'Unnamed: 2', 'Unnamed: 2.1', 'x']);
    expect(file.notices).toHaveLength(1);
    expect(file.notices[0]!.message).toContain('2 columns have no name');
  });

  it('replaces invalid UTF-8 and names the first line and the number of rows', async () => {
    const latin1 = Uint8Array.from('name,n\nok,1\ncaf\u00e9,2\nna\u00efve,"3"\n', (c) => c.charCodeAt(0));
    const file = await readAll(latin1);
    expect(file.rows.map((row) => row[0])).toEqual(['ok', 'caf\ufffd', 'na\ufffdve']);
    expect(file.notices).toHaveLength(1);
    expect(file.notices[0]).toMatchObject({
      code: 'invalid-utf8',
      message: expect.stringContaining('2 rows have'),
    });
    expect(file.notices[0]!.message).toContain('first on line 3');
  });

  it('takes a replacement character that the file itself holds as it is', async () => {
    expect((await readAll('a\n\ufffd\n')).notices).toEqual([]);
  });

  it('starts each row at its offset in the file', async () => {
    const bytes = utf8('\ufeffname;"n"\r\n\r\n"é;\r\n""";1\r  "ü" ;2\nä;3\r\n');
    const file = await readAll(bytes);
    expect(file.offsets.map((offset) => new TextDecoder().decode(bytes.slice(offset)))).toEqual([
      '"é;\r\n""";1\r  "ü" ;2\nä;3\r\n',
      '  "ü" ;2\nä;3\r\n',
      'ä;3\r\n',
    ]);
    expect(file.lines).toEqual([3, 5, 6]);
  });

  it('gives blocks of the size asked for, the last one shorter', async () => {
    expect((await readAll(`a\n${'1\n'.repeat(10)}`, { rowsPerBlock: 4 })).blockRows).toEqual([4, 4, 2]);
  });

  it('closes a block by bytes, so that long cells need no more memory', async () => {
    const cell = 'x'.repeat(99_000);
    const { blockRows } = await readAll(`a\n${`${cell}\n`.repeat(200)}`);
    expect(Math.max(...blockRows)).toBeLessThan(100);
    expect(blockRows.reduce((sum, rows) => sum + rows, 0)).toBe(200);
  });

  it('takes the delimiter it is given', async () => {
    expect((await readAll('a,b|c\n1,2|3\n', { delimiter: '|' })).header).toEqual(['a,b', 'c']);
  });

  it('tells how many bytes and rows it has read', async () => {
    const text = `a\n${'12345\n'.repeat(50_000)}`;
    const seen: { bytes: number; rows: number }[] = [];
    await readAll(text, { onProgress: (progress) => seen.push(progress) }, [70_000, 140_000]);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toEqual({ bytes: text.length, rows: 50_000 });
    expect(seen.map((p) => p.bytes)).toEqual(seen.map((p) => p.bytes).sort((x, y) => x - y));
  });

  it('reads no further ahead of its reader than a block needs', async () => {
    let pulled = 0;
    async function* endless() {
      yield utf8('a,b\n');
      for (; ; pulled++) yield utf8('1,2\n'.repeat(16_384));
    }
    const { blocks } = await readCsv(endless(), { name: 'endless.csv', rowsPerBlock: 1_000 });
    for await (const _ of blocks) break;
    expect(pulled).toBeLessThan(4);
  });

  it('closes its source when the reader stops early, and when the file is refused', async () => {
    let closed = 0;
    async function* source(start: string) {
      try {
        yield utf8(start);
        for (;;) yield utf8('1,2\n'.repeat(40_000));
      } finally {
        closed++;
      }
    }
    const { blocks } = await readCsv(source('a,b\n'), { name: 'endless.csv' });
    for await (const _ of blocks) break;
    expect(closed).toBe(1);
    await expect(readCsv(source('%PDF-1.7\n'), { name: 'paper.csv' })).rejects.toThrow('PDF');
    expect(closed).toBe(2);
  });

  it('passes on an error of its source', async () => {
    async function* broken() {
      yield utf8('a,b\n1,2\n');
      throw new Error('connection reset');
    }
    await expect(readCsv(broken(), { name: 'far.csv' })).rejects.toThrow('connection reset');
  });
});

describe('readCsv ends with the reason of its signal', () => {
  it('when aborted before it starts', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(readCsv(pieces(utf8('a\n1\n')), { name: 'a.csv', signal })).rejects.toThrow('stopped');
  });

  it('when aborted between two blocks', async () => {
    const controller = new AbortController();
    const read = async () => {
      const text = `a\n${'1\n'.repeat(200_000)}`;
      const { blocks } = await readCsv(pieces(utf8(text)), { name: 'a.csv', signal: controller.signal });
      for await (const _ of blocks) controller.abort(new Error('stopped'));
    };
    await expect(read()).rejects.toThrow('stopped');
  });

  it('when aborted while its source is silent', async () => {
    const controller = new AbortController();
    async function* silent() {
      yield utf8('a\n1\n');
      await new Promise(() => {});
    }
    const reading = readCsv(silent(), { name: 'a.csv', signal: controller.signal });
    setTimeout(() => controller.abort(new Error('stopped')), 10);
    await expect(reading).rejects.toThrow('stopped');
  });

  it('and leaves nothing behind on a signal that never aborts', async () => {
    const { signal } = new AbortController();
    const cuts = Array.from({ length: 50 }, (_, i) => i);
    await readAll(`a\n${'1\n'.repeat(50)}`, { signal }, cuts);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
