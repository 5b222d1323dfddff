import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { batchName, splitIntoBatches } from '../../shared/simulate/batches.ts';
import { DEMO_SEED, DEMOS } from '../../shared/simulate/demos.ts';
import { disturb } from '../../shared/simulate/disturb.ts';
import { bootstrap } from '../../shared/simulate/sample-rows.ts';
import { SimulationError } from '../../shared/simulate/simulation-error.ts';
import { formatTable, type Table } from '../../shared/simulate/table.ts';
import { seededRandom } from '../../shared/stats/random.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { readTable } from './read-table.ts';
import { SIMULATE_HELP } from './simulate-help.ts';
import { type DemoOptions, readSimulateOptions, type StreamOptions } from './simulate-options.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

/** Sample data: the same two levels up from the sources and from the built command. */
const DATA = new URL('../../data/', import.meta.url);

/** Makes production data from a baseline: the same people, with one thing gone wrong. */
export const simulate: Command = {
  summary: 'make production data from a baseline, with drift or without',
  help: SIMULATE_HELP,
  async run(args, io) {
    try {
      const options = readSimulateOptions(args);
      const files = options.kind === 'demo' ? await makeDemo(options, io) : await makeStream(options, io);
      await deliver(files, options, io);
      return EXIT.ok;
    } catch (error) {
      // What cannot be simulated is a fault of the command line, not of the file.
      if (error instanceof SimulationError) throw new UsageError(error.message);
      throw error;
    }
  },
};

/** Contents by path, in the order in which they are written. `-` is standard output. */
type Files = ReadonlyMap<string, string>;

async function makeDemo(options: DemoOptions, io: CommandIo): Promise<Files> {
  const demo = DEMOS[options.demo]!;
  const random = seededRandom(options.seed ?? DEMO_SEED);
  const files =
    demo.source === null
      ? demo.make(random)
      : demo.make(await readTable(fileURLToPath(new URL(demo.source, DATA)), io), random);
  return new Map(files.map(({ path, table }) => [join(options.output, path), formatTable(table)]));
}

async function makeStream(options: StreamOptions, io: CommandIo): Promise<Files> {
  const baseline = await readTable(options.baseline, io);
  const random = seededRandom(options.seed);
  const rowsEach = options.rows ?? baseline.rows.length;
  const rowsTotal = rowsEach * (options.batches ?? 1);
  const stream: Table = options.resample
    ? { ...baseline, rows: bootstrap(baseline.rows, rowsTotal, random) }
    : baseline;
  const disturbances = options.readDisturbances(baseline);
  const onset = { row: options.firstRow(rowsTotal), gradual: options.gradual };
  const disturbed = disturb(stream, baseline, disturbances, onset, random);
  if (options.batches === null) return new Map([[options.output, formatTable(disturbed)]]);
  return new Map(
    splitIntoBatches(disturbed, rowsEach).map((batch, index, { length }) => [
      join(options.output, batchName('batch', index, length)),
      formatTable(batch),
    ]),
  );
}

/** Writes each file whole; when interrupted on the way, takes back the new ones it has written. */
async function deliver(files: Files, { output, force }: { output: string; force: boolean }, io: CommandIo) {
  if (output === '-') {
    for (const text of files.values()) io.stdout.write(text);
    return;
  }
  if (!force) await refuseExisting(files.keys());
  const written: string[] = [];
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, text, io.signal);
      written.push(path);
    }
  } catch (error) {
    // What replaced an older file stays: taking it back would leave neither.
    if (!force) for (const path of written) await rm(path, { force: true });
    throw error;
  }
  io.stderr.write(`${written.length === 1 ? written[0] : `${written.length} files in ${output}`} written.\n`);
}

async function refuseExisting(paths: Iterable<string>): Promise<void> {
  for (const path of paths) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) throw new UsageError(`${path} is there already: name another --output, or add --force.`);
  }
}
