import { booleanLevel, discreteLevel } from '../csv/type-block.ts';

/**
 * One spelling for each answer: numbers (`1`, `1.0`) and booleans (`True`, `true`) as columns of their type have
 * them, so that a file that writes them differently means the same classes; any other text as it is.
 *
 * @param texts the distinct texts of a label column
 * @returns the class of each text
 */
export function classNames(texts: readonly string[]): Map<string, string> {
  for (const canonical of [discreteLevel, booleanLevel]) {
    const names = texts.map(canonical);
    if (names.every((name) => name !== null)) return new Map(texts.map((text, i) => [text, names[i]!]));
  }
  return new Map(texts.map((text) => [text, text]));
}

/**
 * The class that an answer means, spelled as it may be (`1.0`, `TRUE`): its position, or -1 for an answer that is none
 * of them. O(1) an answer.
 *
 * @param classes as `classNames` gives them
 * @example classFinder(['0', '1'])('1.0') // 1
 */
export function classFinder(classes: readonly string[]): (answer: string) => number {
  const canonical = [discreteLevel, booleanLevel].find((spell) =>
    classes.every((name) => spell(name) === name),
  );
  const positions = new Map(classes.map((name, k) => [name, k]));
  return (answer) => positions.get(canonical?.(answer) ?? answer) ?? -1;
}
