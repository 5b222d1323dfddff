import { useCallback } from 'preact/hooks';
import type { FeatureReport } from '../../../../../shared/report/report.ts';
import { showMessage } from '../../../../../shared/text/safe-text.ts';
import { featurePath, monitorPath } from '../../../paths.ts';
import type { getBatch } from '../../../wire/batches.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import { navigate } from '../../navigation.ts';
import { Certainty } from '../../report/certainty.tsx';
import { FeatureTable } from '../../report/feature-table.tsx';
import { Findings } from '../../report/findings.tsx';
import { Verdict } from '../../report/verdict.tsx';
import { BatchFile } from './batch-file.tsx';
import { decisionWords } from './decision-words.ts';
import { Predictions } from './predictions.tsx';
import { ReportLinks } from './report-links.tsx';

interface BatchReportProps {
  readonly monitor: string;
  readonly answer: AnswerOf<typeof getBatch>;
}

/** The verdict, what it meant, every feature, what was predicted, and how far to trust all this. */
export function BatchReport({ monitor, answer: { batch, report, predictions } }: BatchReportProps) {
  const hrefOf = useCallback(
    ({ name }: FeatureReport) => featurePath(monitor, batch.batchId, name),
    [monitor, batch.batchId],
  );
  const open = useCallback((feature: FeatureReport) => navigate(hrefOf(feature)), [hrefOf]);
  const { decision, broken } = batch;
  const incident = decision?.incident ?? null;
  return (
    <>
      <BatchFile batch={batch} baseline={report.baseline} />
      <Verdict report={report} />
      <p class="batch-decision">
        {decisionWords(decision)}{' '}
        {incident !== null && <a href={`${monitorPath(monitor)}#incidents`}>See the incident</a>}
      </p>
      {broken.length > 0 && (
        <div class="broken">
          <p>The data looks broken rather than changed:</p>
          <ul>
            {broken.map((reason) => (
              <li key={reason}>{showMessage(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      <ReportLinks monitor={monitor} batch={batch.batchId} />
      <section class="section" aria-labelledby="features">
        <h2 id="features">Features, strongest change first</h2>
        {report.features.length === 0 ? (
          <p class="quiet">No column could be compared. What the data lacks stands below.</p>
        ) : (
          <FeatureTable features={report.features} onOpen={open} hrefOf={hrefOf} />
        )}
      </section>
      <Predictions monitor={monitor} batch={batch} predictions={predictions} />
      <Certainty report={report} />
      <Findings findings={report.findings} />
    </>
  );
}
