import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { showLevel, showName } from '../../../../../shared/text/safe-text.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import type { Evaluation } from './quality.tsx';

interface ConfusionProps {
  readonly confusion: Evaluation['confusion'];
  readonly classes: readonly string[];
}

/** More answers than these make a table that few will read: it is folded away. */
const SHOWN_MAX = 12;

/** Which answers it takes for which: the right one down the side, the predicted one across. */
export function Confusion({ confusion, classes }: ConfusionProps) {
  const table = (
    <div>
      <p class="quiet small">
        Rows by their right answer (down) and what it said (across, by number); at the end the share that it
        found.
      </p>
      <ConfusionTable confusion={confusion} classes={classes} />
    </div>
  );
  if (classes.length <= SHOWN_MAX) return table;
  return (
    <Disclosure summary={`What it takes for what (${formatCount(classes.length)} answers)`}>
      {table}
    </Disclosure>
  );
}

function ConfusionTable({ confusion, classes }: ConfusionProps) {
  return (
    <section
      class="wide-box"
      aria-label="What it takes for what"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse.
      tabIndex={0}
    >
      <table class="confusion">
        <caption class="unseen">What it takes for what</caption>
        <colgroup>
          <col class="confusion-name" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Right answer</th>
            {classes.map((name, said) => (
              <th key={name} scope="col" class="number" title={showLevel(name)}>
                {said + 1}
                <span class="unseen"> {showLevel(name)}</span>
              </th>
            ))}
            <th scope="col" class="number">
              Found
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, right) => {
            const counts = confusion[right] ?? [];
            const asked = counts.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={name}>
                <th scope="row" title={showLevel(name)}>
                  <span class="quiet">{right + 1}</span> {showName(name)}
                </th>
                {counts.map((count, said) => (
                  <td
                    key={classes[said]}
                    class={said === right ? 'number right' : count === 0 ? 'number none' : 'number'}
                  >
                    {formatCount(count)}
                  </td>
                ))}
                <td class="number">
                  {asked === 0 ? 'not tried' : formatShare((counts[right] ?? 0) / asked)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
