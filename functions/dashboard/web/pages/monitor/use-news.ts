import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { STATUS, VERDICT } from '../../monitor/status-words.ts';
import { announce } from '../../ui/announce.tsx';

/** Has verdicts and changes of status that arrive while the page is open read out. */
export function useNews(summary: MonitorSummary | null): void {
  const last = useRef<MonitorSummary | null>(null);
  useEffect(() => {
    if (summary === null) return;
    const before = last.current;
    last.current = summary;
    const news = before === null ? '' : newsBetween(before, summary);
    if (news !== '') announce(news);
  }, [summary]);
}

/** What is new since then, in sentences; empty where nothing is that somebody waits for. */
export function newsBetween(before: MonitorSummary, now: MonitorSummary): string {
  const sentences: string[] = [];
  const { newest } = now;
  if (newest !== null && newest.batchId !== before.newest?.batchId) {
    const drifted = `${formatCount(newest.driftedFeatures)} of ${formatCount(newest.totalFeatures)} features`;
    sentences.push(`${shorten(newest.file.name)}: ${VERDICT[newest.verdict].word}, ${drifted} drifted.`);
  }
  if (now.status !== before.status) sentences.push(`${now.monitor} is now: ${STATUS[now.status].word}.`);
  if (now.champion?.model !== before.champion?.model && now.champion?.model != null) {
    sentences.push('Another model is in charge.');
  }
  return sentences.join(' ');
}
