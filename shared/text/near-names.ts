/**
 * The known names that a mistyped one most likely meant, best first, three at most: names that contain it (or
 * that it contains), then names within about a third of its length in edits, upper and lower case alike.
 *
 * O(names · length²).
 *
 * @example nearNames('radius', ['id', 'radius_mean', 'radius_se']) // ['radius_mean', 'radius_se']
 */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const target = wanted.toLowerCase();
  const editsMax = Math.max(2, Math.floor(target.length / 3));
  return names
    .map((name) => ({ name, edits: distance(target, name.toLowerCase()) }))
    .filter(({ edits }) => edits <= editsMax)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}

function distance(a: string, b: string): number {
  const shorter = a.length < b.length ? a : b;
  // One or two letters are contained in almost any name.
  if (shorter.length > 2 && (a.includes(b) || b.includes(a))) return 0;
  return levenshtein(a, b);
}

/** Insertions, deletions and replacements that turn `a` into `b`. */
function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
