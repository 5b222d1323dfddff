import { formatCount, formatDriftPercentage } from '../report/words/numbers.ts';
import { rows } from '../report/words/verdict-words.ts';
import type { BatchEvent } from './alert-event.ts';
import { fileName, type Letter, showTime } from './letter.ts';

const WHAT_TO_DO = [
  '1. Open the report and see whether you know a reason for the changes.',
  '2. Ask whoever supplies the data: a new source, another unit, a changed form, other customers?',
  '3. If the data is wrong, have it corrected and upload it again. If the world has changed, the model has to',
  '   learn from newer data.',
];

/** The letter about an incident that opened or got worse. */
export function driftLetter(event: BatchEvent): Letter {
  const { monitor, batch, eventType } = event;
  const worse = eventType === 'drift.worsened';
  return {
    subject: `Driftline: ${worse ? 'drift is getting worse' : 'data drift'} in ${monitor} (${share(batch)})`,
    opening: worse
      ? `The drift in monitor "${monitor}", known since ${showTime(event.since)}, has become clearly worse.`
      : `The data that monitor "${monitor}" watches no longer looks like the data its model learned from.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          `${fileName(batch.file)} (${rows(batch.rows)}, uploaded ${showTime(batch.uploaded)}) differs from the baseline,`,
          `the data that the model learned from, in ${share(batch)} (${formatDriftPercentage(batch.driftPercentage)}).`,
          "Treat the model's predictions as unreliable until the reason is known.",
        ],
      },
      { heading: 'What changed (before → after), strongest first', lines: changes(batch) },
      { heading: 'What to do', lines: WHAT_TO_DO },
      {
        heading: 'What comes next',
        lines: ['You hear of this again only when it becomes clearly worse, and when it is over.'],
      },
    ],
  };
}

/** The letter about an incident that is over. */
export function allClearLetter(event: BatchEvent): Letter {
  const { monitor, batch } = event;
  return {
    subject: `Driftline: all clear in ${monitor}`,
    opening: `The data that monitor "${monitor}" watches looks like the baseline again.`,
    sections: [
      {
        heading: 'What happened',
        lines: [
          `The drift reported on ${showTime(event.since)} has not shown in the latest batches, which were large enough`,
          `to show it. The last of them is ${fileName(batch.file)} (${rows(batch.rows)}, uploaded ${showTime(batch.uploaded)}).`,
        ],
      },
      {
        heading: 'What to do',
        lines: [
          "Nothing has to be done: as far as the data shows, the model's predictions are as good as before the drift.",
          'If the reason was never found, the reports of the drifting batches are still there.',
        ],
      },
    ],
  };
}

function share({ driftedFeatures, totalFeatures }: BatchEvent['batch']): string {
  return `${formatCount(driftedFeatures)} of ${formatCount(totalFeatures)} ${totalFeatures === 1 ? 'feature' : 'features'}`;
}

function changes({ top, driftedFeatures }: BatchEvent['batch']): string[] {
  const more = driftedFeatures - top.length;
  const lines = top.map(({ sentence }) => sentence);
  return more > 0 ? [...lines, `and ${formatCount(more)} more in the report`] : lines;
}
