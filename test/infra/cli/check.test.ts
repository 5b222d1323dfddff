import { readdirSync, readFileSync } from 'node:fs';
import { XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../../shared/report/report.ts';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const data = (path: string) => new URL(`../../../data/${path}`, import.meta.url).pathname;
const BASELINE = data('breast-cancer/baseline.csv');
const PRODUCTION = data('breast-cancer/production.csv');
const check = (...args: string[]) => runCommand(['check', ...args]);

/** A refusal is one sentence or a few on stderr, nothing on stdout, and never a stack trace. */
async function refusal(args: string[], code: number): Promise<string> {
  const outcome = await runCommand(args);
  expect([outcome.code, outcome.stdout]).toEqual([code, '']);
  expect(outcome.stderr).toMatch(/^driftline: .+\n$/);
  expect(outcome.stderr).not.toMatch(/\n {4}at |Error:/);
  return outcome.stderr;
}

describe('driftline check gives a verdict', () => {
  test('the demo pair has drifted: the four lines, word for word, and exit 1', async () => {
    const { code, stdout, stderr } = await check(BASELINE, PRODUCTION);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'Total Features: 30',
      'Drifted Features: 5',
      'Drift Percentage: 16.67%',
      'ALERT: Significant feature drift detected!',
    ]);
    expect([code, stderr]).toEqual([1, '']);
  });

  test('a baseline against itself has not: exit 0', async () => {
    const { code, stdout } = await check(BASELINE, BASELINE);
    expect(stdout.split('\n').slice(1, 4)).toEqual([
      'Drifted Features: 0',
      'Drift Percentage: 0.00%',
      'No significant drift detected.',
    ]);
    expect(code).toBe(0);
  });

  test('of five rows nobody can tell: exit 4, and how many rows it takes', async () => {
    // Rows from all over: the first five are all malignant, and that is significant.
    const lines = readFileSync(BASELINE, 'utf8')
      .split('\n')
      .filter((_, i) => i === 0 || i % 110 === 50);
    const { code, stdout } = await check(BASELINE, folder.put('five.csv', lines.join('\n')));
    expect(code).toBe(4);
    expect(stdout).toContain('No significant drift detected.');
    expect(stdout).toMatch(/has 5 rows; 66 rows are needed/);
  });

  test('either file can come from standard input', async () => {
    for (const [args, file] of [
      [[BASELINE, '-'], PRODUCTION],
      [['-', PRODUCTION], BASELINE],
    ] as const) {
      const { code, stdout } = await runCommand(['check', ...args], { stdin: readFileSync(file, 'utf8') });
      expect([code, stdout.split('\n')[1]]).toEqual([1, 'Drifted Features: 5']);
    }
  });

  test('by the settings of a file, and options win over it', async () => {
    const config = folder.put('strict.json', '{"minEffect": 0.25, "alert": {"minDriftedFeatures": 9}}');
    const drifted = async (...args: string[]) =>
      (await check(BASELINE, PRODUCTION, '--config', config, ...args)).stdout.split('\n');
    // Of the five distances only that of area_mean, 0.22, is below 0.25.
    expect((await drifted())[1]).toBe('Drifted Features: 4');
    expect((await drifted())[3]).toBe('No significant drift detected.');
    expect((await drifted('--min-effect', '0.1'))[1]).toBe('Drifted Features: 5');
    expect((await drifted('--ignore', 'radius_mean, texture_mean', '--ignore', 'area_mean'))[0]).toBe(
      'Total Features: 27',
    );
  });

  test('by the literal rule when asked', async () => {
    const { stdout } = await check(BASELINE, PRODUCTION, '--rule', 'plain-ks', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      settings: { rule: 'plain-ks' },
      summary: { driftedFeatures: 5 },
    });
  });
});

