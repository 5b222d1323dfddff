import type { LoadedModel } from '../shared/model/model-document.ts';
import type { BaselineProfile } from '../shared/profile/profile.ts';
import type { ArtifactCache } from './artifact-cache.ts';
import type { Spread } from './spread/spread.ts';

/** What the functions need to know besides the ports. */
export interface Context {
  /**
   * How long a claim on a file lasts, in milliseconds: longer than any one try can take. Where a try is cut off
   * after 15 minutes, 16 minutes; where nothing cuts it off, a day, with `releaseClaims` at start.
   */
  readonly leaseMs: number;
  readonly profiles: ArtifactCache<BaselineProfile>;
  readonly models: ArtifactCache<LoadedModel>;
  readonly places: Places;
  /** Where batches go that are too large for one reader; without it none is. */
  readonly spread?: Spread;
}

/** Where an alert sends its reader: a link, or a place in words. */
export interface Places {
  monitor(monitor: string): string;
  batch(monitor: string, batchId: string): string;
  /** Where a person puts a retrained model in charge or, with `null`, has one trained. */
  approval(monitor: string, model: string | null): string;
}
