import type { Inflate } from './inflate.ts';
import { inflateWith, nodeZlib } from './inflate-with-zlib.ts';

/**
 * The fastest inflation that reads a file of several members whole, as `cat a.gz b.gz`, bgzip and pigz make them: Node's zlib;
 * elsewhere a script's, since a browser's `DecompressionStream` must refuse the second member.
 */
export async function platformInflate(): Promise<Inflate> {
  const zlib = nodeZlib();
  return zlib === undefined ? (await import('./inflate-members.ts')).inflateMembers : inflateWith(zlib);
}
