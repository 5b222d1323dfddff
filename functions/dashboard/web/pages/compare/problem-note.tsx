import type { Problem } from './protocol.ts';

/** Why files could not be compared: which, where, and the way out. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { file, line, column, message, explanation = message } = problem;
  const place = [
    line !== undefined && `line ${line}`,
    column !== undefined && (typeof column === 'number' ? `column ${column}` : `column “${column}”`),
  ].filter((part) => part !== false);
  return (
    <div class="problem-note" role="alert">
      <h2>{file === undefined ? 'That did not work' : `${file} cannot be read`}</h2>
      {place.length > 0 && <p class="problem-place">{place.join(', ')}</p>}
      <p class="sentence">{explanation}</p>
    </div>
  );
}
