import { type Agreement, agreement } from './agreement.ts';
import type { SpeedCase } from './cases.ts';
import { PEERS, type PeerName } from './peers.ts';
import { millisecondsMore, type Raced, spread, timesFaster } from './race.ts';
import { type Judged, judge, NOTHING_JUDGED, type Target, unmeasured } from './targets.ts';

/** One line of the table: a process. */
export interface Row {
  readonly process: string;
  readonly raced: Raced | null;
  readonly judged: Judged;
  readonly agreement: Agreement | null;
  /** Why it did not run. */
  readonly skipped?: string;
}

const MB = 1e6;
const START_UP: Target = { must: 80, aim: 30 };

/** The lines of a case: ours first, then the others with what they took beside us. */
export function caseRows(speedCase: SpeedCase, [ours, ...others]: readonly Raced[]): Row[] {
  const targets = new Map<string, Target | undefined>(
    (Object.keys(speedCase.faster) as PeerName[]).map((name) => [PEERS[name].title, speedCase.faster[name]]),
  );
  return [
    { process: ours!.name, raced: ours!, judged: judgedMemory(ours!, speedCase.memory), agreement: null },
    ...others.map((other) => ({
      process: other.name,
      raced: other,
      judged: judge(timesFaster(ours!, other), '×', targets.get(other.name)),
      agreement: other.first.answer && agreement(ours!.first.answer!, other.first.answer),
    })),
  ];
}

function judgedMemory({ first }: Raced, target: Target | undefined): Judged {
  if (!target) return NOTHING_JUDGED;
  return judge(spread([first.peakBytes! / MB]), 'MB', target);
}

/** The lines of the command's start, as what it takes beyond Node's own. */
export function startUpRows([ours, bare]: readonly Raced[]): Row[] {
  const judged = judge(millisecondsMore(ours!, bare!), 'ms', START_UP);
  return [
    { process: ours!.name, raced: ours!, judged, agreement: null },
    { process: bare!.name, raced: bare!, judged: NOTHING_JUDGED, agreement: null },
  ];
}

/** A peer that could not run, by name. */
export function skippedRow(name: PeerName, { faster }: SpeedCase, skipped: string): Row {
  const judged = unmeasured('×', faster[name]);
  return { process: PEERS[name].title, raced: null, judged, agreement: null, skipped };
}
