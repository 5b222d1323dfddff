import { runIdOf } from '../../functions/run-id.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { compare } from '../../shared/report/compare.ts';
import type { Report } from '../../shared/report/report.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { loadBaseline } from './load-baseline.ts';
import { requireNamedColumns } from './named-columns.ts';
import { outputFile } from './output-file.ts';
import { parseOptions } from './parse-options.ts';
import type { LoadedBaseline } from './profile-file.ts';
import type { RangeWorkers } from './range-workers.ts';
import { readProduction } from './read-production.ts';
import { FORMAT_NAMES, type Format, formatOf, renderAs } from './render-as.ts';
import { ignoredColumns, SETTINGS_HELP, SETTINGS_OPTIONS, settingsFrom } from './settings-options.ts';
import { startThreads, THREADS_HELP, THREADS_OPTION, threadsFrom } from './threads.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

const HELP = `Compares every feature of a production file with a baseline and says whether the data has drifted.

Usage: driftline check BASELINE.csv PRODUCTION.csv [OPTIONS]

  Files may be compressed (.csv.gz) or Parquet as well. A dash (-) reads one from standard input. BASELINE may be a
  profile that "driftline profile" made.

  --format NAME        text (default), json, html, markdown or junit; otherwise by the ending of --output
  --output FILE        where the report goes; standard output without it
${THREADS_HELP}${SETTINGS_HELP}
Exit codes: 0 no drift, 1 drift, 2 usage or settings, 3 unreadable data, 4 too few rows to tell.

Examples:
  driftline check training.csv production.csv
  driftline check training.csv production.csv --label churned --ignore notes --output report.html
  cat today.csv | driftline check training.profile.json - --format json | jq .summary
`;

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  ...THREADS_OPTION,
  format: { type: 'string' },
  output: { type: 'string' },
} as const;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('check', args, OPTIONS);
  const [baselinePath, productionPath, ...surplus] = positionals;
  if (baselinePath === undefined || productionPath === undefined || surplus.length > 0) {
    throw new UsageError('driftline check takes two files: driftline check BASELINE.csv PRODUCTION.csv');
  }
  if (baselinePath === '-' && productionPath === '-') {
    throw new UsageError('Only one of the two files can come from standard input (-).');
  }
  const output = await outputFile(values.output);
  const format = formatOf(values.format, output);
  const settings = await settingsFrom(values);
  // They start while the baseline is read.
  const workers = await startThreads(productionPath, threadsFrom(values.threads));
  let report: Report;
  try {
    const baseline = await loadBaseline(baselinePath, settings, io, {
      onRead: () => workers?.claimNoMore(),
      sharesValues: workers !== null,
    });
    requireNamedColumns({ ...values, ignore: ignoredColumns(values.ignore) }, baseline.profile, baselinePath);
    report = await checkBatch(baseline, productionPath, workers, settings, io);
  } finally {
    await workers?.stop();
  }
  await deliver(report, format, output, io);
  return { ok: EXIT.ok, drift: EXIT.drift, insufficient: EXIT.insufficient }[report.verdict];
}

async function checkBatch(
  baseline: LoadedBaseline,
  path: string,
  workers: RangeWorkers | null,
  settings: Settings,
  io: CommandIo,
): Promise<Report> {
  const { tally, sha256 } = await readProduction(path, workers, baseline.profile, settings, io);
  return compare({
    profile: baseline.profile,
    tally,
    settings,
    meta: {
      runId: runIdOf({ baselineSha256: baseline.sha256, currentSha256: sha256, settings }),
      monitor: 'default',
      model: null,
      baseline: { uri: baseline.uri, versionId: null, sha256: baseline.sha256 },
      current: { uri: path, versionId: null, sha256 },
    },
  });
}

async function deliver(
  report: Report,
  format: Format,
  output: string | undefined,
  io: CommandIo,
): Promise<void> {
  if (output === undefined) {
    io.stdout.write(await renderAs(format, report, { terminal: io.stdout, env: io.env }));
    return;
  }
  await writeWhole(output, await renderAs(format, report, null), io.signal);
  io.stderr.write(`${FORMAT_NAMES[format]} written to ${output}\n`);
}

export const check: Command = { summary: 'compare a production file with a baseline', help: HELP, run };
