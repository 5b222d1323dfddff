import { MONITORS, monitorSchema } from '../../records/monitor-record.ts';
import { getMonitor, listMonitors, type MonitorCard, type MonitorSummary } from '../wire/monitors.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { listRecords } from './list.ts';
import type { Routes } from './routes.ts';
import { countFiles, NO_FILES, readStanding } from './standing.ts';

export function monitorRoutes(routes: Routes, { ports }: ApiContext): void {
  const { records } = ports;

  routes.answer(listMonitors, async ({ query }) => {
    const page = await listRecords(records, MONITORS, '', monitorSchema, query, 'ascending');
    const files = await countFiles(records);
    const items = page.items.map(async ({ value }) =>
      cardOf(await readStanding(ports, value, files.get(value.monitor) ?? NO_FILES)),
    );
    return { items: await Promise.all(items), cursor: page.cursor };
  });

  routes.answer(getMonitor, async ({ params: { monitor } }) => {
    const { value } = await findMonitor(records, monitor);
    return readStanding(ports, value, (await countFiles(records)).get(monitor) ?? NO_FILES);
  });
}

/** What a card shows: without what it stands on. */
function cardOf(summary: MonitorSummary): MonitorCard {
  const { monitor, status, since, summary: words, next, newest, atWork, waiting, muted } = summary;
  return { monitor, status, since, summary: words, next, newest, atWork, waiting, muted };
}
