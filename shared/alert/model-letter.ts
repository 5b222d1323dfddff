import type { AlertEventOf } from './alert-event.ts';
import { fileName, type Letter } from './letter.ts';

/** The letter about a baseline from which no model can be learned. */
export function trainingLetter({ monitor, file, label, reason }: AlertEventOf<'training.refused'>): Letter {
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
export function unscoredLetter({
  monitor,
  file,
  model,
  code,
  reason,
}: AlertEventOf<'predictions.refused'>): Letter {
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
        lines: whatToDo(monitor, model, code),
      },
    ],
  };
}

function whatToDo(
  monitor: string,
  model: string,
  code: AlertEventOf<'predictions.refused'>['code'],
): string[] {
  switch (code) {
    case 'model-unusable':
      return [
        `Find out who wrote to models/${monitor}/${model}/ among the artifacts, and restore the version from before.`,
        'Drift is watched as before. Batches that come while the model is unusable get no predictions.',
        'You hear of this once for a model, not for every batch.',
      ];
    case 'file-unusable':
      return ['Correct the file and upload it again. Drift is watched as before.'];
    case 'gave-up':
      return ['Ask whoever looks after Driftline: its log says why. Drift is watched as before.'];
  }
}
