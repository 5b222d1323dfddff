import { join } from 'node:path';
import type { Contender, Files } from './contender.ts';
import { type Command, outputOf } from './run-process.ts';

/** The scripts that do the job with what people would use instead, and the packages that each needs. */
export const PEERS_FOLDER = join(import.meta.dirname, '../peers');

export const PEERS = {
  pandas: { title: 'pandas + SciPy', script: 'pandas_scipy.py' },
  polars: { title: 'polars + SciPy', script: 'polars_scipy.py' },
  duckdb: { title: 'DuckDB SQL', script: 'duckdb_sql.py' },
  evidently: { title: 'Evidently (KS)', script: 'evidently_ks.py' },
} as const;

export type PeerName = keyof typeof PEERS;

/** What `peers/answer.py` prints. */
interface PeerAnswer {
  readonly versions: Readonly<Record<string, string>>;
  readonly python: string;
  readonly peakBytes: number;
  readonly features: Readonly<Record<string, [statistic: number | null, pValue: number | null]>>;
}

/** The same job by a peer, as a process of the given interpreter. */
export function peer(name: PeerName, python: string, { baseline, production, ignored }: Files): Contender {
  const { title, script } = PEERS[name];
  const command: Command = {
    program: python,
    args: [
      join(PEERS_FOLDER, script),
      baseline,
      production,
      ...(ignored.length > 0 ? [ignored.join(',')] : []),
    ],
    codes: [0],
  };
  const firstRun = () => {
    const said = JSON.parse(outputOf(command).stdout) as PeerAnswer;
    return {
      peakBytes: said.peakBytes,
      answer: new Map(Object.entries(said.features)),
      versions: [
        ...Object.entries(said.versions).map(([of, version]) => `${of} ${version}`),
        `Python ${said.python}`,
      ],
    };
  };
  return { name: title, command, firstRun };
}
