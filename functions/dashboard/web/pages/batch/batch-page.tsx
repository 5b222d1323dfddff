import { shorten } from '../../../../../shared/text/safe-text.ts';
import { monitorPath } from '../../../paths.ts';
import { getBatch } from '../../../wire/batches.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { BatchReport } from './batch-report.tsx';

/** One batch: the verdict on it, every feature, and what followed. */
export function BatchPage({ monitor, batch }: { readonly monitor: string; readonly batch: string }) {
  const live = useLive(pathOf(getBatch, { monitor, batch }), getBatch.answer);
  const known = live.state === 'ready' ? live.data : null;
  useTitle(known === null ? 'Report' : `${known.headline}: ${shorten(known.batch.file.name)}`);
  return (
    <div class="page">
      <BackLink href={monitorPath(monitor)}>{shorten(monitor)}</BackLink>
      {/* The verdict is the title, once it is known. */}
      {known === null && <h1>Report</h1>}
      <LiveView live={live}>{(answer) => <BatchReport monitor={monitor} answer={answer} />}</LiveView>
    </div>
  );
}
