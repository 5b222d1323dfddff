import type { MonitorRecord } from '../../functions/records/monitor-record.ts';
import { changeWords } from '../../shared/model/change-words.ts';
import { wrapText } from '../../shared/report/render/wrap-text.ts';
import type { Report } from '../../shared/report/report.ts';
import { featureSentence } from '../../shared/report/words/feature-sentence.ts';
import { formatCount, formatShare } from '../../shared/report/words/numbers.ts';
import { evidenceLines, sinceWords } from '../cli/retraining-words.ts';
import type { RetrainingNews } from '../local/retraining-news.ts';
import type { WaitsFor } from '../local/retraining-wait.ts';
import type { Demo } from './demos.ts';
import type { Heard } from './simulated-run.ts';
import type { Listener } from './watch-stream.ts';

const LABEL_CHARS = 10;
const WIDTH = 80;
/** Features whose change is told in a sentence. */
const SENTENCES_MAX = 3;

/** Tells what is heard of a demo's monitor, batch by batch, while it happens. */
export class Story implements Listener {
  readonly #demo: Demo;
  readonly #write: (text: string) => void;
  #label = 'baseline';
  #status: MonitorRecord['status'] = 'learning';
  #measured = false;
  #inIncident = false;

  constructor(demo: Demo, write: (text: string) => void) {
    this.#demo = demo;
    this.#write = write;
    write(`${wrapText(demo.intro, { width: WIDTH, indent: '', hanging: '' }).join('\n')}\n\n`);
  }

  onBatch(batch: number): void {
    this.#label = `${this.#demo.batch} ${batch}`;
    this.#measured = false;
  }

  onHeard(heard: Heard): void {
    for (const line of this.#linesOf(heard)) this.#say(line);
  }

  onStatus(status: MonitorRecord['status']): void {
    if (status === this.#status) return;
    this.#say(`Status: ${this.#status} → ${status}.`);
    this.#status = status;
  }

  #say(line: string): void {
    for (const part of wrapText(line, { width: WIDTH - LABEL_CHARS, indent: '', hanging: '' })) {
      this.#write(`${this.#label.padEnd(LABEL_CHARS)}${part}\n`);
      this.#label = '';
    }
  }

  #linesOf(heard: Heard): string[] {
    switch (heard.kind) {
      case 'baseline':
        return [`${formatCount(heard.rows)} rows, ${formatCount(heard.features)} features.`];
      case 'model':
        return [
          `First model: ${heard.model}, ${formatShare(heard.accuracy ?? 0)} right on rows it had not seen.`,
        ];
      case 'verdict':
        return this.#verdict(heard.report);
      case 'alert':
        return [`Alert: ${heard.subject.replace('Driftline: ', '')}`];
      case 'performance':
        return this.#performance(heard.measured?.accuracy.value ?? 0);
      case 'predictions':
        return heard.changes === null ? [] : [`Updated predictions: ${changeWords(heard.changes)}.`];
      case 'retraining':
      case 'retraining-waits':
      case 'retraining-refused':
      case 'challenger':
        return this.#retraining(heard);
      default:
        return [];
    }
  }

  #verdict({ summary, features }: Report): string[] {
    if (!summary.alert) return [`No drift in ${formatCount(summary.totalFeatures)} features.`];
    const drifted = features.filter((feature) => feature.drifted);
    const names = drifted.map(({ name }) => name).join(', ');
    const sentences = this.#inIncident ? [] : drifted.slice(0, SENTENCES_MAX).map(featureSentence);
    this.#inIncident = true;
    return [
      `DRIFT in ${formatCount(drifted.length)} of ${formatCount(summary.totalFeatures)} features: ${names}.`,
      ...sentences,
    ];
  }

  /** The predictions of the model that was in charge when the batch came; a later one has learned from its labels. */
  #performance(accuracy: number): string[] {
    if (this.#measured) return [];
    this.#measured = true;
    return [`Labels came: ${formatShare(accuracy)} of the predictions were right.`];
  }

  #retraining(news: RetrainingNews): string[] {
    switch (news.kind) {
      case 'retraining':
        return [`Retraining begins, with the labelled rows ${sinceWords(news)}.`];
      case 'retraining-waits':
        return [`Retraining waits for ${waitWords(news.waitsFor)}.`];
      case 'retraining-refused':
        return [`No model can be learned: ${news.reason}`];
      case 'challenger': {
        const promoted = news.outcome === 'promoted';
        if (promoted) this.#inIncident = false;
        return [
          promoted
            ? 'PROMOTED: it is surely better and takes charge, with its rows as the new baseline.'
            : 'KEPT: the new model is not surely better, so the one in charge stays.',
          ...evidenceLines(news.comparison),
        ];
      }
    }
  }
}

function waitWords(waitsFor: WaitsFor): string {
  switch (waitsFor.for) {
    case 'labels': {
      const { missingRows, missingByClass } = waitsFor;
      const classes = missingByClass.map((missing) => `${formatCount(missing.rows)} ${missing.class}`);
      const among = classes.length === 0 ? '' : `: ${classes.join(', ')}`;
      return `${formatCount(missingRows)} more labelled rows${among}`;
    }
    case 'cooldown':
      return `the cooldown of ${waitsFor.cooldown}`;
    case 'trust':
      return 'a person, as the data looks broken';
    case 'approval':
      return 'approval';
  }
}
