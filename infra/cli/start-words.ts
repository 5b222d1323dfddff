import { changeWords } from '../../shared/model/change-words.ts';
import { estimateWords, labelFileWords, performanceWords } from '../../shared/model/performance-words.ts';
import { formatCount, formatShare } from '../../shared/report/words/numbers.ts';
import { rows, summaryLines, tooFewRows } from '../../shared/report/words/verdict-words.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import type { EmbeddedRun } from '../local/embedded-run.ts';
import type { News } from '../local/news.ts';
import { batchesInWords } from './baseline-name.ts';
import { retrainingLines } from './retraining-words.ts';
import { stateOption } from './state-folder.ts';

/** What `driftline start` says when it is ready. */
export function welcome({ url, inputs }: Pick<EmbeddedRun, 'url' | 'inputs'>): string {
  return `Driftline is watching ${inputs}
  See what it found:   ${url}
  Check another file:  copy a CSV into ${inputs}/production/
  Stop:                Ctrl-C

`;
}

/** What became of a file, as a paragraph of its own. `inputs` is the folder that the file lies in. */
export function newsText(news: News, inputs: string): string {
  return `${[heading(news), ...lines(news, inputs)].join('\n')}\n\n`;
}

function heading(news: News): string {
  switch (news.kind) {
    case 'settings':
      return `Settings of monitor ${news.monitor}`;
    case 'misplaced':
      return safeText(news.key);
    case 'retraining':
    case 'retraining-waits':
    case 'retraining-refused':
    case 'challenger':
      return `Retraining (monitor ${news.monitor})`;
    case 'promotion':
      if (news.batches !== null) return `Monitor ${news.monitor}`;
      break;
  }
  return `${safeText(news.key.split('/').at(-1) ?? news.key)} (monitor ${news.monitor})`;
}

function lines(news: News, inputs: string): string[] {
  switch (news.kind) {
    case 'verdict':
      return [
        ...summaryLines(news.report),
        ...(news.report.verdict === 'insufficient' ? [`  ${tooFewRows(news.report)}`] : []),
        `  Report: ${news.place}`,
      ];
    case 'duplicate':
      return ['  The same content as an earlier batch: not judged again.'];
    case 'waiting':
      return [
        `  Waits for a baseline: it is ${news.key.startsWith('labels/') ? 'read' : 'judged'} as soon as there is one.`,
        `  Copy the data that the model learned from into ${inputs}/baseline/${news.monitor}/`,
      ];
    case 'refused':
      return [`  Cannot be used: ${safeText(news.reason)}`];
    case 'baseline':
      return [
        `  ${news.state === 'in-charge' ? 'The new baseline' : 'Kept, but not in charge'}: ${rows(news.rows)}, ${formatCount(news.features)} features.`,
        ...(news.state === 'candidate'
          ? [
              '  A model depends on the one in charge, so this one waits as a candidate:',
              `  driftline promote --monitor ${news.monitor}${stateOption(inputs)} puts it in charge. To watch other data, use a folder of another name.`,
            ]
          : []),
      ];
    case 'promotion':
      return [
        `  In charge now: ${rows(news.rows)}${batchesInWords(news.batches)}, ${formatCount(news.features)} features; ${PROMOTED[news.model]}.`,
      ];
    case 'retraining':
    case 'retraining-waits':
    case 'retraining-refused':
    case 'challenger':
      return retrainingLines(news, inputs).map((line) => `  ${line}`);
    case 'model':
      return [modelLine(news)];
    case 'predictions':
      return [
        news.refusal === null
          ? `  Scored: ${predictions(news.rows)}${news.drifted ? ', which have drifted too' : ''}: ${news.place}`
          : `  Could not be scored: ${safeText(news.refusal)}`,
        ...(news.changes === null ? [] : [`  ${safeText(changeWords(news.changes))}.`]),
        ...(news.estimated === null ? [] : [`  ${estimateWords(news.estimated)}.`]),
      ];
    case 'labels':
      return [`  Labels: ${labelFileWords(news)}.`];
    case 'performance':
      return [`  ${safeText(performanceWords(news))}.`];
    case 'settings':
      return ['  In force for files that arrive from now on.'];
    case 'misplaced':
      return [
        `  Nothing is read here. Put baselines into ${inputs}/baseline/ and data to check into ${inputs}/production/`,
      ];
  }
}

const PROMOTED: Readonly<Record<NewsOf<'promotion'>['model'], string>> = {
  'in-charge': 'its model scores batches',
  'to-be-learned': 'its model is learned next',
  none: 'no model, as its label column is not known',
};

function modelLine({ model, inCharge, rows: learned, accuracy, refusal }: NewsOf<'model'>): string {
  if (refusal !== null) return `  No model can be learned from it: ${safeText(refusal)}`;
  const good = accuracy === null ? '' : `, ${formatShare(accuracy)} right on rows it had not seen`;
  return `  ${inCharge ? 'A model was learned from it' : 'A model was learned from it, and is not needed any more'}: ${model} on ${rows(learned)}${good}.`;
}

type NewsOf<K extends News['kind']> = Extract<News, { kind: K }>;

const predictions = (count: number): string =>
  count === 1 ? '1 prediction' : `${formatCount(count)} predictions`;
