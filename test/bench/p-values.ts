/**
 * What the p-values of a report cost, whatever the distances are: `npm run bench:p-values`.
 *
 * Milliseconds of processor time for those of 30 features, the best of five runs; exact up to 10,000 rows a side.
 */
import { ksPValue } from '../../shared/stats/ks-p-value.ts';

const FEATURES = 30;
const RUNS = 5;
const DISTANCES = [0.0005, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.9, 1];
const SIZES = [
  [569, 569],
  [9_999, 100],
  [9_999, 569],
  [10_000, 1_000],
  [10_000, 5_000],
  [9_973, 9_967],
  [10_000, 9_999],
  [10_000, 10_000],
  [10_001, 10_001],
  [100_000, 100_000],
  [1_000_000, 100_000],
] as const;

function milliseconds(distance: number, m: number, n: number): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    for (let feature = 0; feature < FEATURES; feature++) ksPValue(distance, m, n);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

const text = (ms: number) => ms.toFixed(ms < 10 ? 1 : 0);

// So that no size pays for the compilation of what all of them run.
for (const distance of DISTANCES) for (const [m, n] of SIZES) ksPValue(distance, m, n);

console.log(`| rows | ${DISTANCES.map((d) => `D = ${d}`).join(' | ')} |`);
console.log(`|---|${DISTANCES.map(() => '---:|').join('')}`);
let slowest = 0;
for (const [m, n] of SIZES) {
  const row = DISTANCES.map((distance) => milliseconds(distance, m, n));
  slowest = Math.max(slowest, ...row);
  const rows = [m, n].map((count) => count.toLocaleString('en-US')).join(' × ');
  console.log(`| ${rows} | ${row.map(text).join(' | ')} |`);
}
console.log(
  `Milliseconds of processor time for the p-values of ${FEATURES} features, at most ${text(slowest)}. Node ${process.version}.`,
);
