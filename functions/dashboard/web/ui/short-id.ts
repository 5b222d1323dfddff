const CHARS = 8;

/**
 * The beginning of a version or id that a program made: enough to tell it from its neighbours.
 *
 * @example shortId('066c7bd52789f2b41c2069d4b731021d') // '066c7bd5'
 */
export const shortId = (id: string): string => id.slice(0, CHARS);
