import type { TrainingEvent, UnscoredEvent } from './alert-event.ts';
import { fileName, type Letter } from './letter.ts';

/** The letter about a baseline from which no model can be learned. */
export function trainingLetter({ monitor, file, label, reason }: TrainingEvent): Letter {
  return {
    subject: `Driftline: no model for ${monitor}`,
    opening: `No model could be trained for monitor "${monitor}". Its data is watched for drift all the same.`,
    sections: [
      { heading: 'What happened', lines: [`Baseline: ${file}`, `Label column: ${label}`, reason] },
      {
        heading: 'What to do',
        lines: [
          `If you want predictions, upload a baseline that has what is missing to baseline/${monitor}/.`,
          `If "${label}" is not what a model should predict, name the right column as "label" in monitors/${monitor}.json.`,
          'If you do not need a model, nothing has to be done: you hear of this once.',
        ],
      },
    ],
  };
}

/** The letter about a batch without predictions. */
export function unscoredLetter({ monitor, file, model, code, reason }: UnscoredEvent): Letter {
  const unusable = code === 'model-unusable';
  return {
    subject: unusable
      ? `Driftline: the model of ${monitor} cannot be trusted and is not used`
      : `Driftline: no predictions for ${fileName(file)} (${monitor})`,
    opening: unusable
      ? `The stored model of monitor "${monitor}" is not the one that was trained, or cannot be read. It is not used.`
      : `A batch of monitor "${monitor}" was checked for drift, but it could not be scored.`,
    sections: [
      { heading: 'What happened', lines: [`File: ${file}`, `Model: ${model}`, reason] },
      {
        heading: 'What to do',
        lines: unusable
          ? [
              `See who wrote to models/${monitor}/${model}/ in the artifacts bucket, and restore the version from before.`,
              'Batches without predictions are scored when they are uploaded again with new settings or a new baseline.',
              'You hear of this once a model.',
            ]
          : ['The log says why it failed. Drift is watched as before.'],
      },
    ],
  };
}
