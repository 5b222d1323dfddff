import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openState } from '../../../infra/local/state.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'driftline-state-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a state folder', () => {
  test('is made with the folders that files are put into', async () => {
    const state = await openState(join(root, 'new'));
    expect(readdirSync(state.inputs).sort()).toEqual(['baseline', 'labels', 'monitors', 'production']);
    state.close();
  });

  test('has one user at a time', async () => {
    const state = await openState(root);
    await expect(openState(root)).rejects.toMatchObject({
      reason: 'in-use',
      message: `Another driftline runs on ${root}: stop it, or name another --state.`,
    });
    state.close();
    (await openState(root)).close();
  });

  test('that is a file, or below one, is refused with a sentence', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    await expect(openState(file)).rejects.toMatchObject({ reason: 'state', message: /a file of that name/ });
    await expect(openState(join(file, 'below'))).rejects.toMatchObject({
      reason: 'state',
      message: /a part of its path is a file/,
    });
  });

  test('whose database is none is refused with a sentence, and left free', async () => {
    writeFileSync(join(root, 'driftline.db'), 'no database at all. '.repeat(100));
    const refusal = { reason: 'state', message: /driftline\.db is no database\. Move it away/ };
    await expect(openState(root)).rejects.toMatchObject(refusal);
    await expect(openState(root)).rejects.toMatchObject(refusal);
  });

  test('whose lock cannot be opened is refused with a sentence', async () => {
    mkdirSync(join(root, 'in-use.lock'));
    await expect(openState(root)).rejects.toMatchObject({
      reason: 'state',
      message: /its files cannot be opened for writing/,
    });
  });
});
