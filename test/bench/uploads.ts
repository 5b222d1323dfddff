/**
 * What the embedded run does with a thousand files at once: `npm run bench:uploads -- [--quick] [--seed 1]`.
 *
 * The built `driftline start` runs as a process of its own. It fails when a batch is lost, judged twice, or left undone.
 */
import { parseArgs } from 'node:util';
import { machine } from './speed/machine.ts';
import { type UploadsMeasured, uploadAtOnce } from './uploads/upload-at-once.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const NOT_MEASURED = 'not measured';
const scale = values.quick ? 0.1 : 1;
const SHAPES = [
  { monitors: 50, batchesEach: 20 * scale },
  { monitors: 1, batchesEach: 1000 * scale },
];

console.log(`${machine()}; seed ${values.seed}. Batches of 500 rows × 30 columns, copied into the inputs at once.

| monitors × batches | MB | first verdict | last verdict | batches/s | processor time a batch | peak memory (before) | longest answer of the page (median) | drifted, alerts |
|---|---|---|---|---|---|---|---|---|`);
for (const shape of SHAPES) {
  const measured = await uploadAtOnce({ ...shape, seed: Number(values.seed) });
  console.log(`| ${shape.monitors} × ${shape.batchesEach} | ${cells(measured).join(' | ')} |`);
}

function cells({ files, outcome, seconds, peakBytes, cpuSeconds, answers }: UploadsMeasured): string[] {
  const sorted = answers.toSorted((a, b) => a - b);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    (files.bytes / 1e6).toFixed(0),
    `${seconds.first.toFixed(1)} s`,
    `${seconds.last.toFixed(1)} s`,
    (files.batches.length / seconds.last).toFixed(1),
    cpuSeconds === null ? NOT_MEASURED : ms((1000 * cpuSeconds) / files.batches.length),
    `${megabytes(peakBytes.after)} (${megabytes(peakBytes.before)})`,
    `${ms(sorted.at(-1)!)} (${ms(sorted[sorted.length >> 1]!)})`,
    `${outcome.drifted}, ${outcome.alerts}`,
  ];
}

function megabytes(bytes: number | null): string {
  return bytes === null ? NOT_MEASURED : `${(bytes / 1e6).toFixed(0)} MB`;
}
