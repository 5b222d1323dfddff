import { formatCount } from '../../../../shared/report/words/numbers.ts';
import type { List } from '../use-list.ts';
import { Button } from './button.tsx';

interface MoreProps {
  readonly list: List<unknown>;
  readonly shown: number;
  /** What the list holds: `batches`. */
  readonly noun: string;
}

/** Below a list of which only the newest part has been read: how much that is, and the way to the rest. */
export function More({ list: { more, reading, problem }, shown, noun }: MoreProps) {
  if (more === null && !reading && problem === null) return null;
  return (
    <p class="buttons more on-screen">
      <span class="quiet small" role="status">
        {problem === null ? `The newest ${formatCount(shown)} ${noun}.` : problem.message}
      </span>
      <Button look="quiet" disabled={reading} onClick={() => more?.()}>
        {reading ? 'Reading …' : `Show older ${noun}`}
      </Button>
    </p>
  );
}
