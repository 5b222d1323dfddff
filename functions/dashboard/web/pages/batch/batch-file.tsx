import type { Report } from '../../../../../shared/report/report.ts';
import { rows } from '../../../../../shared/report/words/verdict-words.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import type { JudgedBatchItem } from '../../../wire/batches.ts';
import { dataName } from '../../report/data-name.ts';
import { LocalTime } from '../../ui/local-time.tsx';

interface BatchFileProps {
  readonly batch: JudgedBatchItem;
  readonly baseline: Report['baseline'];
}

/** Which file this is about, and what it was compared with. */
export function BatchFile({ batch, baseline }: BatchFileProps) {
  const { file } = batch;
  return (
    <p class="batch-file">
      <b title={file.key}>{shorten(file.name)}</b> ({rows(batch.rows)}), uploaded{' '}
      <LocalTime ms={file.uploaded} />, against <b>{dataName(baseline.uri)}</b> ({rows(baseline.rows)})
    </p>
  );
}
