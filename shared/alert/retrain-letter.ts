import { formatSharePair } from '../report/words/numbers.ts';
import { rows } from '../report/words/verdict-words.ts';
import type { AlertEventOf } from './alert-event.ts';
import type { Letter } from './letter.ts';
import type { Comparison } from './retrain-documents.ts';

/** The letter about a retrained model that took charge. */
export function promotedLetter(event: AlertEventOf<'retrain.promoted'>): Letter {
  const { monitor, incident, labelledRows, comparison } = event;
  const since = sinceWords(incident);
  return {
    subject: `Driftline: a better model is in charge of ${monitor}`,
    opening: `The model of monitor "${monitor}" was retrained on newer data, is better there, and has taken charge.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          `${since}, the right answer has become known for ${rows(labelledRows)}. The new model learned from part of them.`,
          ...comparisonLines(comparison),
        ],
      },
      {
        heading: 'What to do',
        lines: [
          'Nothing has to be done. New batches are predicted by the new model and compared with the newer data.',
          ...(incident === null
            ? []
            : [
                'Predictions made between the beginning of the drift and now came from the old model: check those that matter.',
              ]),
        ],
      },
    ],
  };
}

/** The letter about a retrained model that is not surely better. */
export function keptLetter(event: AlertEventOf<'retrain.kept'>): Letter {
  const { monitor, incident, labelledRows, comparison } = event;
  return {
    subject: `Driftline: the model of ${monitor} was retrained and not replaced`,
    opening: `The model of monitor "${monitor}" was retrained on newer data. The new one is not surely better, so the old one stays.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          `${sinceWords(incident)}, the right answer has become known for ${rows(labelledRows)}.`,
          ...comparisonLines(comparison),
          comparison.gain.estimate > 0
            ? 'By how sure each was of the right answers, the new model looks better, but on so few rows that may be luck.'
            : 'By how sure each was of the right answers, the new model is no better.',
        ],
      },
      {
        heading: 'What to do',
        lines: [
          ...tryAgainLines(incident, `Upload more labelled rows to labels/${monitor}/.`),
          'If more rows do not help, the answer may depend on something that the data does not hold.',
        ],
      },
    ],
  };
}

/** Without an incident an operator asked, of the rows since the last baseline. */
const sinceWords = (incident: string | null) =>
  incident === null ? 'Since the baseline in charge' : 'Since the drift began';

/** What to do, and what follows: by itself it is tried again only while the data drifts. */
export function tryAgainLines(incident: string | null, upload: string): string[] {
  return incident === null
    ? [upload, 'Then ask for a retraining again: without a drift it does not start by itself.']
    : [
        `${upload} Retraining is tried again with them.`,
        "Until then treat the model's predictions as unreliable.",
      ];
}

/** Both models in numbers, for somebody who knows neither. */
export function comparisonLines({ rows: heldOut, accuracy, oldRows }: Comparison): string[] {
  const [before, after] = formatSharePair(accuracy.champion, accuracy.challenger);
  const lines = [
    `Both models were tried on ${rows(heldOut)} of the newer data that neither had seen:`,
    `right answers ${before} (old model) → ${after} (new model).`,
  ];
  if (oldRows === null) return lines;
  const [oldBefore, oldAfter] = formatSharePair(oldRows.accuracy.champion, oldRows.accuracy.challenger);
  const worse = oldRows.logLoss.challenger > oldRows.logLoss.champion;
  return [
    ...lines,
    `On ${rows(oldRows.rows)} from before the drift: ${oldBefore} → ${oldAfter}.`,
    ...(worse ? ['The new model knows data from before the drift less well than the old one.'] : []),
  ];
}
