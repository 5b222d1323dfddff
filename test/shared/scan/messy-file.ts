import type { Random } from '../../../shared/stats/random.ts';

/** What a generated file is like: most files have some of it, no file has all. */
export interface Mess {
  readonly delimiter: string;
  readonly lineEnd: readonly string[];
  /** Shares of cells and rows that are out of the ordinary. */
  readonly oddCells: number;
  readonly quotedCells: number;
  readonly oddRows: number;
  readonly brokenRows: number;
  readonly byteOrderMark: boolean;
  readonly endsInLineEnd: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

const pick = <T>(random: Random, options: readonly T[]): T => options[random.integer(options.length)]!;

/** What a file of so many rows is like. */
export function drawMess(rows: number, random: Random): Mess {
  const share = (shares: readonly number[]) => pick(random, shares);
  return {
    delimiter: pick(random, DELIMITERS),
    lineEnd: pick(random, [['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '\r\n', '\r']]),
    oddCells: share([0, 0.001, 0.05, 0.4]),
    quotedCells: share([0, 0, 0.01, 0.5]),
    oddRows: share([0, 0, 0.002, 0.1]),
    // Most files have none: behind it nothing is read.
    brokenRows: random.uniform() < 0.1 ? 2 / rows : 0,
    byteOrderMark: random.uniform() < 0.1,
    endsInLineEnd: random.uniform() < 0.8,
  };
}

const ODD_CELLS = [
  ...['', '', '', 'NA', 'nan', 'NaN', 'null', 'None', '<NA>', '#N/A N/A', 'N/A', '-1.#IND', 'NULL'],
  ...[' ', ' 5', '5 ', ' 5.25 ', '\t7', ' NA ', '\u00a05', '\u2003NA', '\v1', '\f', '\u00a0'],
  ...[
    'inf',
    '-Infinity',
    '+INF',
    'Infinity',
    '1e5',
    '1E-5',
    '+1',
    '-0',
    '-0.0',
    '.5',
    '5.',
    '-.5',
    '.',
    '-',
    '+',
    'e5',
  ],
  ...[
    '1e',
    '1e+',
    '1.2.3',
    '--1',
    '0x1f',
    '0b1',
    '1_000',
    '1,5',
    '12%',
    '1e400',
    '1e-400',
    '1e22',
    '1e23',
    '-1e-22',
  ],
  ...[
    '9007199254740993',
    '9007199254740992',
    '12345678901234567890',
    '0.1234567890123456789',
    '123456789.12345678',
  ],
  ...[
    '0000000000000000000001',
    '00000000000000000000000000.5',
    '2.2250738585072011e-308',
    '179769313486231580793e289',
  ],
  ...['1234567890123456', '-123456789012345', '12345678901234.56', '9999999999999999', '-999999999999999.9'],
  ...[
    'oops',
    'true',
    'FALSE',
    'True',
    'é',
    '日本',
    '5" pipe',
    'a"b',
    "it's",
    '\u{1f600}',
    'x'.repeat(300),
    '7'.repeat(300),
  ],
] as const;

const QUOTED = [
  '',
  ' ',
  'a',
  'NA',
  '5',
  ' 5.5 ',
  'say "hi"',
  '"',
  'two\nlines',
  'three\r\nlines\n',
  'lone\rreturn',
  'ünï',
];

/** A cell of one of the kinds of column: decimals, few integers, words, booleans, whole numbers, long numbers. */
function plainCell(column: number, random: Random): string {
  switch (column % 7) {
    case 0:
      return (100 + 15 * random.normal()).toFixed(6);
    case 1:
      return String(random.integer(6));
    case 2:
      return pick(random, ['red', 'green', 'blue', 'a rather long name of a colour']);
    case 3:
      return random.uniform() < 0.5 ? 'true' : 'false';
    case 4:
      return String(random.integer(2_000) - 1_000);
    case 5:
      return String(random.normal() * 10 ** (random.integer(30) - 15));
    default:
      return `w${random.integer(200)}`;
  }
}

function cell(column: number, mess: Mess, random: Random): string {
  const text = random.uniform() < mess.oddCells ? pick(random, ODD_CELLS) : plainCell(column, random);
  if (random.uniform() < mess.quotedCells) {
    return quote(random.uniform() < 0.2 ? pick(random, [...QUOTED, `a${mess.delimiter}b`]) : text);
  }
  return text.includes(mess.delimiter) || text.startsWith('"') ? quote(text) : text;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

function row(columns: number, mess: Mess, random: Random): string {
  const cells = Array.from({ length: columns }, (_, column) => cell(column, mess, random));
  if (random.uniform() < mess.brokenRows) {
    return pick(random, [
      [...cells, 'surplus'].join(mess.delimiter),
      ['"closed" and on', ...cells.slice(1)].join(mess.delimiter),
      ['nul\0', ...cells.slice(1)].join(mess.delimiter),
      ['"never closed', ...cells.slice(1)].join(mess.delimiter),
    ]);
  }
  if (random.uniform() < mess.oddRows) {
    return pick(random, [
      '',
      '  \t ',
      cells.slice(0, 1 + random.integer(columns)).join(mess.delimiter),
      [...cells, '', ' '].join(mess.delimiter),
      [` "padded" `, ...cells.slice(1)].join(mess.delimiter),
      [...cells, ' \t', '""'].join(mess.delimiter),
      '""',
    ]);
  }
  return cells.join(mess.delimiter);
}

/** A CSV with `rows` rows in which anything may stand that a mess allows. */
export function messyFile(rows: number, columns: number, mess: Mess, random: Random): Uint8Array {
  const end = () => pick(random, mess.lineEnd);
  const header = Array.from({ length: columns }, (_, column) => `c${column}`).join(mess.delimiter);
  const parts = [mess.byteOrderMark ? '\ufeff' : '', header];
  for (let i = 0; i < rows; i++) parts.push(end(), row(columns, mess, random));
  if (mess.endsInLineEnd) parts.push(end());
  const bytes = new TextEncoder().encode(parts.join(''));
  // A byte that is no UTF-8 here and there, where files are messy anyway.
  if (mess.oddCells > 0.01 && random.uniform() < 0.3) bytes[random.integer(bytes.length)] = 0xe9;
  return bytes;
}
