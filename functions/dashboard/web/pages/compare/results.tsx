import { useCallback, useState } from 'preact/hooks';
import type { FeatureReport, Report } from '../../../../../shared/report/report.ts';
import { Certainty } from '../../report/certainty.tsx';
import { Downloads } from '../../report/downloads.tsx';
import { FeatureTable } from '../../report/feature-table.tsx';
import { Findings } from '../../report/findings.tsx';
import { Verdict } from '../../report/verdict.tsx';
import { lazy } from '../../ui/lazy.tsx';
import type { EngineClient } from './engine-client.ts';
import { type VerdictSettings, VerdictSettingsPanel } from './verdict-settings.tsx';

// Charts are most of the code, and nobody sees one before opening a feature.
const FeatureDrawer = lazy(async () => (await import('../../report/feature-drawer.tsx')).FeatureDrawer);
const FeatureCurve = lazy(async () => (await import('./feature-curve.tsx')).FeatureCurve);

interface ResultsProps {
  readonly report: Report;
  readonly engine: EngineClient;
  readonly settings: VerdictSettings;
  readonly onSettings: (settings: VerdictSettings) => void;
}

/** The verdict with the settings that it rests on, then every feature, then how far to trust it. */
export function Results({ report, engine, settings, onSettings }: ResultsProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const open = useCallback((feature: FeatureReport) => setOpened(feature.name), []);
  const feature = report.features.find(({ name }) => name === opened);
  return (
    <>
      <div class="results-top">
        <Verdict report={report} />
        <VerdictSettingsPanel settings={settings} onChange={onSettings} />
      </div>
      <section class="section" aria-labelledby="features">
        <h2 id="features">Features, strongest change first</h2>
        <FeatureTable features={report.features} onOpen={open} />
      </section>
      <Certainty report={report} />
      <Findings findings={report.findings} />
      <Downloads report={report} />
      {feature !== undefined && (
        <FeatureDrawer
          features={report.features}
          feature={feature}
          onOpen={open}
          onClose={() => setOpened(null)}
        >
          <FeatureCurve engine={engine} name={feature.name} />
        </FeatureDrawer>
      )}
    </>
  );
}
