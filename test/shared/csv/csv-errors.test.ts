import { describe, expect, it } from 'vitest';
import { readAll, readError, utf8 } from './reading.ts';

const message = async (file: string | Uint8Array, options = {}) => (await readError(file, options)).message;

describe('a file that is no CSV is refused with a word on what it is', () => {
  it.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'PNG'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'JPEG'],
    ['xlsx', [0x50, 0x4b, 3, 4, 20, 0], 'save it as CSV'],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 'save it as CSV'],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'Unpack it first'],
    ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], 'PDF'],
  ])('%s', async (_, bytes, words) => {
    const error = await readError(Uint8Array.from(bytes));
    expect(error.code).toBe('not-csv');
    expect(error.message).toContain('test.csv');
    expect(error.message).toContain(words);
  });

  it('HTML', async () => {
    for (const page of ['<!DOCTYPE html>\n<html></html>', '<html>\n', '<?xml version="1.0"?>\n<Error/>']) {
      expect(await message(page)).toContain('HTML or XML');
    }
  });

  it('JSON', async () => {
    for (const json of ['{"a": 1, "b": 2}\n', '[{"a": 1}]', '[\n  [1, 2]\n]', '{\n  "a": 1\n}', '[1,2]']) {
      expect(await message(json)).toContain('JSON');
    }
  });

  it('UTF-16, with and without a byte order mark', async () => {
    const utf16 = [...'a,b\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0]);
    const marked = await readError(Uint8Array.from([0xff, 0xfe, ...utf16]));
    expect(marked.code).toBe('encoding');
    expect(marked.message).toContain('CSV UTF-8');
    expect(await message(Uint8Array.from(utf16))).toContain('UTF-16');
  });

  it('a NUL byte anywhere, by its line and column', async () => {
    const error = await readError('a,b\n1,"x\n"\n2,y\0z\n');
    expect(error).toMatchObject({ code: 'not-csv', line: 4, column: 'b' });
    expect(error.message).toContain('NUL');
  });

  it('but a header that begins with a bracket or an angle is read', async () => {
    expect((await readAll('[mV],<pH>\n1,2\n')).header).toEqual(['[mV]', '<pH>']);
    expect((await readAll('<5,>5\n1,2\n')).header).toEqual(['<5', '>5']);
  });
});

describe('a CSV that cannot be read is refused', () => {
  it.each(['', '\ufeff', '\n\r\n \n'])('without anything in it: %j', async (file) => {
    expect((await readError(file)).code).toBe('empty');
  });

  it('with a header and no rows', async () => {
    expect(await message('a,b\n\n')).toBe(
      'test.csv, line 1: the file has a header and no rows. Check that its export or upload was complete: at least one row of data is needed.',
    );
  });

  it('with two columns of one name, by both positions', async () => {
    const error = await readError('id,age,name, age \n1,2,3,4\n');
    expect(error).toMatchObject({ code: 'duplicate-column', line: 1, column: 'age' });
    expect(error.message).toContain('columns 2 and 4');
  });

  it('with a quote that never closes, by the line on which it opened', async () => {
    const error = await readError('a,b\n1,2\n"x\ny",3\n4,"5\n6,7\n8,9\n');
    expect(error).toMatchObject({ code: 'unclosed-quote', line: 5, column: 'b' });
    expect(error.message).toContain('never closes');
  });

  it('with text after a closing quote, by its line and that on which the quote opened', async () => {
    const error = await readError('a,b\n1,"x\ny" z\n');
    expect(error).toMatchObject({ code: 'text-after-quote', line: 3, column: 'b' });
    expect(error.message).toContain('opened on line 2');
  });

  it('in the very first row, with the name of the column all the same', async () => {
    expect(await readError('a,"b"\n1,"2')).toMatchObject({ code: 'unclosed-quote', column: 'b' });
    expect(await readError('a,"b')).toMatchObject({ code: 'unclosed-quote', line: 1, column: 2 });
  });

  it('with a row longer than the header, by line, both counts and the surplus cell', async () => {
    const error = await readError('a,b\n1,2\n3,4,,5\n');
    expect(error).toMatchObject({ code: 'row-too-long', line: 3, value: '5' });
    expect(error.message).toContain('the row has 4 cells and the header 2');
  });

  it('with a full row under a header whose trailing delimiter the first row lacks', async () => {
    expect(await readError('a,b,\n1,2\n3,4,5\n')).toMatchObject({ code: 'row-too-long', line: 3 });
  });
});

