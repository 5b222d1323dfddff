import type { Settings } from '../../shared/config/settings.ts';
import { CsvError } from '../../shared/csv/csv-error.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import { compare } from '../../shared/report/compare.ts';
import { readBatch } from '../../shared/tally/read-batch.ts';
import { openBaseline } from '../baseline/open-baseline.ts';
import { readProfile } from '../baseline/stored-profile.ts';
import { reportFacts, topFeatures } from '../detect/judged-batch.ts';
import type { Ports } from '../ports.ts';
import { readingOf } from '../reading-settings.ts';
import { baselineOf } from '../records/baseline-record.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import { settingsOf } from '../records/settings-record.ts';
import { windowSettings } from '../retrain/window-settings.ts';
import { readVersion } from './read-version.ts';
import type { Outcome } from './walk-incidents.ts';

interface Reading {
  readonly signal: AbortSignal;
  /** Hears how many rows of the batch have been read. */
  readonly onRows: (rows: number) => void;
  /** The same of its baseline, where that has to be profiled anew. */
  readonly onBaselineRows: (rows: number, rowsTotal: number) => void;
}

/** Judges stored batches of one monitor by settings that they were not judged by. */
export class SecondJudge {
  readonly #ports: Pick<Ports, 'objects' | 'records'>;
  readonly #monitor: string;
  readonly #settings: Settings;
  /** The baseline used last: batches come in runs. */
  #baseline: { readonly version: string; readonly profile: BaselineProfile } | null = null;

  constructor(ports: Pick<Ports, 'objects' | 'records'>, monitor: string, settings: Settings) {
    this.#ports = ports;
    this.#monitor = monitor;
    this.#settings = settings;
  }

  /**
   * Reads the stored version of the batch again and compares it with the baseline that it was judged by.
   *
   * @throws VersionChanged, ArtifactChanged for what is stored no longer as it was; CsvError when the settings name
   *   a column that the baseline does not have; the reason of an aborted signal
   */
  async judge(batch: JudgedBatch, reading: Reading): Promise<Outcome> {
    const { signal, onRows } = reading;
    const profile = await this.#profileOf(batch.baseline, reading);
    const name = fileName(batch.order.key);
    try {
      const tally = await readVersion(this.#ports.objects, batch, (chunks) =>
        readBatch(chunks, profile, this.#settings, {
          name,
          signal,
          onProgress: ({ rows }) => onRows(rows),
        }),
      );
      const report = compare({
        profile,
        tally,
        settings: this.#settings,
        meta: {
          runId: batch.batchId,
          monitor: this.#monitor,
          model: batch.model,
          baseline: { uri: batch.baseline, versionId: null, sha256: null },
          current: { uri: batch.order.key, versionId: batch.order.versionId, sha256: batch.sha256 },
        },
      });
      return { kind: 'judged', facts: reportFacts(report), top: topFeatures(report) };
    } catch (error) {
      if (error instanceof CsvError) return { kind: 'refused', message: error.message };
      throw error;
    }
  }

  /** The profile of a baseline as these settings read it: the stored one, or made anew of the stored version. */
  async #profileOf(version: string, { signal, onBaselineRows }: Reading): Promise<BaselineProfile> {
    if (this.#baseline?.version === version) return this.#baseline.profile;
    const { objects, records } = this.#ports;
    const { value: baseline } = await baselineOf(records, this.#monitor, version);
    const name = fileName(baseline.order.key);
    const stored = () => readProfile(objects, baseline);
    const options = {
      name,
      signal,
      onProgress: ({ rows }: { readonly rows: number }) => onBaselineRows(rows, baseline.rows),
    };
    const settings = this.#settings;
    let profile: BaselineProfile;
    if (readingOf(settings) === baseline.reading) {
      profile = await stored();
    } else if (baseline.window === null) {
      profile = await readVersion(objects, baseline, (chunks) => readBaseline(chunks, settings, options));
    } else {
      const madeWith = await settingsOf(records, this.#monitor, baseline.settings);
      const reading = windowSettings(settings, await stored(), madeWith.settings);
      profile = await readBaseline(await openBaseline(objects, baseline), reading, options);
    }
    this.#baseline = { version, profile };
    return profile;
  }
}

const fileName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
