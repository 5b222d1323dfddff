/** Speed and memory of `driftline check`, the whole process: `npm run bench -- [--runs 5] [--seed 1]`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeNumbersCsv } from './generate-csv.ts';
import { measure } from './measure.ts';
import { stream } from './stream.ts';
import { formatColumns } from './tables.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DRIFTLINE = join(ROOT, 'dist/cli/driftline.js');
const DEMO = join(ROOT, 'data/breast-cancer');

/** What `check` ends with when it has reached a verdict: no drift, or drift. */
const VERDICT = [0, 1];

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const seed = Number(values.seed);

const folder = await mkdtemp(join(tmpdir(), 'driftline-bench-'));
try {
  const baseline = join(folder, 'baseline.csv');
  const batch = join(folder, 'batch.csv');
  await writeNumbersCsv(baseline, { rows: 10_000, columns: 30 }, stream(seed, 'baseline'));
  await writeNumbersCsv(batch, { rows: 100_000, columns: 30 }, stream(seed, 'batch'));
  const cases = [
    {
      name: '569 × 30 against 569',
      rows: 569,
      args: [`${DEMO}/baseline.csv`, `${DEMO}/production.csv`, '--config', `${DEMO}/settings.json`],
    },
    { name: '100,000 × 30 against 10,000', rows: 100_000, args: [baseline, batch] },
  ];
  const lines = cases.map(({ name, rows, args }) => {
    const { seconds, peakMemory } = measure([DRIFTLINE, 'check', ...args], VERDICT, runs);
    const median = seconds[Math.floor(seconds.length / 2)]!;
    return [
      name,
      `${median.toFixed(3)} s`,
      `${seconds[0]!.toFixed(3)} – ${seconds.at(-1)!.toFixed(3)} s`,
      Math.round(rows / median).toLocaleString('en-US'),
      `${Math.round(peakMemory / 2 ** 20)} MB`,
    ];
  });
  process.stdout.write(`driftline check, ${runs} runs, seed ${seed}, Node ${process.version}, ${cpus()[0]?.model}

${formatColumns(['batch × columns', 'median', 'range', 'rows/s', 'peak memory'], lines)}
`);
} finally {
  await rm(folder, { recursive: true });
}
