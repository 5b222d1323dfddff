import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../shared/stats/random.ts';
import { utf8 } from '../../csv/reading.ts';
import { drawMess, messyFile } from '../../scan/messy-file.ts';
import { COLUMNS, PROFILE } from '../../scan/messy-profile.ts';
import { lineStarts, readByRanges, readCutAt, readWhole } from './outcomes.ts';

/** Small files, each with something that a range may end in the middle of. */
const SMALL_FILES: Readonly<Record<string, string>> = {
  'plain rows': 'c0,c1,c2\n1.5,1,red\n2.25,2,blue\n-3,3,green\n',
  'CRLF and a last row without a line end': 'c0,c1,c2\r\n1.5,1,red\r\n2.25,2,blue',
  'lone carriage returns': 'c0,c1,c2\r1.5,1,red\r\r2.25,2,blue\r',
  'line breaks and doubled quotes in quotes':
    'c0,c1,c2\n"1.5","1","say ""\n"""\n2,"2","two\r\nlines\n\n"\n3,3,""\n"""",1,"a,\nb"\n',
  'cells that hold rows': 'c0,c1,c2\n1,1,"\n5,5,red\n6,6,blue\n"\n2,2,"7,7,red\n8,8,blue"\n3,oops,red\n',
  'quotes inside plain cells': 'c0,c1,c2\n1,1,5" pipe\n2,2,a"b"\n3,3,"c\n"\n4,4,6" pipe\n5,5,"d"\n',
  'one column of long notes': 'c2\n"first\nnote"\n"second\n\nnote"\n"third ""\nnote"\n',
  'short, blank and surplus rows': 'c0,c1,c2\n1\n\n2,2\n \n3,3,red,,\n\n4\n5,no,blue\n',
  'a quote that never closes': 'c0,c1,c2\n1,1,red\n2,2,"blue\n3,3,red\n4,4,blue\n',
  'text behind a quote': 'c0,c1,c2\n1,1,"red\n"\n2,2,"blue" and\n3,3,red\n',
  'a NUL byte': 'c0,c1,c2\n1,1,red\n2,2,"bl\nue"\n3,\0,red\n4,4,red\n',
  'two errors': 'c0,c1,c2\n1,1,red\n2,2,blue,surplus\n3,3,red\n4,4,"blue" too\n',
};

describe('readBatchInRanges comes to what readBatch does', () => {
  it.each(Object.entries(SMALL_FILES))('for %s, wherever the file is cut', async (_, text) => {
    const file = { bytes: utf8(text) };
    const whole = await readWhole(file, PROFILE);
    for (let partBytes = 1; partBytes <= file.bytes.length; partBytes++) {
      expect(await readByRanges(file, PROFILE, partBytes), `parts of ${partBytes}`).toBe(whole);
    }
  });

  it('for bytes that are no UTF-8', async () => {
    const text = 'c0,c1,c2\n1,1,rXX\n2,2,"red"\n3,3,X\n4,XX,red\n';
    // Bytes of a character that lacks its last.
    const bytes = utf8(text.replaceAll('XX', '日')).map((byte) =>
      byte === 88 || byte === 0xa5 ? 0xe9 : byte,
    );
    const whole = await readWhole({ bytes }, PROFILE);
    expect(whole).toMatch(/3 rows have bytes that are not valid UTF-8, the first on line 2/);
    for (let partBytes = 1; partBytes <= bytes.length; partBytes++) {
      expect(await readByRanges({ bytes }, PROFILE, partBytes)).toBe(whole);
    }
  });

  it('at the limit of rows, and one past it', async () => {
    const bytes = utf8(`c0,c1\n${'1,2\n'.repeat(20)}`);
    for (const rowsMax of [19, 20]) {
      const file = { bytes, limits: { rowsMax } };
      const whole = await readWhole(file, PROFILE);
      expect(whole.startsWith('limit: test.csv, line 21')).toBe(rowsMax === 19);
      for (const partBytes of [1, 7, 30, 60])
        expect(await readByRanges(file, PROFILE, partBytes)).toBe(whole);
    }
  });

  it('for files of every sort', async () => {
    let refused = 0;
    let again = 0;
    for (let seed = 1; seed <= 70; seed++) {
      const random = seededRandom(seed);
      const rows = 1 + random.integer(10 ** (1 + random.integer(3)));
      const bytes = messyFile(rows, 1 + random.integer(COLUMNS + 1), drawMess(rows, random), random);
      const limits =
        random.uniform() < 0.1
          ? { cellBytesMax: 1 + random.integer(60), rowBytesMax: 1 + random.integer(400), rowsMax: rows }
          : {};
      const file = { bytes, limits };
      const whole = await readWhole(file, PROFILE);
      const partBytes = Math.ceil(bytes.length / (1 + random.integer(6)));
      expect(await readByRanges(file, PROFILE, partBytes), `seed ${seed}, parts of ${partBytes}`).toBe(whole);
      // As if wherever rows may begin had been guessed wrong: at any line break, those in quotes too.
      const cuts = lineStarts(bytes).filter(() => random.uniform() < 6 / rows);
      const cut = await readCutAt(file, PROFILE, cuts);
      expect(cut.outcome, `seed ${seed}, cut at ${cuts.join(', ')}`).toBe(whole);
      if (!whole.startsWith('{')) refused++;
      again += cut.again;
    }
    expect(refused).toBeGreaterThan(4);
    expect(again).toBeGreaterThan(10);
  });
});

describe('sumRanges(tasks, tallies, readAgain)', () => {
  it('reads nothing again where every range began at a row', async () => {
    const bytes = utf8('c0,c2\n1,red\n"2","blue\nsky"\n3,green\n');
    const { again } = await readCutAt({ bytes }, PROFILE, [12, 29]);
    expect(again).toBe(0);
  });

  it('reads a range that was cut within quotes again, and the one behind it with it', async () => {
    const bytes = utf8('c0,c2\n1,red\n"2","blue\nsky"\n3,green\n');
    const { again, outcome } = await readCutAt({ bytes }, PROFILE, [22]);
    expect(again).toBe(2);
    expect(outcome).toBe(await readWhole({ bytes }, PROFILE));
  });
});
