import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** What the figures were measured on, and what: as `AMD EPYC, 2 cores, Node 20.20.2; Driftline at 1a2b3c4`. */
export function machine(): string {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  const commit = git.status === 0 ? `; Driftline at ${git.stdout.trim()}` : '';
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}${commit}`;
}
