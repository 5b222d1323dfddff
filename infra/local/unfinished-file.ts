/** Hidden, or what editors, browsers and copy programs leave while they work. */
const UNFINISHED = /(^|\/)(\.|~\$)|(~|\.(tmp|part|partial|crdownload|download|swp))$/i;

/**
 * Whether a file in the inputs folder is none that somebody put there to be read.
 *
 * @param key its path in the folder, with slashes
 * @example isUnfinished('production/.june.csv.part') // true
 */
export function isUnfinished(key: string): boolean {
  return UNFINISHED.test(key);
}
