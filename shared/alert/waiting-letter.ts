import { formatCount } from '../report/words/numbers.ts';
import { rows } from '../report/words/verdict-words.ts';
import type { AlertEventOf } from './alert-event.ts';
import { type Letter, showTime } from './letter.ts';
import { comparisonLines, tryAgainLines } from './retrain-letter.ts';

/** The letter about retraining that a person has to decide upon. */
export function approvalLetter(event: AlertEventOf<'retrain.waiting-for-approval'>): Letter {
  return event.waitsFor === 'training' ? brokenDataLetter(event) : readyLetter(event);
}

function brokenDataLetter(event: AlertEventOf<'retrain.waiting-for-approval'>): Letter {
  const { monitor, reasons, approval } = event;
  return {
    subject: `Driftline: the data of ${monitor} looks broken, retraining waits for you`,
    opening: `The data of monitor "${monitor}" looks broken rather than changed. Its model is not retrained until somebody agrees.`,
    sections: [
      {
        heading: 'What happened',
        lines: [...reasons, 'A model that learns from broken data gives wrong answers with confidence.'],
      },
      {
        heading: 'What to do',
        lines: [
          '1. Ask whoever supplies the data whether something failed on its way.',
          '2. If it did, have the data corrected and upload it again. The model need not learn anew.',
          `3. If the data is right as it is, let the model learn from it: ${approval}`,
          "Until then treat the model's predictions as unreliable.",
        ],
      },
    ],
  };
}

function readyLetter(event: AlertEventOf<'retrain.waiting-for-approval'>): Letter {
  const { monitor, incident, comparison, reasons, approval } = event;
  return {
    subject: `Driftline: a better model for ${monitor} waits for your approval`,
    opening: `The model of monitor "${monitor}" was retrained on newer data and is better there. It takes charge when somebody agrees.`,
    sections: [
      {
        heading: 'What happened',
        lines: [...(comparison === null ? ['It is ready.'] : comparisonLines(comparison)), ...reasons],
      },
      {
        heading: 'What to do',
        lines: [
          `To put it in charge: ${approval}`,
          incident === null
            ? 'Until then the old model answers.'
            : 'Until then the old model answers: treat its predictions as unreliable.',
        ],
      },
    ],
  };
}

/** The letter about labelled rows of which nothing can be learned. */
export function retrainRefusedLetter(event: AlertEventOf<'retrain.refused'>): Letter {
  const { monitor, incident, reason } = event;
  return {
    subject: `Driftline: the model of ${monitor} could not be retrained`,
    opening: `The model of monitor "${monitor}" could not be retrained. The old one stays in charge.`,
    sections: [
      { heading: 'What happened', lines: [reason] },
      {
        heading: 'What to do',
        lines: tryAgainLines(incident, `Upload labels that have what is missing to labels/${monitor}/.`),
      },
    ],
  };
}

/** The letter about retraining that lacks rows with a right answer. */
export function labelsLetter(event: AlertEventOf<'labels.waiting'>): Letter {
  const { monitor, incident, since, labelledRows, missingRows, missingByClass, label, idColumn, upload } =
    event;
  return {
    subject: `Driftline: ${monitor} needs ${formatCount(missingRows)} more labelled ${missingRows === 1 ? 'row' : 'rows'}`,
    opening: `${incident === null ? `Somebody asked for a retraining of monitor "${monitor}".` : `The data of monitor "${monitor}" has drifted.`} Its model can learn from the newer data once enough right answers are known.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          `Of the rows since ${showTime(since)} the right answer is known for ${formatCount(labelledRows)}.`,
          `At least ${formatCount(missingRows)} more ${missingRows === 1 ? 'is' : 'are'} needed before a model can be retrained and fairly compared.`,
          ...missingByClass.map(
            (missing) => `Among them: ${rows(missing.rows)} where "${label}" is "${missing.class}".`,
          ),
        ],
      },
      {
        heading: 'What to do',
        lines: [
          ...uploadLines(label, idColumn, upload),
          ...(incident === null
            ? ['Then ask for a retraining again: without a drift it does not start by itself.']
            : [
                'Retraining starts by itself when enough are there.',
                "Until then treat the model's predictions as unreliable.",
              ]),
        ],
      },
    ],
  };
}

function uploadLines(label: string, idColumn: string | null, upload: string): string[] {
  if (idColumn === null) {
    return [
      'The data has no column that tells its rows apart, so the right answers have to come with the rows:',
      `upload files that have the column "${label}" filled in to ${upload}`,
    ];
  }
  return [
    `Upload a CSV with the columns "${idColumn}" and "${label}" (the right answer) to ${upload}`,
    'One row for each right answer that has become known; several files are fine.',
  ];
}
