import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../infra/cli/commands.ts';
import { run } from '../../infra/cli/run.ts';
import { DATA } from './data-files.ts';

const VERDICT_ROW = /^\| `(\S+\.csv)` *\| (\w+) *\| (\d+) of (\d+) *\| ([^|]*?) *\|$/gm;

/** Rows of the README's tables of expected verdicts: file, verdict, "5 of 30", features. */
const EXPECTED = [...readFileSync(join(DATA, 'README.md'), 'utf8').matchAll(VERDICT_ROW)].map(
  ([, file, verdict, drifted, total, features]) => ({
    file: file!,
    verdict: verdict!,
    drifted: Number(drifted),
    total: Number(total),
    features: features!.split(', ').filter((name) => name !== ''),
  }),
);

test('the README tells the verdict of every production file', () => {
  expect(EXPECTED.filter(({ file }) => file.startsWith('breast-cancer/')).length).toBe(2);
  expect(EXPECTED.filter(({ file }) => file.startsWith('obesity/production/week-')).length).toBe(10);
  expect(EXPECTED.filter(({ file }) => file.startsWith('loans/production/batch-')).length).toBe(18);
});

describe('driftline check gives the verdict that the README expects', () => {
  test.each(EXPECTED)('$file: $verdict, $drifted of $total', async ({ file, ...expected }) => {
    const folder = join(DATA, file.split('/')[0]!);
    const { exit, report } = await check(
      join(folder, 'baseline.csv'),
      join(DATA, file),
      join(folder, 'settings.json'),
    );
    expect({
      verdict: report.verdict,
      drifted: report.summary.driftedFeatures,
      total: report.summary.totalFeatures,
      features: report.features.filter(({ drifted }) => drifted).map(({ name }) => name),
    }).toEqual(expected);
    expect(exit).toBe(expected.verdict === 'drift' ? 1 : 0);
  });
});

interface Report {
  readonly verdict: string;
  readonly summary: { readonly driftedFeatures: number; readonly totalFeatures: number };
  readonly features: readonly { readonly name: string; readonly drifted: boolean }[];
}

async function check(baseline: string, production: string, config: string) {
  let stdout = '';
  const exit = await run(
    ['check', baseline, production, '--config', config, '--format', 'json'],
    {
      stdin: (async function* () {})(),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: () => {} },
      env: {},
      signal: new AbortController().signal,
    },
    COMMANDS,
  );
  return { exit, report: JSON.parse(stdout) as Report };
}
