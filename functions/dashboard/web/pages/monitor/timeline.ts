import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import type { Batch } from '../../../wire/batches.ts';
import type { BatchBar, BatchBars } from '../../charts/batch-bars.tsx';
import { dayOf } from './heat-words.ts';

/** Judged batches as bars, oldest first, with the incidents that they belong to and where a new model took over. O(batches). */
export function timelineOf(newestFirst: readonly Batch[]): BatchBars {
  const judged = newestFirst.flatMap((batch) => (batch.state === 'judged' ? [batch] : [])).reverse();
  const bars = judged.map(
    (batch): BatchBar => ({
      uploaded: batch.file.uploaded,
      verdict: batch.verdict,
      share: batch.totalFeatures === 0 ? 0 : batch.driftedFeatures / batch.totalFeatures,
    }),
  );
  const incidents = new Map<string, { from: number; to: number }>();
  const newModels: number[] = [];
  let model: string | null = null;
  for (const [i, batch] of judged.entries()) {
    const incident = batch.decision?.incident ?? null;
    if (incident !== null) incidents.set(incident, { from: incidents.get(incident)?.from ?? i, to: i });
    if (batch.model !== null && model !== null && batch.model !== model) newModels.push(i);
    model = batch.model ?? model;
  }
  return { bars, incidents: [...incidents.values()], newModels };
}

/** What the picture shows, in words. */
export function timelineWords(newestFirst: readonly Batch[]): string {
  const judged = newestFirst.flatMap((batch) => (batch.state === 'judged' ? [batch] : []));
  const drifted = judged.filter(({ verdict }) => verdict === 'drift');
  const all = `Share of features that drifted in each of ${formatCount(judged.length)} batches.`;
  const worst = [...drifted].sort((a, b) => b.driftPercentage - a.driftPercentage)[0];
  if (worst === undefined) return `${all} None drifted.`;
  const most = formatShare(worst.driftPercentage / 100);
  return `${all} ${formatCount(drifted.length)} of them drifted, most ${shorten(worst.file.name)} on ${dayOf(worst.file.uploaded)}: ${most}.`;
}
