/**
 * How long `driftline check` takes and how much memory it needs, whole processes, beside what people would use instead:
 * `npm run bench -- [--quick] [--runs 5] [--seed 1] [--only small,100k,1m,1m-100k,mixed,wide,start-up,lambda]`.
 *
 * All processes of a case run in turn, and what is compared is compared round by round, so that a machine that is busy
 * for a while slows all of them. Peers are installed into environments of their own, and their answers are compared with
 * ours. Fails (exit 1) when an answer differs: then times say nothing.
 */
import { parseArgs } from 'node:util';
import { type SpeedCase, speedCases, startUpFiles } from './speed/cases.ts';
import type { Contender } from './speed/contender.ts';
import { bareNode, driftline } from './speed/driftline.ts';
import { floors } from './speed/floors.ts';
import { lambdaRow, notMeasured } from './speed/lambda.ts';
import { machine } from './speed/machine.ts';
import { markdownTable } from './speed/markdown.ts';
import { answersDiffer, notes, type Section } from './speed/notes.ts';
import { PeerMissing, peerPython } from './speed/peer-environment.ts';
import { peer } from './speed/peers.ts';
import { race } from './speed/race.ts';
import { caseRows, type Row, skippedRow, startUpRows } from './speed/rows.ts';

/** A start takes so little that more rounds cost nothing, and so little that it needs them. */
const START_UP_ROUNDS = 4;
const QUICK = { scale: 0.1, runs: 2 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const runs = Number(values.runs ?? (values.quick ? QUICK.runs : 5));
const seed = Number(values.seed);
const cases = speedCases(values.quick ? QUICK.scale : 1);
const wanted = chosen([...cases.map(({ id }) => id), 'start-up', 'lambda'], values.only);

const versions = new Map<string, readonly string[]>();
const sections: Section[] = [];
for (const speedCase of cases) {
  if (wanted.has(speedCase.id)) sections.push(await runCase(speedCase));
}
if (wanted.has('start-up')) {
  const raced = race([driftline(await startUpFiles(seed)), bareNode()], START_UP_ROUNDS * runs);
  sections.push({ title: 'Start of the command, beyond that of Node', rows: startUpRows(raced) });
}
if (wanted.has('lambda')) {
  const row = values.quick ? notMeasured('it takes a deployment') : lambdaRow();
  sections.push({ title: 'Inside Lambda (emulator), one run', rows: [row] });
}

const said = [
  `${machine()}; medians of ${runs} runs, seed ${seed}. × is how many times as long the other takes.`,
  ...[...versions].map(([name, of]) => `${name}: ${of.join(', ')}.`),
  ...(values.quick ? ['A quick try on files of a tenth of the rows: the targets are for whole ones.'] : []),
];
process.stdout.write(`${said.join('\n')}\n\n${markdownTable(sections)}\n\n${notes(sections).join('\n')}\n`);
if (sections.some((section) => section.rows.some(answersDiffer))) process.exitCode = 1;

function chosen(ids: readonly string[], only: string | undefined): ReadonlySet<string> {
  const names = only?.split(',') ?? ids;
  const unknown = names.find((name) => !ids.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`There is no case "${unknown}". There are: ${ids.join(', ')}.`);
  return new Set(names);
}

async function runCase(speedCase: SpeedCase): Promise<Section> {
  const files = await speedCase.files(seed);
  const contenders: Contender[] = [driftline(files, speedCase.threads)];
  const skipped: Row[] = [];
  for (const name of speedCase.peers) {
    try {
      contenders.push(peer(name, peerPython(name), files));
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      skipped.push(skippedRow(name, speedCase, error.message));
    }
  }
  contenders.push(...floors(files.production));
  process.stderr.write(`${speedCase.title}\n`);
  const raced = race(contenders, runs);
  for (const { name, first } of raced) if (first.versions.length > 0) versions.set(name, first.versions);
  return { title: speedCase.title, rows: [...caseRows(speedCase, raced), ...skipped] };
}
