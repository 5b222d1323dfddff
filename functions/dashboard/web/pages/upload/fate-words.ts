import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { showMessage } from '../../../../../shared/text/safe-text.ts';
import { batchPath, modelsPath } from '../../../paths.ts';
import type { JudgedBatchItem } from '../../../wire/batches.ts';
import type { BaselineItem } from '../../../wire/models.ts';
import type { Tone } from '../../ui/status.tsx';
import type { Fate } from './fate.ts';

interface FateWords {
  /** Absent while nobody knows how it ends. */
  readonly tone?: Tone;
  /** The answer in a few words. */
  readonly word: string;
  /** What it means, or what to do. */
  readonly text?: string;
  readonly link?: { readonly href: string; readonly text: string };
}

/**
 * What has become of a file, for whoever sent it.
 *
 * @example fateWords('churn', { is: 'waiting' }).word // 'Waits for a baseline'
 */
export function fateWords(monitor: string, fate: Fate): FateWords {
  switch (fate.is) {
    case 'arrived':
      return { word: 'Arrived', text: 'It is being taken up.' };
    case 'at-work':
      return { word: 'Being read' };
    case 'waiting':
      return {
        word: 'Waits for a baseline',
        text: 'It is taken up by itself once a baseline has been read.',
      };
    case 'set-aside':
      return { tone: 'alarm', word: 'Set aside', text: showMessage(fate.message) };
    case 'judged':
      return judgedWords(monitor, fate.batch);
    case 'duplicate':
      return {
        tone: 'quiet',
        word: 'Known already',
        text: 'An earlier file has the very same content, and the verdict. This one changes nothing.',
        link: { href: batchPath(monitor, fate.of), text: 'Its report' },
      };
    case 'baseline':
      return baselineWords(monitor, fate.baseline);
    case 'labels':
      return fate.labels.found === null
        ? { word: 'Read', text: 'Its rows are being looked up.' }
        : { tone: 'calm', word: 'Taken', text: `${fate.labels.sentence}.` };
  }
}

function judgedWords(monitor: string, batch: JudgedBatchItem): FateWords {
  const { verdict, driftedFeatures, totalFeatures, top, broken, batchId } = batch;
  const link = { href: batchPath(monitor, batchId), text: 'Read the report' };
  const features = `${formatCount(totalFeatures)} ${totalFeatures === 1 ? 'feature' : 'features'}`;
  if (verdict === 'ok') return { tone: 'calm', word: 'No drift', text: `None of ${features} changed.`, link };
  if (verdict === 'insufficient') {
    return { tone: 'quiet', word: 'Too few rows to tell', text: 'Upload a batch with more rows.', link };
  }
  const [reason] = broken;
  return {
    tone: 'alarm',
    word: `Drift: ${formatCount(driftedFeatures)} of ${features} changed`,
    text:
      reason === undefined
        ? (top[0]?.sentence ?? '')
        : `The data looks broken rather than changed: ${showMessage(reason)}`,
    link,
  };
}

function baselineWords(monitor: string, { state, rows, features, label }: BaselineItem): FateWords {
  const link = { href: modelsPath(monitor), text: 'Models and baselines' };
  const size = `${formatCount(rows)} rows, ${formatCount(features)} features`;
  if (state === 'profiled') return { word: 'Read', text: `${size}.` };
  if (state === 'candidate') {
    return {
      tone: 'quiet',
      word: 'Waits to be put in charge',
      text: `${size}. Until somebody puts it in charge, batches are compared with the one before.`,
      link,
    };
  }
  if (state === 'superseded') return { tone: 'quiet', word: 'No longer in charge', text: `${size}.`, link };
  const model =
    label === null
      ? 'It has no label column, so no model learns from it.'
      : `A model learns from it to predict ${showMessage(label)}.`;
  return { tone: 'calm', word: 'In charge', text: `${size}. Batches are compared with it. ${model}`, link };
}