describe('driftline check writes the report', () => {
  const FORMATS: readonly [format: string, ending: string, holds: RegExp][] = [
    ['text', 'txt', /^Total Features: 30\n/],
    ['json', 'json', /^\{\s*"schemaVersion": 1/],
    ['html', 'html', /^<!doctype html>/i],
    ['markdown', 'md', /^#/],
    ['junit', 'xml', /^<\?xml/],
  ];

  test.each(FORMATS)(
    'as %s on standard output and, by the ending .%s, in a file',
    async (format, ending, holds) => {
      const printed = await check(BASELINE, PRODUCTION, '--format', format);
      expect(printed.stdout).toMatch(holds);
      const path = folder.at(`report.${ending}`);
      const written = await check(BASELINE, PRODUCTION, '--output', path);
      expect([written.code, written.stdout]).toEqual([1, '']);
      expect(written.stderr).toMatch(new RegExp(`report written to ${path}\\n$`, 'i'));
      expect(readFileSync(path, 'utf8')).toBe(printed.stdout);
    },
  );

  test('as JSON that fits its schema and JUnit that is XML', async () => {
    const json = await check(BASELINE, PRODUCTION, '--format', 'json');
    v.parse(reportSchema, JSON.parse(json.stdout));
    const junit = await check(BASELINE, PRODUCTION, '--format', 'junit');
    expect(XMLValidator.validate(junit.stdout)).toBe(true);
  });

  test('where the format given wins over the ending, and a dash is standard output', async () => {
    const path = folder.at('report.html');
    await check(BASELINE, PRODUCTION, '--output', path, '--format', 'markdown');
    expect(readFileSync(path, 'utf8')).toMatch(/^#/);
    expect((await check(BASELINE, PRODUCTION, '--output', '-')).stdout).toMatch(/^Total Features: 30/);
  });

  test('the same one each time', async () => {
    const [one, two] = [
      await check(BASELINE, PRODUCTION, '--format', 'json'),
      await check(BASELINE, PRODUCTION, '--format', 'json'),
    ];
    expect(one.stdout).toBe(two.stdout);
  });

  test('in colour on a terminal alone, and never against NO_COLOR', async () => {
    const colours = async (around: Parameters<typeof runCommand>[1]) =>
      (await runCommand(['check', BASELINE, PRODUCTION], around)).stdout.includes('\u001b[');
    expect(await colours({ terminal: true })).toBe(true);
    expect(await colours({ terminal: false })).toBe(false);
    expect(await colours({ terminal: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colours({ terminal: true, env: { TERM: 'dumb' } })).toBe(false);
  });

  test('as wide as the terminal', async () => {
    const { stdout } = await runCommand(['check', BASELINE, PRODUCTION], { columns: 60 });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

describe('driftline check refuses data that cannot be read: exit 3', () => {
  const header = 'a,b\n';
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
  test.each([
    ['a PNG called .csv', 'picture.csv', png, /picture\.csv: .*PNG/],
    ['an empty file', 'empty.csv', '', /empty\.csv: the file is empty/],
    ['a header without rows', 'header.csv', header, /header\.csv.*: .*no rows/],
    [
      'two columns of one name',
      'twice.csv',
      'a,a\n1,2\n',
      /line 1, column "a": columns 1 and 2 are both called "a"/,
    ],
    ['a quote that never closes', 'quote.csv', `${header}1,"2\n3,4\n`, /line 2/],
    ['a file of other columns', 'other.csv', 'x,y\n1,2\n', /none of the baseline's columns|no column/i],
  ])('%s', async (_, name, content, words) => {
    expect(await refusal(['check', BASELINE, folder.put(name, content)], 3)).toMatch(words);
  });

  test('a path that does not exist, on either side', async () => {
    expect(await refusal(['check', BASELINE, folder.at('none.csv')], 3)).toMatch(
      /none\.csv: there is no such file/,
    );
    expect(await refusal(['check', folder.at('none.csv'), PRODUCTION], 3)).toMatch(/there is no such file/);
    expect(await refusal(['check', folder.at('none.json'), PRODUCTION], 3)).toMatch(
      /none\.json: there is no such file/,
    );
  });

  test('a folder', async () => {
    expect(await refusal(['check', BASELINE, folder.path], 3)).toMatch(
      /this is a folder\. Name a CSV file in it/,
    );
  });

  test('an empty standard input', async () => {
    expect(await refusal(['check', BASELINE, '-'], 3)).toMatch(/standard input: the file is empty/);
  });

  test('a JSON file that is no profile', async () => {
    expect(await refusal(['check', folder.put('other.json', '{"a": 1}'), PRODUCTION], 3)).toMatch(
      /Make it again: driftline profile/,
    );
    expect(await refusal(['check', folder.put('half.json', '{"a'), PRODUCTION], 3)).toMatch(/not a profile/);
  });
});

describe('driftline check refuses a command line or settings that are wrong: exit 2', () => {
  const config = (text: string) => [
    'check',
    BASELINE,
    PRODUCTION,
    '--config',
    folder.put('config.json', text),
  ];
  test.each([
    ['no file', ['check'], /takes two files/],
    ['one file', ['check', BASELINE], /takes two files/],
    ['three files', ['check', BASELINE, BASELINE, BASELINE], /takes two files/],
    ['both from standard input', ['check', '-', '-'], /Only one of the two files/],
    [
      'an unknown option',
      ['check', BASELINE, PRODUCTION, '--lable', 'x'],
      /Unknown option --lable\. Did you mean --label\? See driftline check --help\./,
    ],
    ['an option without its value', ['check', BASELINE, PRODUCTION, '--alpha'], /--alpha/],
    [
      '--alpha 7',
      ['check', BASELINE, PRODUCTION, '--alpha', '7'],
      /alpha must be above 0 and below 1, not 7/,
    ],
    ['--alpha abc', ['check', BASELINE, PRODUCTION, '--alpha', 'abc'], /--alpha must be a number, not "abc"/],
    [
      '--threads 0',
      ['check', BASELINE, PRODUCTION, '--threads', '0'],
      /--threads must be a whole number from 1 to 256, not "0"/,
    ],
    [
      '--threads 2.5',
      ['check', BASELINE, PRODUCTION, '--threads', '2.5'],
      /--threads must be a whole number/,
    ],
    [
      '--rule ks',
      ['check', BASELINE, PRODUCTION, '--rule', 'ks'],
      /rule must be "significant-and-material" or "plain-ks", not "ks"/,
    ],
    [
      '--correction fdr',
      ['check', BASELINE, PRODUCTION, '--correction', 'fdr'],
      /correction must be "benjamini-hochberg" or "holm" or "none", not "fdr"/,
    ],
    [
      '--format pdf',
      ['check', BASELINE, PRODUCTION, '--format', 'pdf'],
      /--format must be text, json, html, markdown, junit, not "pdf"/,
    ],
    [
      '--min-effect above the resolution',
      ['check', BASELINE, PRODUCTION, '--min-effect', '0.4'],
      /resolution must be above minEffect/,
    ],
    [
      '--output into a folder that is not there',
      ['check', BASELINE, PRODUCTION, '--output', folder.at('none/report.html')],
      /there is no folder .*none\. Make it first/,
    ],
    [
      '--output onto a folder',
      ['check', BASELINE, PRODUCTION, '--output', folder.path],
      /is a folder: name a file in it/,
    ],
    [
      'a label that is no column',
      ['check', BASELINE, PRODUCTION, '--label', 'diagnsis'],
      /[Dd]id you mean "?diagnosis/,
    ],
    [
      'an id that is no column',
      ['check', BASELINE, PRODUCTION, '--id', 'idd'],
      /--id idd: .* has no such column\. Did you mean id/,
    ],
    [
      'an ignored column slightly misspelt',
      ['check', BASELINE, PRODUCTION, '--ignore', 'radius_maen'],
      /Did you mean radius_mean/,
    ],
    [
      'settings that do not exist',
      ['check', BASELINE, PRODUCTION, '--config', folder.at('none.json')],
      /none\.json cannot be read \(ENOENT\)/,
    ],
    ['settings that are not JSON', config('{alpha: 1}'), /config\.json is not JSON/],
  ])('%s', async (_, args, words) => {
    expect(await refusal(args, 2)).toMatch(words);
  });

  test.each([
    [
      'an unknown name',
      '{"alhpa": 0.1}',
      /config\.json: unknown setting "alhpa" \(did you mean "alpha"\?\)\.\n$/,
    ],
    [
      'an unknown name within',
      '{"alert": {"minDrifted": 2}}',
      /unknown setting "alert\.minDrifted" \(did you mean "alert\.minDriftedFeatures"\?\)/,
    ],
    ['a name like no other', '{"zzzzzz": 1}', /unknown setting "zzzzzz"\. There are: alpha, correction,/],
    ['a text for a list', '{"ignore": "id"}', /ignore must be a list, not "id"/],
    ['a text for a number', '{"alpha": "0.05"}', /alpha must be a number/],
    [
      'a number out of range',
      '{"alert": {"minDriftedFeatures": 0}}',
      /alert\.minDriftedFeatures must be 1 or more, not 0/,
    ],
    ['a list', '[]', /must hold one JSON object/],
  ])('settings with %s', async (_, text, words) => {
    expect(await refusal(config(text), 2)).toMatch(words);
  });

  test('an ignored column that production alone may have is no mistake', async () => {
    expect((await check(BASELINE, PRODUCTION, '--ignore', 'received_at')).code).toBe(1);
  });
});

test('an interrupted check exits 130, says nothing and leaves nothing half-written', async () => {
  const before = readdirSync(folder.path);
  const interrupt = new AbortController();
  interrupt.abort();
  const outcome = await runCommand(['check', BASELINE, PRODUCTION, '--output', folder.at('late.html')], {
    signal: interrupt.signal,
  });
  expect(outcome).toEqual({ code: 130, stdout: '', stderr: '' });
  expect(readdirSync(folder.path)).toEqual(before);
});

test('what a path or an argument holds cannot act on the terminal', async () => {
  expect(await refusal(['check', BASELINE, '\u001b[31mred.csv'], 3)).toContain('\\u001b[31mred.csv');
});
