import { showName } from '../text/safe-text.ts';
import type { AlertEventOf } from './alert-event.ts';
import { fileName, type Letter, showTime } from './letter.ts';

const CONSEQUENCE = {
  settings: 'The settings from before stay in force.',
  baseline: 'The baseline from before, if there is one, stays in charge.',
  production: 'The batch was not checked: nothing is known about drift in it.',
  labels: 'None of its labels are used.',
} as const;

/** The letter about a file that cannot be used. */
export function quarantineLetter({ monitor, kind, file, refusal }: AlertEventOf<'file.quarantined'>): Letter {
  return {
    subject: `Driftline: cannot use ${fileName(file)} (${monitor})`,
    opening: `A ${kind} file of monitor "${monitor}" cannot be used and was set aside.`,
    sections: [
      { heading: 'What happened', lines: [`File: ${file}`, refusal.message, CONSEQUENCE[kind]] },
      {
        heading: 'What to do',
        lines: ['Correct the file and upload it again, under the same name or another.'],
      },
    ],
  };
}

/** The letter about data that did not arrive. */
export function silenceLetter({ monitor, lastBatch, expectEvery }: AlertEventOf<'data.missing'>): Letter {
  return {
    subject: `Driftline: no data for ${monitor}`,
    opening: `No data has arrived for monitor "${monitor}", which expects a batch every ${expectEvery}.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          lastBatch === null
            ? 'No batch has ever arrived.'
            : `The last batch arrived on ${showTime(lastBatch)}.`,
          'Without data nothing can be said about drift.',
        ],
      },
      {
        heading: 'What to do',
        lines: [
          `See whether the job that uploads to production/${monitor}/ still runs.`,
          `If batches come less often now, change expectEvery in monitors/${monitor}.json.`,
        ],
      },
    ],
  };
}

/** The letter about batches that nothing can be compared with. */
export function waitingLetter({ monitor, file, since }: AlertEventOf<'baseline.missing'>): Letter {
  return {
    subject: `Driftline: ${monitor} waits for a baseline`,
    opening: `Monitor "${monitor}" has data to check, but no baseline to compare it with.`,
    sections: [
      {
        heading: 'What happened',
        lines: [`${showName(fileName(file))} has been waiting since ${showTime(since)}.`],
      },
      {
        heading: 'What to do',
        lines: [
          `Upload the data that the model learned from to baseline/${monitor}/, as a CSV with the same columns.`,
          'The files that wait are then checked by themselves.',
        ],
      },
    ],
  };
}
