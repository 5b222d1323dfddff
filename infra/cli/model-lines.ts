import type { BaselineRecord } from '../../functions/records/baseline-record.ts';
import type { ModelRecord } from '../../functions/records/model-record.ts';
import type { RetrainRecord } from '../../functions/records/retrain-record.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { rows } from '../../shared/report/words/verdict-words.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { batchesInWords } from './baseline-name.ts';
import { evidenceLines } from './retraining-words.ts';

const BASELINE_STATES: Readonly<Record<BaselineRecord['state'], string>> = {
  profiled: 'just read',
  'in-charge': 'in charge',
  candidate: 'waits as a candidate',
  superseded: 'not in charge',
};

/** Where a baseline came from, and whether it is in charge. */
export function baselineLines({ order, state, rows: count, features, window }: BaselineRecord): string[] {
  const size = `${rows(count)}${batchesInWords(window?.batches ?? null)}, ${formatCount(features)} features`;
  // One of a retraining waits with its model, or was set aside with it.
  const standing = window !== null && state === 'profiled' ? 'goes with its model' : BASELINE_STATES[state];
  if (window === null) return [`${safeText(order.key)}, ${standing}`, size];
  const files = [window.since.key, order.key].map(safeText);
  const source = [...new Set(files)].join(' to ');
  return [`labelled rows of ${source}, ${standing}`, size, `came after baseline ${window.parent}`];
}

const STATES: Readonly<Record<ModelRecord['state'], string>> = {
  wanted: 'being trained',
  trained: 'trained, about to take charge',
  refused: 'could not be trained',
  'in-charge': 'in charge',
  superseded: 'not in charge',
};

/** What of a challenger's fate is not told by the state of its model. */
const FATES: Partial<Record<RetrainRecord['state'], string>> = {
  'waiting-for-approval': 'waits for approval',
  kept: 'not surely better, kept back',
  superseded: 'set aside',
};

/**
 * What a model is, how good it is and, where it was retrained, what it was to replace.
 *
 * @param retrained the retraining that it came of; `null` for a baseline's first model
 */
export function modelLines(model: ModelRecord, retrained: RetrainRecord | null): string[] {
  const { kind, state, trained, refusal, label } = model;
  const fate = model.state === 'in-charge' ? undefined : retrained && FATES[retrained.state];
  const lines = [`${kind}, ${fate ?? STATES[state]}`];
  if (refusal !== null) lines.push(safeText(refusal));
  if (trained === null) return lines;
  const metrics = Object.entries(trained.metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [
    ...lines,
    `predicts ${safeText(label)} (${formatCount(trained.classes.length)} classes), learned from ${formatCount(trained.rows)} rows`,
    metrics.join(', '),
    ...(retrained === null ? [] : lineageLines(model, retrained)),
  ];
}

function lineageLines({ baseline }: ModelRecord, { champion, trained }: RetrainRecord): string[] {
  if (trained === null) return [];
  return [
    `retrained on baseline ${baseline}`,
    `to replace model ${champion.model}`,
    ...evidenceLines(trained.comparison).map((line) => `  ${line}`),
  ];
}
