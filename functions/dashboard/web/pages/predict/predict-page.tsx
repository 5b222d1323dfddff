import { showName } from '../../../../../shared/text/safe-text.ts';
import { uploadPath } from '../../../paths.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { getPredictForm } from '../../../wire/predict.ts';
import { ApiError } from '../../api-client.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { FileForm } from './file-form.tsx';
import { RowForm } from './row-form.tsx';

/** What the model says of a row or a small file, beside what the model before it would have said. */
export function PredictPage({ monitor }: { readonly monitor: string }) {
  useTitle(`Predict – ${monitor}`);
  const live = useLive(pathOf(getPredictForm, { monitor }), getPredictForm.answer);
  if (live.state === 'failed' && live.error instanceof ApiError && live.error.code === 'no-model') {
    return (
      <div class="page">
        <h1>Predict</h1>
        <EmptyState title="No model yet" action={<a href={uploadPath(monitor)}>Upload a baseline</a>}>
          <p>{live.error.message}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div class="page">
      <h1>Predict</h1>
      <LiveView live={live}>
        {(form) => (
          <>
            <p class="lead">
              What the model in charge says of {showName(form.label)}
              {form.previous !== null && ', beside what the model before it would have said'}.
            </p>
            <RowForm monitor={monitor} form={form} />
            <section class="section" aria-labelledby="file">
              <h2 id="file">A file of rows</h2>
              <FileForm monitor={monitor} form={form} />
            </section>
          </>
        )}
      </LiveView>
    </div>
  );
}
