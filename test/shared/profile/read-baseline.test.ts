import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { settingsOf } from './fixtures.ts';

async function* chunksOf(text: string, onClose: () => void = () => {}): AsyncGenerator<Uint8Array> {
  try {
    for (let from = 0; from < text.length; from += 9)
      yield new TextEncoder().encode(text.slice(from, from + 9));
  } finally {
    onClose();
  }
}

const read = (text: string, input: SettingsInput = {}, onClose?: () => void) =>
  readBaseline(chunksOf(text, onClose), settingsOf(input), { name: 'train.csv' });

describe('readBaseline(chunks, settings, options)', () => {
  it('profiles a CSV, features in the order of the header', async () => {
    const profile = await read('id,b,a\n1,x,1.5\n2,y,2.5\n3,x,NA\n');
    expect(profile.rows).toBe(3);
    expect(profile.features).toMatchObject([
      { name: 'b', type: 'categorical', count: 3, missing: 0 },
      { name: 'a', type: 'numeric', count: 2, missing: 1 },
    ]);
  });

  it("tells the reader's notices before its own", async () => {
    const profile = await read('id,b,a\n1,x\n2,y\n');
    expect(profile.notices.map(({ code }) => code)).toEqual(['short-rows', 'identifier-left-out']);
  });

  it('quotes unparsable cells by their line in the file', async () => {
    const profile = await read('a,b\n1,x\n\n"bad ",y\n3,z\n', { types: { a: 'numeric' } });
    expect(profile.features[0]?.unparsable).toEqual({ count: 1, examples: [[4, 'bad']] });
  });

  it('closes the source when the settings name a label that is not there', async () => {
    let closed = false;
    const reading = read('a,b\n1,2\n', { label: 'c' }, () => {
      closed = true;
    });
    await expect(reading).rejects.toThrow('train.csv, column "c"');
    expect(closed).toBe(true);
  });

  it('refuses a file without rows', async () => {
    await expect(read('a,b\n')).rejects.toThrow('no rows');
  });
});
