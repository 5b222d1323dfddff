import { markdownCode } from '../../report/render/markdown-escape.ts';
import { formatCount, formatNumber } from '../../report/words/numbers.ts';
import { decimal, decimals, plural, share, table } from '../card-format.ts';
import type { Candidate, Evidence } from './evidence.ts';

const RECIPE_WORDS: Readonly<Record<Candidate['name'], string>> = {
  'new-only': 'new rows only',
  merged: 'old rows too, each counting as much as a new one',
  'history-0.1': 'old rows too, all together counting a tenth of the new ones',
  'history-0.3': 'old rows too, all together counting three tenths of the new ones',
  'history-1': 'old rows too, all together counting as much as the new ones',
};

/** What speaks for and against a retrained model, for the people who rely on it: a part of its card. */
export function evidenceSections(evidence: Evidence): string[] {
  return [
    '## Is it better than the model before it?',
    verdict(evidence),
    '## How it was learned',
    recipe(evidence),
  ];
}

function verdict({ comparison, oldRows, passed }: Evidence): string {
  const { accuracy, logLoss, gain, rows, groups } = comparison;
  const distinct = groups === rows ? '' : ` (${formatCount(groups)} different ones)`;
  const lines = [
    `Both were tried on ${plural(rows, 'row')}${distinct} that neither had learned from, the newest since the drift began:`,
    table(
      ['figure', 'model before', 'this model'],
      [
        ['Accuracy', share(accuracy.champion), share(accuracy.challenger)],
        ['Log loss', decimals(logLoss.champion), decimals(logLoss.challenger)],
      ],
    ),
    answer(gain, passed),
  ];
  return [...lines, ...(oldRows === null ? [] : [beforeTheDrift(oldRows)])].join('\n\n');
}

function answer({ estimate, low, high }: Evidence['comparison']['gain'], passed: boolean): string {
  const range = `with 95 % confidence between ${decimal(low)} and ${decimal(high)}`;
  if (passed) return `Yes: its log loss is smaller by ${decimal(estimate)}, ${range}.`;
  return estimate > 0
    ? `Not surely: its log loss is smaller by ${decimal(estimate)}, but that may be luck: it lies ${range}.`
    : `No: its log loss is larger by ${decimal(-estimate)}. How much smaller it is lies ${range}.`;
}

function beforeTheDrift({
  rows,
  accuracy,
  logLoss,
  championTwin,
  challengerTwin,
}: NonNullable<Evidence['oldRows']>): string {
  const twins =
    championTwin || challengerTwin
      ? ' A model that had learned from them is represented by one learned in the same way without them.'
      : '';
  const worse =
    logLoss.challenger.value > logLoss.champion.value
      ? ' It knows the world before the drift less well: should that come back, the model before it is the better one.'
      : '';
  return `On ${plural(rows, 'row')} from before the drift, accuracy went from ${share(accuracy.champion)} to ${share(accuracy.challenger)}, log loss from ${decimal(logLoss.champion.value)} to ${decimal(logLoss.challenger.value)}.${twins}${worse}`;
}

function recipe({ rows, candidates }: Evidence): string {
  const facts = [
    `Of ${plural(rows.labelled, 'labelled row')} since the drift began, ${formatCount(rows.heldOut)} were held out and ${formatCount(rows.training)} were learned from.`,
    ...(rows.leftOut + rows.historyLeftOut > 0
      ? [
          `${plural(rows.leftOut + rows.historyLeftOut, 'row')} that share an id or all values with one held out were left out.`,
        ]
      : []),
    ...rows.setAside.map(
      ({ class: name, rows: count }) =>
        `${plural(count, 'row')} with the answer ${markdownCode(name)}, which the model before did not know, were too few to learn from.`,
    ),
    'Each way to mix old rows with new ones was tried on the newer of the rows learned from, by models that knew only the older ones:',
  ];
  return [
    facts.join(' '),
    table(
      ['learned from', 'an old row counts', 'log loss', ''],
      candidates.map(({ name, historyWeight, rows: used, logLoss, chosen }) => [
        RECIPE_WORDS[name],
        used.history === 0 ? '' : formatNumber(historyWeight),
        logLoss === null ? 'could not be learned' : decimal(logLoss),
        chosen ? 'chosen' : '',
      ]),
    ),
  ].join('\n\n');
}
