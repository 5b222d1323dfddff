/**
 * Every chunk that an output cannot start without.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} output
 * @returns {string[]}
 */
export function staticImports({ outputs }, output, found = new Set()) {
  for (const { path, kind, external } of outputs[output].imports) {
    if (kind !== 'import-statement' || external || found.has(path)) continue;
    found.add(path);
    staticImports({ outputs }, path, found);
  }
  return [...found];
}
