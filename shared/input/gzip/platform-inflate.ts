import type { Inflate } from './inflate.ts';
import { inflateNatively } from './inflate-natively.ts';

/** Two members without content, one behind the other. */
const EMPTY_MEMBER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const TWO_MEMBERS = Uint8Array.from([...EMPTY_MEMBER, ...EMPTY_MEMBER]);

let chosen: Promise<Inflate> | undefined;

/**
 * The fastest inflation that reads a file of several members whole, as `cat a.gz b.gz`, bgzip and pigz make them. The
 * `DecompressionStream` of Node up to 22 does; a browser's, and Node's from 24 on, must refuse the second member, so there it
 * is a script's.
 */
export function platformInflate(): Promise<Inflate> {
  chosen ??= readsMembers(inflateNatively).then(async (whole) =>
    whole ? inflateNatively : (await import('./inflate-members.ts')).inflateMembers,
  );
  return chosen;
}

async function readsMembers(inflate: Inflate): Promise<boolean> {
  async function* sample() {
    yield TWO_MEMBERS;
  }
  try {
    for await (const _ of inflate(sample()));
    return true;
  } catch {
    return false;
  }
}
