import { expect, it } from 'vitest';
import { openCsv } from '../../../shared/csv/open-csv.ts';
import { parseNumber } from '../../../shared/csv/parse-number.ts';
import { newEngine } from '../../../shared/scan/engine.ts';
import { RowScan } from '../../../shared/scan/row-scan.ts';
import { numbersOf } from '../../../shared/scan/scanned-block.ts';
import { type Random, seededRandom } from '../../../shared/stats/random.ts';
import { pieces, utf8 } from '../csv/reading.ts';

const digits = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.integer(10)).join('');

/** Decimals as people and programs write them, and those close to the middle between two doubles. */
function drawText(random: Random): string {
  const sign = ['', '', '-', '+'][random.integer(4)]!;
  const whole = digits(1 + random.integer(12), random);
  switch (random.integer(8)) {
    case 0:
      return sign + whole;
    case 1:
      return `${sign}${whole}.${digits(random.integer(10), random)}`;
    case 2:
      return `${sign}.${digits(1 + random.integer(20), random)}`;
    case 3:
      return `${sign}${whole}.${digits(random.integer(12), random)}e${random.integer(60) - 30}`;
    case 4:
      return `${sign}${digits(16 + random.integer(5), random)}`;
    case 5:
      return String(random.normal() * 10 ** (random.integer(40) - 20));
    case 6:
      return middle(random);
    default:
      return `${sign}0000${whole}.${digits(1 + random.integer(17), random)}000`;
  }
}

/** 2^53 to 2^64 plus half a unit in the last place, or one beside it: where rounding goes wrong first. */
function middle(random: Random): string {
  const exponent = BigInt(1 + random.integer(10));
  const mantissa = (1n << 52n) + BigInt(random.integer(2 ** 52));
  const half = (mantissa << exponent) + (1n << (exponent - 1n)) + BigInt(random.integer(3) - 1);
  const scale = random.integer(4);
  return scale === 0 ? String(half) : `${half}e${[0, -3, -22, -10][scale]}`;
}

it('parses decimals to the very doubles of Number(text)', async () => {
  const random = seededRandom(53);
  const texts = Array.from({ length: 200_000 }, () => drawText(random));
  const opened = await openCsv(pieces(utf8(`x\n${texts.join('\n')}\n`)), {
    name: 'numbers.csv',
    delimiter: ',',
  });
  const engine = await newEngine();
  const scan = new RowScan(engine!, opened, [{ position: 0, kind: 'numbers' }]);
  const differences: string[] = [];
  let row = 0;
  for await (const block of scan.blocks()) {
    for (const value of numbersOf(block, 0).values) {
      const text = texts[row++]!;
      if (!Object.is(value, parseNumber(text))) differences.push(`${text}: ${value}`);
    }
  }
  expect(row).toBe(texts.length);
  expect(differences).toEqual([]);
});
