import { describe, expect, test } from 'vitest';
import {
  type RetrainFacts,
  type RetrainTrigger,
  stepRetraining,
} from '../../../functions/decide/step-retraining.ts';
import { NOTHING_RETRAINED, type RetrainingState } from '../../../functions/records/monitor-record.ts';

/** An incident of two batches with all the answers that it takes, and settings as they are by default. */
const READY: RetrainFacts = {
  trigger: 'labels',
  mode: 'auto',
  incident: { driftingBatches: 2 },
  labelledRows: 334,
  now: 10_000,
  cooldownMs: 1000,
};

const step = (facts: Partial<RetrainFacts> = {}, state: Partial<RetrainingState> = {}) =>
  stepRetraining({ ...NOTHING_RETRAINED, ...state }, { ...READY, ...facts });

const TRIGGERS: readonly RetrainTrigger[] = ['drift', 'labels', 'settings', 'waited', 'operator'];

describe('a challenger is asked for', () => {
  test.each(TRIGGERS)('with enough labelled rows, whatever the occasion: %s', (trigger) => {
    expect(step({ trigger })).toBe('ask');
  });

  test('in mode approve as in auto: what waits is its promotion', () => {
    expect(step({ mode: 'approve' })).toBe('ask');
  });

  test('at 334 labelled rows, not at 333', () => {
    expect(step({ labelledRows: 333 })).not.toBe('ask');
    expect(step({ labelledRows: 334 })).toBe('ask');
  });

  test('after a try only with as many rows as are then wanted', () => {
    expect(step({ labelledRows: 433 }, { rowsWanted: 434, labelsTold: true })).toBe('nothing');
    expect(step({ labelledRows: 434 }, { rowsWanted: 434, labelsTold: true })).toBe('ask');
  });

  test('when the cooldown is over, to the millisecond; until then it is put off', () => {
    expect(step({}, { lastEnded: 9001 })).toBe('put-off');
    expect(step({}, { lastEnded: 9000 })).toBe('ask');
    expect(step({ cooldownMs: 0 }, { lastEnded: 10_000 })).toBe('ask');
  });
});

describe('nothing is asked for', () => {
  test.each(TRIGGERS)('while one is under way: %s', (trigger) => {
    expect(step({ trigger }, { underWay: 'RETRAIN#1' })).toBe('nothing');
  });

  test.each([
    ['without an incident', { incident: null }, {}],
    ['in mode off', { mode: 'off' }, {}],
    ['while a better challenger waits for approval', {}, { awaiting: 'RETRAIN#1' }],
  ] as const)('%s, but for an operator', (_title, facts, state) => {
    for (const trigger of TRIGGERS) {
      expect(step({ ...facts, trigger }, state)).toBe(trigger === 'operator' ? 'ask' : 'nothing');
    }
  });

  test('where the data looks broken: people are told once, when there would be enough rows', () => {
    const broken = ['Column "rate" is missing.'];
    expect(step({ labelledRows: 333 }, { broken })).toBe('nothing');
    expect(step({}, { broken })).toBe('hold');
    expect(step({}, { broken, holdTold: true })).toBe('nothing');
    expect(step({ trigger: 'operator' }, { broken, holdTold: true })).toBe('ask');
  });
});

describe('people are told that labels are missing', () => {
  const few = { labelledRows: 10 };

  test('at the second drifting batch when there are none, not at the first', () => {
    const none = { trigger: 'drift', labelledRows: 0 } as const;
    expect(step({ ...none, incident: { driftingBatches: 1 } })).toBe('nothing');
    expect(step({ ...none, incident: { driftingBatches: 2 } })).toBe('tell-labels');
  });

  test('a while after the first that are not enough: others may be on their way', () => {
    expect(step({ ...few, trigger: 'labels' })).toBe('put-off');
    expect(step({ ...few, trigger: 'drift' })).toBe('put-off');
    expect(step({ ...few, trigger: 'waited' })).toBe('tell-labels');
  });

  test('once an incident', () => {
    for (const trigger of TRIGGERS.filter((one) => one !== 'operator')) {
      expect(step({ ...few, trigger }, { labelsTold: true })).toBe('nothing');
    }
  });

  test('not because settings have changed', () => {
    expect(step({ ...few, trigger: 'settings' })).toBe('nothing');
  });
});
