import { useMemo } from 'preact/hooks';
import { decimal } from '../../../../../shared/model/card-format.ts';
import { keepTogether } from '../../../../../shared/report/words/line-breaks.ts';
import { formatShare } from '../../../../../shared/report/words/numbers.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { getModel } from '../../../wire/models.ts';
import { Intervals, intervalWords } from '../../charts/intervals.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Confusion } from './confusion.tsx';

export type Evaluation = NonNullable<AnswerOf<typeof getModel>['evaluation']>;

interface QualityProps {
  readonly evaluation: Evaluation;
  readonly classes: readonly string[];
}

const SHARES = [0, 1] as const;

/** How good it was on rows that it had not seen, with how sure that is, and which answers it confuses. */
export function Quality({ evaluation, classes }: QualityProps) {
  const { accuracy, rocAuc, logLoss, brier, confusion } = evaluation;
  const intervals = useMemo(
    () => [{ name: 'Accuracy', ...accuracy }, ...(rocAuc === null ? [] : [{ name: 'ROC AUC', ...rocAuc }])],
    [accuracy, rocAuc],
  );
  const words = intervals.map((one) => `${one.name} ${intervalWords(one, formatShare)}`).join(', ');
  return (
    <section class="section" aria-labelledby="quality">
      <h2 id="quality">How good it is</h2>
      <p>
        {keepTogether(
          `It was right in ${formatShare(accuracy.value)} of rows that it had not seen; between ${formatShare(accuracy.low)} and ${formatShare(accuracy.high)} with 95 % confidence. This holds for data like that; once data has drifted nobody knows.`,
        )}
      </p>
      <div class="quality">
        <div>
          <Intervals intervals={intervals} label={`${words}.`} format={formatShare} domain={SHARES} />
          <Disclosure summary="What these figures mean">
            <p>
              Accuracy is how often its most probable answer is right. ROC AUC is how well it ranks rows: 50 %
              is chance, 100 % is perfect. Its log loss, how far its probabilities are from the truth, is{' '}
              {intervalWords(logLoss, decimal)}; its Brier score, their mean squared error, is{' '}
              {decimal(brier)}. Of both smaller is better.
            </p>
          </Disclosure>
        </div>
        <Confusion confusion={confusion} classes={classes} />
      </div>
    </section>
  );
}
