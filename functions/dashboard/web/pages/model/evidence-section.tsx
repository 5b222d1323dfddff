import { useMemo } from 'preact/hooks';
import { decimal } from '../../../../../shared/model/card-format.ts';
import type { Evidence } from '../../../../../shared/model/retrain/evidence.ts';
import { keepTogether } from '../../../../../shared/report/words/line-breaks.ts';
import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { Intervals, intervalWords, type NamedInterval } from '../../charts/intervals.tsx';
import { comparisonAnswer, gainWords } from '../../model/comparison-words.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Candidates } from './candidates.tsx';

type Both = Evidence['comparison']['accuracy'];

const SHARES = [0, 1] as const;

/** Champion against challenger, with intervals drawn: on new rows, which decide, and on old ones. */
export function EvidenceSection({ evidence }: { readonly evidence: Evidence }) {
  const { comparison, oldRows, passed } = evidence;
  const { rows, groups, gain, accuracy, logLoss } = comparison;
  const gains = useMemo(
    () => [{ name: 'Gain', value: gain.estimate, low: gain.low, high: gain.high }],
    [gain],
  );
  return (
    <section class="section" aria-labelledby="evidence">
      <h2 id="evidence">Is it better than the model before it?</h2>
      <p class="evidence-answer">
        {keepTogether(
          comparisonAnswer(
            { champion: accuracy.champion.value, challenger: accuracy.challenger.value },
            passed,
          ),
        )}
      </p>
      <p class="quiet">
        Both were tried on {formatCount(rows)} rows
        {groups !== rows && ` (${formatCount(groups)} different ones)`} since the drift began, the newest,
        that neither had learned from. {keepTogether(gainWords(gain, passed))}
      </p>
      <div class="evidence-charts">
        <Pair title="Accuracy: more is better" both={accuracy} format={formatShare} domain={SHARES} />
        <Pair title="Log loss: less is better" both={logLoss} format={decimal} />
        <div>
          <h3>Gain in log loss: better right of 0</h3>
          <Intervals
            intervals={gains}
            label={`Gain in log loss: ${intervalWords(gains[0]!, decimal)}. It is surely better when the whole range is above 0.`}
            format={decimal}
            threshold={0}
          />
        </div>
      </div>
      <Disclosure summary="What these figures mean">
        <p>
          Accuracy is how often the most probable answer is right. Log loss is how far the probabilities are
          from the truth: it punishes a model that is sure and wrong, and decides here, as it tells models
          apart with fewer rows. A line shows the range in which the figure lies with 95 % confidence.
        </p>
      </Disclosure>
      {oldRows !== null && <OldRows oldRows={oldRows} />}
      <Candidates evidence={evidence} />
    </section>
  );
}

function OldRows({ oldRows }: { readonly oldRows: NonNullable<Evidence['oldRows']> }) {
  const { rows, accuracy, logLoss, championTwin, challengerTwin } = oldRows;
  return (
    <>
      <h3 class="evidence-part">On rows from before the drift</h3>
      <p class="quiet">
        {formatCount(rows)} of them, which decide nothing.{' '}
        {logLoss.challenger.value > logLoss.champion.value
          ? 'It knows that world less well: should it come back, the model before is the better one.'
          : 'It knows that world no less well.'}
        {(championTwin || challengerTwin) &&
          ' A model that had learned from them is represented by one learned in the same way without them.'}
      </p>
      <div class="evidence-charts">
        <Pair title="Accuracy: more is better" both={accuracy} format={formatShare} domain={SHARES} />
        <Pair title="Log loss: less is better" both={logLoss} format={decimal} />
      </div>
    </>
  );
}

interface PairProps {
  readonly title: string;
  readonly both: Both;
  readonly format: (value: number) => string;
  readonly domain?: readonly [number, number];
}

function Pair({ title, both, format, domain }: PairProps) {
  const intervals: readonly NamedInterval[] = useMemo(
    () => [
      { name: 'Model before', ...both.champion, hollow: true },
      { name: 'This model', ...both.challenger },
    ],
    [both],
  );
  const words = intervals.map((one) => `${one.name} ${intervalWords(one, format)}`).join(', ');
  return (
    <div>
      <h3>{title}</h3>
      <Intervals
        intervals={intervals}
        label={`${title}. ${words}.`}
        format={format}
        {...(domain !== undefined && { domain })}
      />
    </div>
  );
}
