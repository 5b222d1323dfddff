import { rows as rowsWords } from '../../../../../shared/report/words/verdict-words.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import type { Lineage as LineageItems } from '../../../wire/models.ts';

const KINDS: Readonly<Record<LineageItems[number]['what'], string>> = {
  model: 'This model',
  upload: 'An uploaded file',
  'labelled-rows': 'Labelled rows since a drift began',
};

/** Which data made it: from the model back to the file that somebody uploaded. */
export function Lineage({ lineage }: { readonly lineage: LineageItems }) {
  return (
    <section class="section" aria-labelledby="lineage">
      <h2 id="lineage">Where it comes from</h2>
      <ol class="lineage">
        {lineage.map(({ what, name, rows, sha256 }, i) => (
          <li key={`${name} ${i}`}>
            <p>
              <b>{KINDS[what]}</b>
              {i === 1 && <span class="quiet"> that it learned from</span>}
              {i > 1 && <span class="quiet"> that data was compared with before</span>}
            </p>
            <p>
              {shorten(what === 'model' ? `of kind ${name}` : name, 120)}
              {rows !== null && `, ${what === 'model' ? 'learned from ' : ''}${rowsWords(rows)}`}
            </p>
            {sha256 !== null && (
              <p class="quiet small">
                SHA-256 <code>{sha256}</code>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
