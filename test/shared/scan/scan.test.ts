import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { pieces, utf8 } from '../csv/reading.ts';
import { compareFiles } from './compare-files.ts';
import {
  referenceProfile,
  referenceTally,
  scannedProfile,
  scannedTally,
  storedProfile,
  wholeProfile,
} from './differential.ts';

const SETTINGS = parseSettings({ types: { x: 'numeric', flag: 'boolean', step: 'discrete' } });
const BASELINE = `x,step,flag,word\n${Array.from({ length: 60 }, (_, i) => `${i / 8},${i % 4},${i % 3 === 0},${'abc'[i % 3]}`).join('\n')}\n`;
const profile = await readBaseline(pieces(utf8(BASELINE)), SETTINGS, { name: 'baseline.csv' });

/** Small files, each with something that a piece may end in the middle of. */
const SMALL_FILES: Readonly<Record<string, string>> = {
  'plain rows': 'x,step,flag,word\n1.5,1,true,a\n2.25,2,false,b\n-3,3,true,c\n',
  'CRLF and a last row without a line end': 'x,step,flag,word\r\n1.5,1,true,a\r\n2.25,2,false,b',
  'lone carriage returns': 'x,step,flag,word\r1.5,1,true,a\r\r2.25,2,false,b\r',
  'all line ends mixed':
    'x,step,flag,word\n1,1,true,a\r\n2,2,false,b\r3,3,true,c\n\r\n4,0,true,a\r\r\noops,1,,b\n',
  'quotes, doubled quotes and line breaks in them':
    'x,step,flag,word\n"1.5","1",true,"say ""a"""\n2,"2","false","two\r\nlines"\n3,3,true,""\n"""",1,true,"a,b"\n',
  'padded quotes': 'x,step,flag,word\n1, "1" ,true,a\n "2",2,false,"b" \n3,3,true,c\n',
  'quotes inside plain cells': 'x,step,flag,word\n1,1,true,5" pipe\n2,2,false,a"b"\n3,3,true,"c"\n',
  'letters of more than one byte': 'x,step,flag,word\n1,1,true,é\n2,2,false,日本\n3,3,true,\u{1f600}\n',
  'padding of every sort':
    'x,step,flag,word\n 1 ,\t1\t,\u00a0true,a \n\u20032,2,false,\vb\n   \n\t\n3,3,true,c\n',
  'short, long and blank rows': 'x,step,flag,word\n1\n2,2\n\n3,3,true,c, ,\n4,1,true,a,,\n5,1,true\n',
  'cells that are no numbers':
    'x,step,flag,word\noops,half,yes,a\nNA,NA,NA,NA\n1e5,1.0,TRUE,b\n0x10,+2,True,c\ninf,-0,false,\n',
  'a byte order mark and a separator line': '\ufeffsep=;\nx;step;flag;word\n1,5;1;true;a\n2;2;false;b\n',
  'a quote that never closes': 'x,step,flag,word\n1,1,true,a\n2,2,false,"b\n3,3,true,c\n',
  'text behind a quote': 'x,step,flag,word\n1,1,true,a\n2,2,false,"b" c\n3,3,true,c\n',
  'a NUL byte': 'x,step,flag,word\n1,1,true,a\n2,2,fal\0se,b\n3,3,true,c\n',
  'a row that is too long': 'x,step,flag,word\n1,1,true,a\n2,2,false,b,surplus\n3,3,true,c\n',
};

