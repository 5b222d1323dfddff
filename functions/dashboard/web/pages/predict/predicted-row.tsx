import { formatShare } from '../../../../../shared/report/words/numbers.ts';
import { safeText, showName } from '../../../../../shared/text/safe-text.ts';
import { modelPath } from '../../../paths.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { Predicted, predict } from '../../../wire/predict.ts';
import { shortId } from '../../ui/short-id.ts';

const ROLES: Readonly<Record<Predicted['role'], string>> = {
  champion: 'In charge',
  previous: 'Before it',
};

interface PredictedRowProps {
  readonly monitor: string;
  readonly answer: AnswerOf<typeof predict>;
}

/** What each model says of the row, side by side, and how sure it is of every class. */
export function PredictedRow({ monitor, answer: { models } }: PredictedRowProps) {
  const predicted = models.flatMap((model) => {
    const [row] = model.rows;
    return row === undefined ? [] : [{ ...model, row }];
  });
  const classes = [...new Set(predicted.flatMap((model) => model.classes))];
  const [champion] = predicted;
  if (champion === undefined) return null;
  const shareOf = ({ classes: own, row }: (typeof predicted)[number], name: string) =>
    row.probabilities[own.indexOf(name)] ?? 0;
  const ordered = classes.sort((a, b) => shareOf(champion, b) - shareOf(champion, a));
  return (
    <>
      <dl class="predicted">
        {predicted.map((model) => (
          <div key={model.version}>
            <dt>
              {ROLES[model.role]}, <a href={modelPath(monitor, model.version)}>{shortId(model.version)}</a>
            </dt>
            <dd>
              {safeText(model.row.prediction)}
              {model.role === 'previous' && (
                <span class="predicted-change">
                  {model.row.prediction === champion.row.prediction ? 'the same' : 'something else'}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div class="wide-box">
        <table class="probabilities">
          <caption class="unseen">How sure each model is of each {showName(champion.label)}</caption>
          <thead>
            <tr>
              <th scope="col">{showName(champion.label)}</th>
              {predicted.map(({ version, role }) => (
                <th key={version} scope="col">
                  {ROLES[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.map((name) => (
              <tr key={name}>
                <th scope="row" title={safeText(name)}>
                  {safeText(name)}
                </th>
                {predicted.map((model) => (
                  <td key={model.version}>
                    <Share of={shareOf(model, name)} role={model.role} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {champion.absentInputs.length > 0 && (
        <p class="small quiet">Taken as missing: {champion.absentInputs.map(showName).join(', ')}.</p>
      )}
    </>
  );
}

/** A probability in figures, and as a bar for the eye. */
function Share({ of: share, role }: { readonly of: number; readonly role: Predicted['role'] }) {
  return (
    <span class="probability">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" class={role}>
        <rect width={share * 100} height="8" />
      </svg>
      {formatShare(share)}
    </span>
  );
}
