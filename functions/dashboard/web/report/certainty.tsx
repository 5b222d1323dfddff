import type { Report } from '../../../../shared/report/report.ts';
import { certaintyLines } from '../../../../shared/report/words/certainty-words.ts';
import { keepTogether } from '../../../../shared/report/words/line-breaks.ts';

/** How far the verdict can be trusted: what it rests on, and what could have gone unnoticed. */
export function Certainty({ report }: { readonly report: Report }) {
  return (
    <section class="section" aria-labelledby="certainty">
      <h2 id="certainty">How sure we are</h2>
      <dl class="pairs">
        {certaintyLines(report).map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{keepTogether(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
