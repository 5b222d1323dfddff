import { shorten } from '../../text/safe-text.ts';
import { type LevelShare, shareDistance } from './level-shares.ts';
import { formatCount } from './numbers.ts';

/** A level as a picture shows it. */
export interface ChosenLevel {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

const LEVELS_MAX = 8;
const LABEL_CHARS_MAX = 48;

/**
 * The eight levels that changed most, in the order of the bins; where there are more, the last gathers the rest.
 * O(levels log levels).
 */
export function chosenLevels(shares: readonly LevelShare[]): ChosenLevel[] {
  const shown = new Set(
    shares.length <= LEVELS_MAX
      ? shares
      : [...shares].sort((a, b) => shareDistance(b) - shareDistance(a)).slice(0, LEVELS_MAX - 1),
  );
  const rows = shares.filter((share) => shown.has(share)).map((share) => ({ ...share, label: label(share) }));
  const rest = shares.filter((share) => !shown.has(share));
  if (rest.length === 0) return rows;
  const total = (pick: (share: LevelShare) => number) => rest.reduce((sum, share) => sum + pick(share), 0);
  return [
    ...rows,
    {
      label: `${formatCount(rest.length)} other levels`,
      before: total((s) => s.before),
      after: total((s) => s.after),
    },
  ];
}

function label({ level }: LevelShare): string {
  if (level === null) return 'not in the baseline';
  return level.trim() === '' ? `"${level}"` : shorten(level, LABEL_CHARS_MAX);
}
