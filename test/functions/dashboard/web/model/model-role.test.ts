import { describe, expect, test } from 'vitest';
import { mayTakeCharge, modelRole } from '../../../../../functions/dashboard/web/model/model-role.ts';

const champion = { model: 'new', baseline: 'b2', previous: { model: 'old', baseline: 'b1' }, rev: 3 };

describe('modelRole(model, champion, retraining)', () => {
  test.each([
    ['new', 'in-charge', 'promoted', 'In charge'],
    ['old', 'superseded', null, 'In charge before'],
    ['older', 'superseded', null, 'Replaced'],
    ['c', 'wanted', null, 'Being trained'],
    ['c', 'refused', null, 'Could not be trained'],
    ['c', 'trained', 'trained', 'Being compared'],
    ['c', 'trained', 'waiting-for-approval', 'Waits for approval'],
    ['c', 'trained', 'kept', 'Not surely better'],
    ['c', 'trained', 'superseded', 'Overtaken'],
    ['c', 'trained', null, 'Ready'],
  ] as const)('%s, %s, its retraining %s: %s', (version, state, retraining, word) => {
    const role = modelRole({ version, state }, champion, retraining && { state: retraining });
    expect(role.word).toBe(word);
  });

  test('a model that was rolled back is the one to go back to', () => {
    const rolledBack = { ...champion, model: 'old', previous: { model: 'new', baseline: 'b2' } };
    expect(modelRole({ version: 'new', state: 'superseded' }, rolledBack, { state: 'promoted' }).word).toBe(
      'In charge before',
    );
  });

  test('says what waits for somebody as loudly as an alarm, and only that and what failed', () => {
    const tones = (['waiting-for-approval', 'kept', 'trained', 'superseded'] as const).map(
      (state) => modelRole({ version: 'c', state: 'trained' }, champion, { state }).tone,
    );
    expect(tones).toEqual(['alarm', 'quiet', 'quiet', 'quiet']);
  });
});

describe('mayTakeCharge(model, champion, retraining)', () => {
  test.each([
    ['c', 'waiting-for-approval', true],
    ['c', 'kept', true],
    ['c', 'promoted', false],
    ['c', 'superseded', false],
    ['new', 'kept', false],
  ] as const)('%s whose retraining is %s: %s', (version, state, may) => {
    expect(mayTakeCharge({ version }, champion, { state })).toBe(may);
  });

  test('neither a first model nor one of a monitor with nothing in charge', () => {
    expect(mayTakeCharge({ version: 'c' }, champion, null)).toBe(false);
    expect(mayTakeCharge({ version: 'c' }, null, { state: 'kept' })).toBe(false);
  });
});
