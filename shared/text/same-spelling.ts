/** Separators with a letter beside them: between digits they mean something (`1.5`, `18-25`). */
const separators = () => /(?<=\p{L})[\s_.-]+(?=[\p{L}\p{N}])|(?<=\p{N})[\s_.-]+(?=\p{L})/gu;

/**
 * Whether two names are most likely one, written differently: upper and lower case, spaces, `_`, `-` and `.`
 * between letters, and full stops at the end do not count. Signs do: `A+` is not `A-`, nor `<=50K` `>50K`.
 *
 * @example sameSpelling('concave points_mean', 'concavePointsMean') // true
 * @example sameSpelling('1.5', '15') // false
 */
export function sameSpelling(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

const canonical = (text: string): string =>
  text.normalize('NFKC').trim().replace(/\.+$/, '').replace(separators(), '').toLowerCase();
