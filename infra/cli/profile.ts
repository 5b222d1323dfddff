import { type Command, type CommandIo, EXIT } from './command.ts';
import { loadBaseline } from './load-baseline.ts';
import { requireNamedColumns } from './named-columns.ts';
import { outputFile } from './output-file.ts';
import { parseOptions } from './parse-options.ts';
import { compiledProfileFile, isCompiledName, profileFile } from './profile-file.ts';
import { COLUMN_HELP, COLUMN_OPTIONS, ignoredColumns, settingsFrom } from './settings-options.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

const HELP = `Makes a profile of a baseline once, so that many batches are checked without reading the baseline again.

Usage: driftline profile BASELINE.csv [OPTIONS]

  --output FILE        where the profile goes, as JSON, or compiled where its name ends in .driftline: loaded at once,
                       however large; standard output without it
${COLUMN_HELP}
What a verdict depends on, such as --alpha, is given to each "driftline check".

Examples:
  driftline profile training.csv --label diagnosis --output training.driftline
  driftline check training.driftline monday.csv
  driftline check training.driftline tuesday.csv
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('profile', args, {
    ...COLUMN_OPTIONS,
    output: { type: 'string' },
  });
  const [path, ...surplus] = positionals;
  if (path === undefined || surplus.length > 0) {
    throw new UsageError('driftline profile takes one file: driftline profile BASELINE.csv --output FILE');
  }
  const output = await outputFile(values.output);
  const baseline = await loadBaseline(path, await settingsFrom(values), io);
  requireNamedColumns({ ...values, ignore: ignoredColumns(values.ignore) }, baseline.profile, path);
  if (output === undefined) {
    io.stdout.write(profileFile(baseline));
    return EXIT.ok;
  }
  const content = isCompiledName(output) ? compiledProfileFile(baseline) : profileFile(baseline);
  await writeWhole(output, content, io.signal);
  const { rows, features } = baseline.profile;
  io.stderr.write(`${output}: ${rows.toLocaleString('en-US')} rows, ${features.length} features\n`);
  return EXIT.ok;
}

export const profile: Command = {
  summary: 'make a profile of a baseline once, check many batches against it',
  help: HELP,
  run,
};
