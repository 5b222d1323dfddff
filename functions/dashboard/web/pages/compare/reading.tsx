import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Progress } from '../../ui/progress.tsx';
import type { ReadProgress } from './comparison.ts';
import type { Files } from './use-comparison.ts';

interface ReadingProps {
  readonly files: Files;
  readonly progress: ReadProgress | null;
  readonly onCancel: () => void;
}

/** How far both files are read, in rows and bytes, with a way out. */
export function Reading({ files, progress, onCancel }: ReadingProps) {
  const side = progress?.side ?? 'baseline';
  const bytes = progress?.bytes ?? 0;
  const done = (side === 'production' ? files.baseline.size : 0) + bytes;
  const total = files.baseline.size + files.production.size;
  return (
    <section class="reading" aria-label="Comparison under way">
      <Progress
        label={`Reading ${files[side].name}`}
        share={total === 0 ? null : done / total}
        detail={`${formatCount(progress?.rows ?? 0)} rows, ${formatBytes(bytes)} of ${formatBytes(files[side].size)}`}
      />
      <Button onClick={onCancel}>Cancel</Button>
    </section>
  );
}
