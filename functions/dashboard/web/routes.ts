import type { ComponentType } from 'preact';
import type { ParamsOf, Route } from './router.ts';

/** A page is loaded when it is first visited. What its address names arrives as its props. */
type Page = ComponentType<Readonly<Record<string, string>>>;
export type LoadPage = () => Promise<Page>;

/**
 * One line a page: its address, and where its code is.
 *
 * @example page('/monitors/:monitor', async () => (await import('./pages/monitor/monitor-page.tsx')).MonitorPage)
 */
function page<Pattern extends string>(
  pattern: Pattern,
  load: () => Promise<ComponentType<ParamsOf<Pattern>>>,
): Route<LoadPage> {
  // The pattern's names are the props' names: `matchRoute` gives exactly these.
  return { pattern, target: load as LoadPage };
}

export const ROUTES: readonly Route<LoadPage>[] = [
  page('/', async () => (await import('./pages/monitors/monitors-page.tsx')).MonitorsPage),
  page('/compare', async () => (await import('./pages/compare/compare-page.tsx')).ComparePage),
  page('/upload', async () => (await import('./pages/upload/new-monitor-page.tsx')).NewMonitorPage),
  page('/monitors/:monitor', async () => (await import('./pages/monitor/monitor-page.tsx')).MonitorPage),
  page(
    '/monitors/:monitor/batches/:batch',
    async () => (await import('./pages/batch/batch-page.tsx')).BatchPage,
  ),
  page(
    '/monitors/:monitor/batches/:batch/features/:feature',
    async () => (await import('./pages/feature/feature-page.tsx')).FeaturePage,
  ),
  page('/monitors/:monitor/models', async () => (await import('./pages/models/models-page.tsx')).ModelsPage),
  page(
    '/monitors/:monitor/models/:version',
    async () => (await import('./pages/model/model-page.tsx')).ModelPage,
  ),
  page('/monitors/:monitor/upload', async () => (await import('./pages/upload/upload-page.tsx')).UploadPage),
  page(
    '/monitors/:monitor/predict',
    async () => (await import('./pages/predict/predict-page.tsx')).PredictPage,
  ),
  page(
    '/monitors/:monitor/settings',
    async () => (await import('./pages/settings/settings-page.tsx')).SettingsPage,
  ),
  page(
    '/monitors/:monitor/alerts/:alert',
    async () => (await import('./pages/alert/alert-page.tsx')).AlertPage,
  ),
];