describe('each limit holds at its value and refuses one past it', () => {
  const tooLong = { code: 'limit', line: 2 };

  it('COLUMNS_MAX', async () => {
    const limits = { columnsMax: 3 };
    expect((await readAll('a,b,c\n1,2,3\n', { limits })).header).toHaveLength(3);
    expect((await readAll('a,b,c,\n1,2,3\n', { limits })).header).toHaveLength(3);
    const error = await readError('a,b,c,d\n1,2,3,4\n', { limits });
    expect(error.code).toBe('limit');
    expect(error.message).toContain('4 columns, and at most 3 (COLUMNS_MAX)');
  });

  it('ROWS_MAX', async () => {
    const limits = { rowsMax: 2 };
    expect((await readAll('a\n1\n2\n', { limits })).rows).toHaveLength(2);
    const error = await readError('a\n1\n2\n3\n', { limits });
    expect(error).toMatchObject({ code: 'limit', line: 4 });
    expect(error.message).toContain('more than 2 rows (ROWS_MAX)');
  });

  it('CELL_BYTES_MAX, quotes included', async () => {
    const limits = { cellBytesMax: 5 };
    for (const cell of ['12345', '"123"', 'éé1']) {
      expect((await readAll(`a,b\n${cell},${cell}\n`, { limits })).rows).toHaveLength(1);
      const error = await readError(`a,b\n1,${cell.replace('1', '11')}\n`, { limits });
      expect(error).toMatchObject({ ...tooLong, column: 'b' });
      expect(error.message).toContain('more than 5 bytes (CELL_BYTES_MAX)');
    }
  });

  it('CELL_BYTES_MAX in a quote that never closes, by the line on which it opened', async () => {
    const error = await readError(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(100)}`, { limits: { cellBytesMax: 50 } });
    expect(error).toMatchObject({ code: 'limit', line: 3, column: 'b' });
    expect(error.message).toContain('never closed');
  });

  it('ROW_BYTES_MAX, without the line break', async () => {
    const limits = { rowBytesMax: 7 };
    expect((await readAll('a,b\n123,456\r\n', { limits })).rows).toHaveLength(1);
    const error = await readError('a,b\n123,4567\r\n', { limits });
    expect(error).toMatchObject(tooLong);
    expect(error.message).toContain('more than 7 bytes (ROW_BYTES_MAX)');
  });

  it('CELL_BYTES_MAX as it is set, without holding more than that of a file that never ends', async () => {
    let sent = 0;
    async function* endless() {
      yield utf8('a\n"');
      for (; ; sent += 65_536) yield new Uint8Array(65_536).fill(120);
    }
    const { readCsv } = await import('../../../shared/csv/read-csv.ts');
    await expect(readCsv(endless(), { name: 'endless.csv' })).rejects.toThrow('CELL_BYTES_MAX');
    expect(sent).toBeLessThan(400_000);
  });
});

describe('the text of a file in a message', () => {
  it('is made printable and cut', async () => {
    const error = await readError(`a\n1,\u001b[31m\u202e${'x'.repeat(200)}\n`, { delimiter: ',' });
    expect(error.value).toMatch(/^\\u001b\[31m\\u202ex+…$/);
    expect(error.value!.length).toBeLessThan(100);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('never holds control characters of the file name either', async () => {
    expect((await readError('', { name: 'a\u0007\nb.csv' })).message).toMatch(/^a\\u0007\\nb\.csv: /);
  });
});
