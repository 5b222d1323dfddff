import type { Settings } from '../../shared/config/settings.ts';
import type { StoredFile } from '../../shared/input/stored-file.ts';
import type { Context } from '../context.ts';
import { digesting } from '../digest.ts';
import type { ObjectEvent } from '../object-event.ts';
import { type Order, orderOf } from '../order.ts';
import type { Ports } from '../ports.ts';
import { openInput } from '../read-input.ts';
import { type BaselineRecord, baselineOf } from '../records/baseline-record.ts';
import { settingsOf } from '../records/settings-record.ts';
import { windowSettings } from '../retrain/window-settings.ts';
import { openBaseline } from './open-baseline.ts';
import { loadProfile } from './stored-profile.ts';

/** A baseline's CSV that is to be profiled. */
export interface BaselineFile {
  readonly order: Order;
  readonly chunks: StoredFile;
  /** SHA-256, once all is read. */
  digest(): string;
  /** How its columns are read. */
  readonly settings: Settings;
  /** Set where it is no upload. */
  readonly window: BaselineRecord['window'];
}

/** Opens the upload that an event tells of, or the window that is to be read again under newer settings. */
export async function openSource(
  { objects, records }: Ports,
  { profiles }: Context,
  monitor: string,
  event: ObjectEvent,
  settings: Settings,
): Promise<BaselineFile> {
  if (event.window === undefined) {
    const { head, chunks } = await openInput(objects, event);
    return { ...digesting(chunks), order: orderOf(event, head.lastModified), settings, window: null };
  }
  const { value: before } = await baselineOf(records, monitor, event.window);
  const profile = await loadProfile(objects, profiles, before);
  const madeWith = await settingsOf(records, monitor, before.settings);
  return {
    chunks: await openBaseline(objects, before),
    digest: () => before.sha256,
    order: before.order,
    settings: windowSettings(settings, profile, madeWith.settings),
    window: before.window,
  };
}
