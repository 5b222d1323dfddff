import { fileName, showTime } from '../../shared/alert/letter.ts';
import type { Comparison } from '../../shared/alert/retrain-documents.ts';
import {
  formatCount,
  formatNumber,
  formatNumberPair,
  formatSharePair,
} from '../../shared/report/words/numbers.ts';
import { rows } from '../../shared/report/words/verdict-words.ts';
import { safeText, showMessage, showName } from '../../shared/text/safe-text.ts';
import type { RetrainingNews } from '../local/retraining-news.ts';
import type { WaitsFor } from '../local/retraining-wait.ts';
import { stateOption } from './state-folder.ts';

/** What became of retraining a model, line by line. `inputs` is the folder that files are copied into. */
export function retrainingLines(news: RetrainingNews, inputs: string): string[] {
  switch (news.kind) {
    case 'retraining':
      return [
        `Began: a new model learns from the labelled rows ${sinceWords(news)}.`,
        'The one in charge goes on until the new one has been found better.',
      ];
    case 'retraining-waits':
      return waitLines(news.monitor, news.waitsFor, inputs);
    case 'challenger':
      return challengerLines(news, inputs);
    case 'retraining-refused':
      return [`No model can be learned: ${showMessage(news.reason)}`, 'The one in charge stays.'];
  }
}

/** @example sinceWords(news) // 'since june.csv' */
export function sinceWords({ since, drift }: Extract<RetrainingNews, { kind: 'retraining' }>): string {
  return `${drift ? 'since' : 'after'} ${showName(fileName(since))}`;
}

/** What retraining waits for, and what to do about it. */
export function waitLines(monitor: string, waitsFor: WaitsFor, inputs: string): string[] {
  switch (waitsFor.for) {
    case 'labels':
      return labelLines(monitor, waitsFor, inputs);
    case 'cooldown':
      return [
        `Waits until ${showTime(waitsFor.until)}: the settings want ${waitsFor.cooldown} between two tries.`,
        'Sooner, by hand:',
        command('retrain', monitor, inputs),
      ];
    case 'trust':
      return [
        'Waits for you, as the data looks broken rather than changed:',
        ...waitsFor.reasons.map((reason) => `- ${showMessage(reason)}`),
        'If it is right as it is, let a model learn from it:',
        command('retrain', monitor, inputs),
      ];
    case 'approval':
      return ['A better model waits for your approval:', command('promote', monitor, inputs)];
  }
}

function labelLines(
  monitor: string,
  { labelledRows, missingRows, missingByClass, label, idColumn }: Extract<WaitsFor, { for: 'labels' }>,
  inputs: string,
): string[] {
  const answers = showName(label ?? 'the label');
  return [
    `Waits for ${formatCount(missingRows)} more labelled ${missingRows === 1 ? 'row' : 'rows'}; since the drift began there ${labelledRows === 1 ? 'is' : 'are'} ${formatCount(labelledRows)}.`,
    ...missingByClass.map(
      (missing) => `Among them ${formatCount(missing.rows)} where ${answers} is ${showName(missing.class)}.`,
    ),
    ...(idColumn === null
      ? [
          'No column tells rows apart, so answers come with their rows: copy files with',
          `the column ${answers} filled in to ${safeText(inputs)}/production/${monitor}/`,
        ]
      : [
          `Copy a CSV with the columns ${showName(idColumn)} and ${answers} to`,
          `${safeText(inputs)}/labels/${monitor}/`,
        ]),
  ];
}

function challengerLines(
  { monitor, outcome, model, comparison }: Extract<RetrainingNews, { kind: 'challenger' }>,
  inputs: string,
): string[] {
  const evidence = evidenceLines(comparison);
  switch (outcome) {
    case 'promoted':
      return [
        'Promoted: the new model is surely better and takes charge. From now on batches',
        'are compared with the rows since the drift began.',
        ...evidence,
      ];
    case 'kept':
      return [
        'Kept: the new model is not surely better, so the one in charge stays.',
        ...evidence,
        'To put the new one in charge all the same:',
        `${command('promote', monitor, inputs)} ${model}`,
      ];
    case 'waiting-for-approval':
      return [
        'The new model is surely better, and waits for your approval:',
        command('promote', monitor, inputs),
        ...evidence,
      ];
    case 'superseded':
      return ['Set aside: meanwhile the drift has ended, or something else has taken charge.', ...evidence];
  }
}

/** Two models on the same rows, the one before first. */
export function evidenceLines({ rows: heldOut, accuracy, logLoss, gain, oldRows }: Comparison): string[] {
  const luckier = gain.low > 0 && accuracy.challenger < accuracy.champion;
  return [
    `On ${rows(heldOut)} that neither had learned from: ${right(accuracy)}.`,
    `Log loss ${arrow(formatNumberPair(logLoss.champion, logLoss.challenger))}: ${gainWords(gain)}.`,
    ...(luckier ? ['It errs more often but is less sure when it does, which is what counts.'] : []),
    ...(oldRows === null
      ? []
      : [`On ${rows(oldRows.rows)} from before the drift: ${right(oldRows.accuracy)}.`]),
  ];
}

const right = ({ champion, challenger }: Comparison['accuracy']) =>
  `${arrow(formatSharePair(champion, challenger))} right`;

const arrow = ([before, after]: readonly [string, string]) => `${before} → ${after}`;

function gainWords({ low, high }: Comparison['gain']): string {
  return `gain ${formatNumber(low)} to ${formatNumber(high)} (95 % interval)`;
}

const command = (name: 'promote' | 'retrain', monitor: string, inputs: string) =>
  `  driftline ${name} --monitor ${monitor}${stateOption(inputs)}`;
