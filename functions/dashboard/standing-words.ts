import { formatCount } from '../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../shared/text/safe-text.ts';
import type { Words } from './wire/common.ts';
import type { NextStep } from './wire/monitors.ts';

/** What is known of a monitor, as far as a manager has to know it. */
export interface Standing {
  readonly status: 'learning' | 'healthy' | 'unreliable' | 'retraining';
  readonly hasBaseline: boolean;
  readonly hasModel: boolean;
  /** Whether rows have a name, so that answers can come later. */
  readonly hasIds: boolean;
  /** Files that wait for a baseline. */
  readonly waiting: number;
  readonly newest: {
    readonly batchId: string;
    readonly uploaded: number;
    readonly verdict: 'ok' | 'drift' | 'insufficient';
    readonly driftedFeatures: number;
    readonly totalFeatures: number;
    /** Its incident is over because a model that has learned from such data took charge. */
    readonly learned: boolean;
  } | null;
  /** The open incident; features and total at its worst. */
  readonly incident: {
    readonly opened: number;
    readonly firstBatch: string;
    readonly driftingBatches: number;
    readonly driftedFeatures: number;
  } | null;
  /** File name of a newer baseline that waits. */
  readonly candidate: string | null;
  readonly retraining: {
    readonly mode: 'auto' | 'approve' | 'off';
    /** A better model waits for a person to put it in charge. */
    readonly awaiting: boolean;
    /** Why the incident's data looks broken. */
    readonly broken: readonly string[];
    /** Of the last try since the incident opened; `null` when there was none. */
    readonly last: 'waiting-for-labels' | 'refused' | 'kept' | 'other' | null;
    readonly missingRows: number | null;
    readonly refusal: string | null;
  };
}

/**
 * How a monitor stands and what to do next, for somebody who does not write code.
 *
 * @example standingWords(standing).summary // ['Five of 30 features changed on ', { time, as: 'day' }, '; the model is marked unreliable.']
 */
export function standingWords(standing: Standing): { summary: Words; next: NextStep } {
  return { summary: summaryOf(standing), next: nextOf(standing) };
}

function summaryOf(standing: Standing): Words {
  const { status, newest, incident, hasBaseline, waiting, hasModel } = standing;
  if (!hasBaseline) {
    return waiting === 0
      ? ['Nothing can be said yet: there is no baseline, the data that the model learned from.']
      : [`${files(waiting)} for a baseline, the data that the model learned from.`];
  }
  if (newest === null) return ['The baseline has been read. No production data has come yet.'];
  const marked = `the ${hasModel ? 'model' : 'data'} is marked unreliable`;
  if (incident !== null) {
    const changed = `${share(incident.driftedFeatures, newest.totalFeatures)}`;
    const when = { time: incident.opened, as: 'day' } as const;
    const what: Words =
      incident.driftingBatches > 1 ? [`${changed} changed since `, when] : [`${changed} changed on `, when];
    return [...what, `; ${marked}${status === 'retraining' ? ', and a new one is being trained' : ''}.`];
  }
  const on: Words = [{ time: newest.uploaded, as: 'day' }];
  if (newest.verdict === 'drift') {
    const changed = share(newest.driftedFeatures, newest.totalFeatures);
    if (newest.learned) {
      return [
        `${changed} changed on `,
        ...on,
        '; a better model, which has learned from such data, has taken charge.',
      ];
    }
    return [`${changed} changed on `, ...on, ', fewer than alerts are set to.'];
  }
  if (newest.verdict === 'insufficient') {
    return status === 'learning'
      ? ['No batch so far had enough rows to tell.']
      : ['No drift is known. The batch of ', ...on, ' had too few rows to tell.'];
  }
  return ['The data still looks like the data the model learned from, last on ', ...on, '.'];
}

function nextOf(standing: Standing): NextStep {
  const { hasBaseline, newest, incident, candidate, waiting } = standing;
  if (!hasBaseline) {
    return step('upload-baseline', [
      `Upload the data that the model learned from${waiting > 0 ? ': what waits is judged as soon as it is there' : ''}.`,
    ]);
  }
  if (newest === null) {
    return step('upload-production', ['Upload a file of production data: it is judged within seconds.']);
  }
  if (incident !== null) return nextInIncident(standing, incident, newest);
  if (standing.retraining.awaiting) return APPROVE;
  if (candidate !== null) {
    return step('review-candidate', [
      `A newer baseline, ${shorten(candidate)}, waits: put it in charge if it is what data should look like from now on.`,
    ]);
  }
  if (newest.verdict === 'drift' && newest.learned) {
    return step('read-report', ['Nothing has to be done. The report says what changed.'], newest.batchId);
  }
  if (newest.verdict === 'drift') {
    return step('read-report', ['Open the report and see whether you know a reason.'], newest.batchId);
  }
  if (newest.verdict === 'insufficient') {
    return step('upload-larger', ['Upload a batch with more rows.'], newest.batchId);
  }
  return step('nothing', ['Nothing has to be done.']);
}

const APPROVE = step('approve', [
  'A better model is ready and waits for you: look at the evidence and put it in charge.',
]);

function nextInIncident(
  { status, hasModel, hasIds, retraining }: Standing,
  incident: NonNullable<Standing['incident']>,
  newest: NonNullable<Standing['newest']>,
): NextStep {
  const report = newest.verdict === 'drift' ? newest.batchId : incident.firstBatch;
  const read = (sentence: string) => step('read-report', [sentence], report);
  if (retraining.awaiting) return APPROVE;
  if (status === 'retraining') {
    return step('wait', [
      'A new model is being trained and compared with the one in charge: wait for the result.',
    ]);
  }
  const [reason] = retraining.broken;
  if (reason !== undefined) {
    return read(
      `The data looks broken rather than changed: ${showMessage(reason)} Have it corrected and upload it again; if it is right as it is, retrain by hand.`,
    );
  }
  if (!hasModel) return read('Open the report and ask whoever supplies the data whether they know a reason.');
  if (retraining.last === 'refused') {
    return read(
      `No new model could be trained: ${showMessage(retraining.refusal ?? 'see the list of retrainings.')}`,
    );
  }
  if (retraining.mode === 'off') {
    return read(
      'Open the report and see whether you know a reason. Retraining is off: ask for it by hand when labels are there.',
    );
  }
  if (!hasIds) {
    return read(
      'Labels are needed to retrain, and no column names the rows: upload production data with its label column filled in, or name an id column in the settings.',
    );
  }
  if (retraining.last === 'kept') {
    return step('upload-labels', [
      'A new model was trained and is not surely better, so the one in charge stays. More labels may tell: upload them here.',
    ]);
  }
  const missing = retraining.missingRows === null ? '' : ` for ${moreRows(retraining.missingRows)}`;
  return step('upload-labels', [`Labels are needed${missing} to retrain: upload them here.`], report);
}

function step(code: NextStep['code'], words: Words, batch: string | null = null): NextStep {
  return { code, words, batch };
}

const NUMBERS = 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ');

/** `Five of 30 features` */
function share(drifted: number, total: number): string {
  if (total === 1) return 'The one feature';
  if (drifted >= total) return total === 2 ? 'Both features' : `All ${formatCount(total)} features`;
  return `${NUMBERS[drifted] ?? formatCount(drifted)} of ${formatCount(total)} features`;
}

const files = (count: number) =>
  count === 1 ? 'One file waits' : `${NUMBERS[count] ?? formatCount(count)} files wait`;

const moreRows = (count: number) => (count === 1 ? '1 more row' : `${formatCount(count)} more rows`);
