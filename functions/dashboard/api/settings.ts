import * as v from 'valibot';
import { explainSettings } from '../../../shared/config/explain-settings.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { type Settings, settingsSchema } from '../../../shared/config/settings.ts';
import { newestSettings } from '../../records/settings-record.ts';
import { getSettings, previewSettings, putSettings } from '../wire/settings.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { requireMonitorName } from './monitor-name.ts';
import { preview } from './preview.ts';
import { problem } from './problem.ts';
import type { Routes } from './routes.ts';

const ISO_CHARS = '2026-11-22T00:00:00.000Z'.length;

export function settingsRoutes(routes: Routes, { ports, uploads }: ApiContext): void {
  const { records } = ports;

  routes.answer(getSettings, async ({ params: { monitor } }) => {
    await findMonitor(records, monitor);
    const { version, settings } = await newestSettings(records, monitor);
    return {
      version,
      // A version begins with the time of its upload.
      uploaded: version === null ? null : Date.parse(version.slice(0, ISO_CHARS)),
      settings,
      defaults: parseSettings({}),
    };
  });

  routes.answer(putSettings, async ({ params: { monitor }, body }) => {
    requireMonitorName(monitor);
    const settings = checkSettings(body);
    const key = `monitors/${monitor}.json`;
    const text = `${JSON.stringify(body, null, 2)}\n`;
    const { versionId } = await uploads.store(key, new TextEncoder().encode(text));
    return {
      settings,
      file: { key, versionId },
      sentence: `The settings of ${monitor} are uploaded. They hold for batches that come from now on.`,
    };
  });

  routes.answer(previewSettings, async ({ params: { monitor }, body: { settings, last }, request }) => {
    await findMonitor(records, monitor);
    return preview(ports, { monitor, settings: checkSettings(settings), last, signal: request.signal });
  });
}

function checkSettings(given: Readonly<Record<string, unknown>>): Settings {
  const parsed = v.safeParse(settingsSchema, given);
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? undefined;
  throw problem(400, 'invalid-settings', `${explainSettings(parsed.issues)}.`, field);
}
