import type { FeatureReport } from '../../../../shared/report/report.ts';
import { explainedNumbers } from './number-words.ts';

/** A feature's figures; each opens to a sentence that says what it means. */
export function FeatureNumbers({ feature }: { readonly feature: FeatureReport }) {
  return (
    <div class="numbers">
      {explainedNumbers(feature).map(({ name, value, meaning }) => (
        <details key={name}>
          <summary>
            <span>{name}</span>
            <b>{value}</b>
          </summary>
          <p>{meaning}</p>
        </details>
      ))}
    </div>
  );
}
