import { escapeMarkdown, markdownCode } from '../report/render/markdown-escape.ts';
import { formatCount, formatNumber, formatShare } from '../report/words/numbers.ts';
import { decimal, decimals, plural, share, table } from './card-format.ts';
import type { ModelDocument } from './model-document.ts';
import type { Evidence } from './retrain/evidence.ts';
import { evidenceSections } from './retrain/evidence-card.ts';

/** Inputs listed by how much they matter. */
const INPUTS_MAX = 10;

/** Rows of a class below which what is said of it is little more than a guess. */
const CLASS_ROWS_FEW = 30;

/** Calibration errors up to this are hard to tell from none; above the second, probabilities mislead. */
const CALIBRATION_GOOD = 0.03;
const CALIBRATION_FAIR = 0.08;

/**
 * The model card (`card.md`): what a model does, how well, and what it cannot do, for the people who rely on it. A pure
 * function of the model's document, and for a retrained one of the evidence that it is better than the one before it.
 *
 * @example renderCard(loadModel(text).document).startsWith('# Model for `diagnosis`') // true
 */
export function renderCard(document: ModelDocument, evidence: Evidence | null = null): string {
  return `${[
    `# Model for ${markdownCode(document.label)}`,
    summary(document),
    '## How good it is',
    quality(document),
    ...(evidence === null ? [] : evidenceSections(evidence)),
    '## Class by class',
    classTable(document),
    '## Can its probabilities be relied on?',
    reliability(document),
    '## What matters most to it',
    importance(document),
    '## What it cannot do',
    limits(document),
    '## What it was made from',
    provenance(document),
  ].join('\n\n')}\n`;
}

function summary({ label, classes, inputs, kind, trainedOn }: ModelDocument): string {
  const answers = classes.map(markdownCode);
  const listed =
    answers.length > 12
      ? `${answers.slice(0, 12).join(', ')} and ${answers.length - 12} more`
      : answers.join(', ');
  return `For each row it says how probable each answer in ${markdownCode(label)} is (${listed}), from ${plural(inputs.length, 'input')}. It is a model of kind ${markdownCode(kind)}, and learned from ${plural(trainedOn.rowsUsed, 'row')}.`;
}

function quality({ evaluation, classes }: ModelDocument): string {
  const { accuracy, rocAuc, logLoss, brier, confusion } = evaluation.metrics;
  const asked = confusion.map(sumOf);
  const most = Math.max(...asked);
  const commonest = classes[asked.indexOf(most)]!;
  const lines: [name: string, figure: string, meaning: string][] = [
    [
      'Accuracy',
      share(accuracy),
      `how often its most probable answer is right; always answering ${markdownCode(commonest)} would be right in ${formatShare(most / sumOf(asked))}`,
    ],
    ...(rocAuc === null
      ? []
      : [
          [
            'ROC AUC',
            decimals(rocAuc),
            `how well it ranks rows${classes.length > 2 ? ', each class against the rest, averaged' : ''}: 0.5 is chance, 1 is perfect`,
          ] satisfies [string, string, string],
        ]),
    [
      'Log loss',
      decimals(logLoss),
      `how far its probabilities are from the truth; smaller is better, knowing nothing is ${decimal(Math.log(classes.length))}`,
    ],
    ['Brier score', decimal(brier), 'mean squared error of its probabilities; smaller is better'],
  ];
  return [
    `Measured on rows that it had not seen: ${howMeasured(evaluation)}. In brackets, the range in which the figure lies with 95 % confidence.`,
    table(['figure', 'value', 'meaning'], lines),
  ].join('\n\n');
}

const howMeasured = (evaluation: ModelDocument['evaluation']): string =>
  'folds' in evaluation
    ? `${evaluation.folds} models were trained, each without a part of the rows, and predicted that part`
    : `${plural(evaluation.heldOut, 'row')}, the newest there were, were held out when it learned`;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function classTable({ classes, trainedOn, evaluation }: ModelDocument): string {
  const { confusion } = evaluation.metrics;
  return table(
    ['class', 'rows learned from', 'share', 'of its rows, found', 'of its predictions, right'],
    classes.map((name, k) => {
      const rows = trainedOn.classCounts[k]!;
      const right = confusion[k]![k]!;
      const asked = sumOf(confusion[k]!);
      const predicted = confusion.reduce((sum, row) => sum + row[k]!, 0);
      return [
        markdownCode(name),
        formatCount(rows),
        formatShare(rows / trainedOn.rowsUsed),
        asked === 0 ? 'not tried' : formatShare(right / asked),
        predicted === 0 ? 'never predicted' : formatShare(right / predicted),
      ];
    }),
  );
}

function reliability({ evaluation, temperature }: ModelDocument): string {
  const { expectedError, bins } = evaluation.metrics.calibration;
  const verdict =
    expectedError <= CALIBRATION_GOOD
      ? 'Yes: they mean what they say'
      : expectedError <= CALIBRATION_FAIR
        ? 'Roughly: they mean about what they say'
        : 'No: take them for a ranking, not for chances';
  const corrected =
    temperature === 1
      ? ''
      : ` As the model makes them they were too ${temperature > 1 ? 'certain' : 'cautious'}, so they have been corrected (temperature ${formatNumber(temperature)}).`;
  return [
    `${verdict}. When it says 80 %, it should be right 8 times in 10; on average it is off by ${(expectedError * 100).toFixed(1)} percentage points.${corrected}`,
    table(
      ['it says', 'rows', 'on average', 'it is right in'],
      bins.map(({ from, to, rows, confidence, accuracy }) => [
        `${formatShare(from)} to ${formatShare(to)}`,
        formatCount(rows),
        formatShare(confidence),
        formatShare(accuracy),
      ]),
    ),
  ].join('\n\n');
}

function importance({ inputs, importance: shares }: ModelDocument): string {
  const ranked = inputs.map(({ name }, i) => ({ name, share: shares[i]! })).sort((a, b) => b.share - a.share);
  const shown = ranked.slice(0, INPUTS_MAX);
  const rest = ranked.slice(INPUTS_MAX);
  const lines = shown.map(({ name, share: part }) => [markdownCode(name), formatShare(part)]);
  if (rest.length > 0) {
    lines.push([
      `${plural(rest.length, 'other')} together`,
      formatShare(rest.reduce((sum, { share: part }) => sum + part, 0)),
    ]);
  }
  return `${table(['input', 'share'], lines)}\n\nThis is what the model goes by, not what causes the answer; inputs that say the same share their weight.`;
}

function limits({ classes, trainedOn, label, evaluation }: ModelDocument): string {
  const few = classes.filter((_, k) => trainedOn.classCounts[k]! < CLASS_ROWS_FEW);
  const lines = [
    `It knows the ${classes.length} answers above and no other. A row that belongs to none of them gets one of them all the same.`,
    'The figures hold for rows like those it learned from. Once the data has drifted they are no longer known.',
    'A missing value is replaced by the usual one, and a category that it never saw counts as an average one: it answers all the same, less well.',
  ];
  if (few.length > 0) {
    lines.push(
      `There were fewer than ${CLASS_ROWS_FEW} rows of ${few.map(markdownCode).join(', ')}: what is said of ${few.length === 1 ? 'it' : 'them'} is uncertain.`,
    );
  }
  if ('folds' in evaluation && trainedOn.rowsUsed < trainedOn.rowsLabelled) {
    lines.push(
      `It learned from a sample: ${formatCount(trainedOn.rowsUsed)} of ${formatCount(trainedOn.rowsLabelled)} rows, each class by its share, rows further down in the file more often (\`model.trainRowsMax\`).`,
    );
  }
  if (trainedOn.rowsLabelled < trainedOn.rows) {
    lines.push(
      `${plural(trainedOn.rows - trainedOn.rowsLabelled, 'row')} without an answer in ${markdownCode(label)} ${trainedOn.rows - trainedOn.rowsLabelled === 1 ? 'was' : 'were'} left out. If they are of a kind of their own, it knows nothing of that kind.`,
    );
  }
  return lines.map((line) => `- ${line}`).join('\n');
}

function provenance({ trainedOn, monitor, kind, seed, engineVersion }: ModelDocument): string {
  return table(
    ['', ''],
    [
      ['data', escapeMarkdown(trainedOn.uri)],
      ...(trainedOn.versionId === null ? [] : [['version', escapeMarkdown(trainedOn.versionId)]]),
      ...(trainedOn.sha256 === null ? [] : [['SHA-256', `\`${escapeMarkdown(trainedOn.sha256)}\``]]),
      ...(trainedOn.history ?? []).map(({ uri, rows, rowWeight }) => [
        'older data',
        `${escapeMarkdown(uri)}: ${plural(rows, 'row')}, each counting ${formatNumber(rowWeight)} where a new one counts 1`,
      ]),
      ...(monitor === null ? [] : [['monitor', markdownCode(monitor)]]),
      ['kind', markdownCode(kind)],
      ['seed', String(seed)],
      ['Driftline', escapeMarkdown(engineVersion)],
    ],
  );
}
