import type { Settings } from '../../../../../shared/config/settings.ts';
import type { BaselineProfile } from '../../../../../shared/profile/profile.ts';
import { readBaseline } from '../../../../../shared/profile/read-baseline.ts';
import { compare } from '../../../../../shared/report/compare.ts';
import { ViewMemory } from '../../../../../shared/report/feature/feature-view.ts';
import type { Report } from '../../../../../shared/report/report.ts';
import { type CumulativeCurve, cumulativeCurve } from '../../../../../shared/tally/cumulative-curve.ts';
import { readBatch } from '../../../../../shared/tally/read-batch.ts';
import { sampleColumn } from '../../../../../shared/tally/sample-column.ts';
import type { Tally } from '../../../../../shared/tally/tally.ts';
import { canonicalJson } from '../../../../../shared/text/canonical-json.ts';
import { digestFile, digestText } from './digest-file.ts';
import { fileChunks } from './file-chunks.ts';

export type Side = 'baseline' | 'production';

export interface ReadProgress {
  readonly side: Side;
  readonly bytes: number;
  readonly rows: number;
}

interface Source {
  readonly name: string;
  readonly sha256: string;
}

/** Two files that have been read: from their tallies any verdict follows without reading them again. */
export class Comparison {
  readonly #profile: BaselineProfile;
  readonly #tally: Tally;
  readonly #baseline: Source;
  readonly #production: Source;
  readonly #views = new ViewMemory();

  private constructor(profile: BaselineProfile, tally: Tally, baseline: Source, production: Source) {
    this.#profile = profile;
    this.#tally = tally;
    this.#baseline = baseline;
    this.#production = production;
  }

  /**
   * Reads both files once. Its memory is that of the baseline's profile, whatever the size of the production file.
   *
   * @param settings what the columns are for; the rest can change from verdict to verdict
   * @throws CsvError when a file cannot be read, the signal's reason when aborted
   */
  static async read(
    files: { readonly baseline: File; readonly production: File },
    settings: Settings,
    options: { readonly onProgress?: (progress: ReadProgress) => void; readonly signal?: AbortSignal } = {},
  ): Promise<Comparison> {
    const { onProgress, signal } = options;
    const reading = (side: Side) => ({
      name: files[side].name,
      onProgress: (totals: { bytes: number; rows: number }) => onProgress?.({ side, ...totals }),
      ...(signal !== undefined && { signal }),
    });
    const profile = await readBaseline(fileChunks(files.baseline), settings, reading('baseline'));
    const tally = await readBatch(fileChunks(files.production), profile, settings, reading('production'));
    const source = async (file: File): Promise<Source> => ({
      name: file.name,
      sha256: await digestFile(file, signal),
    });
    return new Comparison(profile, tally, await source(files.baseline), await source(files.production));
  }

  /** The verdict under these settings, with the id that `driftline check` gives the same files and settings. */
  async judge(settings: Settings): Promise<Report> {
    const [baseline, production] = [this.#baseline, this.#production];
    const inputs = ['run', baseline.sha256, production.sha256, canonicalJson(settings)];
    return compare({
      profile: this.#profile,
      tally: this.#tally,
      settings,
      views: this.#views,
      meta: {
        runId: (await digestText(JSON.stringify(inputs))).slice(0, 32),
        monitor: 'default',
        model: null,
        baseline: { uri: baseline.name, versionId: null, sha256: baseline.sha256 },
        current: { uri: production.name, versionId: null, sha256: production.sha256 },
      },
    });
  }

  /** Both cumulative distributions of a number; null for levels and where there is nothing to draw. */
  curve(name: string): CumulativeCurve | null {
    const index = this.#profile.features.findIndex((feature) => feature.name === name);
    const feature = this.#profile.features[index];
    const tally = this.#tally.features[index];
    if (feature?.type !== 'numeric' || tally?.kind !== 'numeric') return null;
    return cumulativeCurve(feature, tally, sampleColumn(this.#tally.sample, index));
  }
}