describe('the scan and the reference reader come to the same', () => {
  it.each(Object.entries(SMALL_FILES))('for %s, wherever the bytes are cut', async (_, text) => {
    const file = { bytes: utf8(text) };
    const tally = await referenceTally(file, profile);
    const baseline = await referenceProfile(file, SETTINGS);
    for (let cut = 0; cut <= file.bytes.length; cut++) {
      const cutting = { cuts: [cut], windowBytes: 1 };
      expect(await scannedTally(file, profile, cutting), `cut at ${cut}`).toBe(tally);
      expect(await scannedProfile(file, SETTINGS, cutting), `cut at ${cut}`).toBe(baseline);
      expect(await wholeProfile(file, SETTINGS, cutting), `cut at ${cut}`).toBe(baseline);
      expect(await storedProfile(file, SETTINGS, cutting), `cut at ${cut}`).toBe(baseline);
    }
  });

  it('for bytes that are no UTF-8, wherever they are cut', async () => {
    const bytes = utf8('x,step,flag,word\n1,1,true,aXb\n2,2,false,b\n3,3,true,X\n').map((byte) =>
      byte === 88 ? 0xe9 : byte,
    );
    const reference = await referenceTally({ bytes }, profile);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await scannedTally({ bytes }, profile, { cuts: [cut], windowBytes: 1 })).toBe(reference);
    }
  });

  it('for files of every sort, read whole and in parts', async () => {
    const { differences, read, refused } = await compareFiles(60_000, 1);
    expect(differences).toEqual([]);
    expect(read).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(3);
  });

  it('for columns that turn out late, and then in turn, not to be of numbers', async () => {
    // Of one, two and three blocks; the last so seldom that only all rows together show it.
    const row = (i: number) =>
      [
        i % 7,
        i < 9_000 ? i % 5 : 'abcde'[i % 5],
        i > 17_000 && i % 9 > 1 ? `t${i % 3}` : i % 11,
        i % 9 === 0 && i > 2_000 ? 'x' : i % 4,
      ].join();
    const rows = Array.from({ length: 20_000 }, (_, i) => row(i));
    const file = { bytes: utf8(`a,b,c,d\n${rows.join('\n')}\n`) };
    const settings = parseSettings({});
    const reference = await referenceProfile(file, settings);
    expect(await storedProfile(file, settings)).toBe(reference);
    expect(await wholeProfile(file, settings)).toBe(reference);
  });

  it('for more different texts than are numbered at once', async () => {
    const rows = Array.from(
      { length: 40_000 },
      (_, i) => `${i},1,true,word ${i} of a column with long cells`,
    );
    const file = { bytes: utf8(`x,step,flag,word\n${rows.join('\n')}\n`) };
    expect(await scannedTally(file, profile)).toBe(await referenceTally(file, profile));
  });

  it('for a row longer than what is scanned at once', async () => {
    const wide = Array.from({ length: 9_000 }, (_, i) => `column with a long name ${i}`);
    const rows = Array.from({ length: 5 }, (_, row) =>
      wide.map((__, i) => `${i * row}.000000000000001`).join(','),
    );
    const file = {
      bytes: utf8(`${['x', ...wide].join(',')}\n${rows.map((row) => `1.5,${row}`).join('\n')}\n`),
    };
    expect(await scannedTally(file, profile)).toBe(await referenceTally(file, profile));
  });

  it('for numbers of every size, over several blocks: more bins and more new values than there is room for', async () => {
    const random = seededRandom(5);
    const draws: readonly (() => number)[] = [
      () => random.normal() * 10 ** (random.integer(600) - 300),
      () => random.integer(400) / 4 - 50,
      () => 1_000 + random.integer(1_200),
      () => [Infinity, -Infinity, 0.5, 7, 1e6, 1e300][random.integer(6)]!,
      () => Math.exp(4 * random.normal()),
      () => (random.integer(100) < 97 ? random.integer(200) / 1_000 : random.normal() * 1e4),
    ];
    const file = (rows: number) => ({
      bytes: utf8(
        `${draws.map((_, i) => `x${i}`).join()}\n${Array.from({ length: rows }, () => `${draws.map((draw) => String(draw())).join()}\n`).join('')}`,
      ),
    });
    const settings = parseSettings({
      types: Object.fromEntries(draws.map((_, i) => [`x${i}`, 'numeric' as const])),
    });
    const baseline = await readBaseline(pieces(file(3_000).bytes), settings, { name: 'baseline.csv' });
    const batch = file(30_000);
    expect(await scannedTally(batch, baseline)).toBe(await referenceTally(batch, baseline));
  });
});
