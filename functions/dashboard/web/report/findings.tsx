import { problemsFirst } from '../../../../shared/report/findings/finding-order.ts';
import type { Finding } from '../../../../shared/report/report.ts';
import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { showMessage } from '../../../../shared/text/safe-text.ts';
import { Disclosure } from '../ui/disclosure.tsx';

/** Findings listed before the rest is folded away: a file of thousands of columns can have thousands. */
const LISTED_MAX = 12;

/** What a person should know of the data beside the verdict: trouble with columns, values, how it was read. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const ordered = problemsFirst(findings);
  const rest = ordered.slice(LISTED_MAX);
  return (
    <section class="section" aria-labelledby="findings">
      <h2 id="findings">About the data</h2>
      <FindingList findings={ordered.slice(0, LISTED_MAX)} />
      {rest.length > 0 && (
        <Disclosure summary={`${formatCount(rest.length)} more`}>
          <FindingList findings={rest} />
        </Disclosure>
      )}
    </section>
  );
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul class="findings">
      {findings.map(({ code, severity, column, message }) => (
        <li key={`${code} ${column} ${message}`} class={severity}>
          <b>{severity === 'problem' ? 'Problem' : 'Notice'}</b>
          <span>{showMessage(message)}</span>
        </li>
      ))}
    </ul>
  );
}
