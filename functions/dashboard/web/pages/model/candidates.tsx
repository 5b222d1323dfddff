import { decimal } from '../../../../../shared/model/card-format.ts';
import type { Candidate, Evidence } from '../../../../../shared/model/retrain/evidence.ts';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { RECIPES } from './recipe-words.ts';

const COLUMNS: readonly Column<Candidate>[] = [
  {
    key: 'from',
    title: 'Learned from',
    cell: ({ name }) => <span title={RECIPES[name]}>{RECIPES[name]}</span>,
  },
  {
    key: 'rows',
    title: 'Rows',
    width: '9rem',
    numeric: true,
    wideOnly: true,
    cell: ({ rows }) => formatCount(rows.window + rows.history),
  },
  {
    key: 'loss',
    title: 'Log loss',
    width: '6rem',
    numeric: true,
    sortBy: ({ logLoss }) => (logLoss === null ? null : -logLoss),
    cell: ({ logLoss }) => (logLoss === null ? 'none' : decimal(logLoss)),
  },
  {
    key: 'chosen',
    title: 'Choice',
    width: '6rem',
    cell: ({ chosen }) => (chosen ? <b>Chosen</b> : <span class="quiet">Not chosen</span>),
  },
];

/** The ways to mix old rows with new ones that were tried, and which was chosen. */
export function Candidates({ evidence }: { readonly evidence: Evidence }) {
  const { labelled, heldOut, training, leftOut, historyLeftOut } = evidence.rows;
  const left = leftOut + historyLeftOut;
  return (
    <>
      <h3 class="evidence-part">Candidates</h3>
      <p class="quiet">
        Of {formatCount(labelled)} labelled rows since the drift began {formatCount(heldOut)} were held out to
        compare with, and {formatCount(training)} were learned from
        {left > 0 && `; ${formatCount(left)} that are like one held out were left out`}. Each way to mix old
        rows with new ones was tried on the newer of the rows learned from.
      </p>
      <DataTable
        caption="Candidates: ways to mix old rows with new ones"
        noun="candidates"
        rows={evidence.candidates}
        columns={COLUMNS}
        rowKey={({ name }) => name}
        rowHeight={36}
      />
    </>
  );
}
