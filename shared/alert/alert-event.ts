import type { Refusal } from './refusal.ts';

/** What people hear of. Times are milliseconds since 1970. */
export type AlertEvent =
  | BatchEvent
  | QuarantineEvent
  | SilenceEvent
  | WaitingEvent
  | TrainingEvent
  | UnscoredEvent;

interface EventBase {
  /** The same happening has the same id, however often it is told. */
  readonly id: string;
  readonly monitor: string;
  /** Where to look: a link, or a place in words. */
  readonly where: string;
}

/** The data drifted, drifted clearly further than people were told, or has looked normal for a while. */
export interface BatchEvent extends EventBase {
  readonly eventType: 'drift.opened' | 'drift.worsened' | 'drift.cleared';
  readonly incident: string;
  /** When the incident opened. */
  readonly since: number;
  readonly batch: {
    readonly batchId: string;
    readonly file: string;
    readonly uploaded: number;
    readonly rows: number;
    readonly totalFeatures: number;
    readonly driftedFeatures: number;
    readonly driftPercentage: number;
    /** Key of the report document. */
    readonly report: string;
    /** The strongest drifted features, strongest first. */
    readonly top: readonly { readonly name: string; readonly sentence: string }[];
  };
}

/** A file that cannot be used. */
export interface QuarantineEvent extends EventBase {
  readonly eventType: 'file.quarantined';
  readonly kind: 'settings' | 'baseline' | 'production' | 'labels';
  readonly file: string;
  readonly versionId: string;
  readonly refusal: Refusal;
}

/** No batch arrived for longer than the settings allow. */
export interface SilenceEvent extends EventBase {
  readonly eventType: 'data.missing';
  /** When the last batch arrived; `null` when none ever did. */
  readonly lastBatch: number | null;
  /** As in the settings, such as `24h`. */
  readonly expectEvery: string;
}

/** Batches lie there and there is no baseline to compare them with. */
export interface WaitingEvent extends EventBase {
  readonly eventType: 'baseline.missing';
  /** The file that waits longest, and since when. */
  readonly file: string;
  readonly since: number;
}

/** No model can be learned from a baseline; drift is watched as before. */
export interface TrainingEvent extends EventBase {
  readonly eventType: 'training.refused';
  readonly model: string;
  /** The baseline. */
  readonly file: string;
  readonly label: string;
  readonly reason: string;
}

/** A batch was judged, and could not be scored. */
export interface UnscoredEvent extends EventBase {
  readonly eventType: 'predictions.refused';
  readonly model: string;
  /** The batch. */
  readonly file: string;
  /** `model-unusable`: the stored model is not the one that was trained, or cannot be read. */
  readonly code: 'model-unusable' | 'file-unusable' | 'gave-up';
  readonly reason: string;
}
