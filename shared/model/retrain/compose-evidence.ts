import { EVIDENCE_SCHEMA_VERSION, type Evidence } from './evidence.ts';
import type { PreparedRows } from './prepare-rows.ts';
import type { RetrainInput } from './retrain-input.ts';

/** Puts together what is known after a challenger was judged. */
export function composeEvidence(
  { window, sources, kind, monitor, seed, engineVersion }: RetrainInput,
  { joined, heldOut, counts }: PreparedRows,
  findings: Pick<Evidence, 'candidates' | 'comparison' | 'oldRows' | 'passed'>,
): Evidence {
  const { rows, oldRows } = joined;
  return {
    schemaVersion: EVIDENCE_SCHEMA_VERSION,
    monitor,
    kind: kind.name,
    seed,
    engineVersion,
    label: window.label,
    classes: [...rows.classes],
    window: sources.window,
    history: [...sources.history],
    rows: counts,
    heldOutRows: Array.from(heldOut, (row) => window.rowNumbers[row - oldRows]!),
    heldOutClasses: rows.classes
      .map((name, k) => ({ class: name, rows: heldOut.filter((row) => rows.labels[row] === k).length }))
      .filter(({ rows: count }) => count > 0),
    ...findings,
  };
}
