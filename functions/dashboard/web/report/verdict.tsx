import type { Report } from '../../../../shared/report/report.ts';
import { keepTogether } from '../../../../shared/report/words/line-breaks.ts';
import { formatCount, formatDriftPercentage } from '../../../../shared/report/words/numbers.ts';
import { explanation, headline } from '../../../../shared/report/words/verdict-words.ts';
import { StatusIcon, type Tone } from '../ui/status.tsx';

const TONES: Readonly<Record<Report['verdict'], Tone>> = {
  ok: 'calm',
  drift: 'alarm',
  insufficient: 'quiet',
};

/** The answer, to be read in ten seconds: shape, words, a sentence or two, four numbers. */
export function Verdict({ report }: { readonly report: Report }) {
  const { summary, verdict } = report;
  const { plainRule } = summary;
  return (
    <div class="verdict">
      <div class={`verdict-head ${TONES[verdict]}`}>
        <StatusIcon tone={TONES[verdict]} />
        <h1>{headline(report)}</h1>
      </div>
      <p class="lead">{keepTogether(explanation(report))}</p>
      <dl class="figures">
        <Figure name="Features tested">{formatCount(summary.totalFeatures)}</Figure>
        <Figure name="Drifted">{formatCount(summary.driftedFeatures)}</Figure>
        <Figure name="Share drifted">{formatDriftPercentage(summary.driftPercentage)}</Figure>
        <Figure name="Alert" raised={summary.alert}>
          {summary.alert ? 'raised' : 'none'}
        </Figure>
      </dl>
      <p class="small quiet">
        Plain rule (p &lt; 0.05 each): {formatCount(plainRule.drifted)} of {formatCount(plainRule.tested)};{' '}
        {plainRule.expectedByChance} expected by chance.
      </p>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly raised?: boolean;
  readonly children: string;
}

function Figure({ name, raised = false, children }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={raised ? 'raised' : undefined}>{children}</dd>
    </div>
  );
}
