/** The names in a pattern: `/monitors/:monitor/batches/:batch` has `monitor` and `batch`. */
export type ParamsOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;

/** An address pattern with what it leads to. */
export interface Route<Target> {
  readonly pattern: string;
  readonly target: Target;
}

export interface Match<Target> {
  readonly target: Target;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The first route whose pattern fits the path, with the named parts decoded; null when none does. A slash at the
 * end does not count. O(routes).
 *
 * @example matchRoute([{ pattern: '/monitors/:monitor', target: 'monitor' }], '/monitors/a%20b')
 * // { target: 'monitor', params: { monitor: 'a b' } }
 */
export function matchRoute<Target>(routes: readonly Route<Target>[], path: string): Match<Target> | null {
  const parts = split(path);
  for (const { pattern, target } of routes) {
    const params = matchParts(split(pattern), parts);
    if (params !== null) return { target, params };
  }
  return null;
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: [string, string][] = [];
  for (const [i, expected] of pattern.entries()) {
    const part = decode(parts[i]!);
    if (part === null) return null;
    if (expected.startsWith(':')) params.push([expected.slice(1), part]);
    else if (expected !== part) return null;
  }
  return Object.fromEntries(params);
}

const split = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** Null for what is no encoded text, such as `%E0%A4%A`. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
