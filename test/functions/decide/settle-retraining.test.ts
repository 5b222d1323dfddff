import { describe, expect, test } from 'vitest';
import { type SettleFacts, settleRetraining } from '../../../functions/decide/settle-retraining.ts';
import type { RetrainRecord } from '../../../functions/records/retrain-record.ts';

type Ended = Parameters<typeof settleRetraining>[0];

const AUTO: SettleFacts = { mode: 'auto', current: true, incident: 'i', broken: false, putBack: false };

/** Only whether it passed is looked at. */
const trained = (passed: boolean) => ({ passed }) as NonNullable<RetrainRecord['trained']>;

const BETTER: Ended = { state: 'trained', trigger: 'labels', incident: 'i', trained: trained(true) };

const settle = (facts: Partial<SettleFacts> = {}, ended: Partial<Ended> = {}) =>
  settleRetraining({ ...BETTER, ...ended }, { ...AUTO, ...facts });

describe('a better challenger', () => {
  test('takes charge in mode auto', () => {
    expect(settle()).toBe('promote');
  });

  test('waits for a person in mode approve, also when one asked for it', () => {
    expect(settle({ mode: 'approve' })).toBe('await');
    expect(settle({ mode: 'approve' }, { trigger: 'operator' })).toBe('await');
  });

  test('waits where retraining was turned off meanwhile, unless a person asked for it', () => {
    expect(settle({ mode: 'off' })).toBe('await');
    expect(settle({ mode: 'off' }, { trigger: 'operator' })).toBe('promote');
  });

  test('waits where data looks broken meanwhile, unless a person asked for it', () => {
    expect(settle({ broken: true })).toBe('await');
    expect(settle({ broken: true }, { trigger: 'operator' })).toBe('promote');
  });

  test('waits where a person went back from the last retrained model, unless a person asked for it', () => {
    expect(settle({ putBack: true })).toBe('await');
    expect(settle({ putBack: true }, { trigger: 'operator' })).toBe('promote');
  });

  test('is set aside when something else has taken charge, or the lease', () => {
    expect(settle({ current: false })).toBe('supersede');
  });

  test('is set aside when its incident is over, or another is open', () => {
    expect(settle({ incident: null })).toBe('supersede');
    expect(settle({ incident: 'j' })).toBe('supersede');
  });

  test('asked for without an incident takes charge, whether one has opened or not', () => {
    expect(settle({ incident: null }, { trigger: 'operator', incident: null })).toBe('promote');
    expect(settle({ incident: 'j' }, { trigger: 'operator', incident: null })).toBe('promote');
  });
});

test('one that is not surely better is kept back in every mode', () => {
  for (const mode of ['auto', 'approve', 'off'] as const) {
    expect(settle({ mode }, { trained: trained(false) })).toBe('keep');
  }
});

test('without a challenger people hear what is missing, or what went wrong, whatever else has changed', () => {
  for (const facts of [{}, { current: false }, { incident: null }]) {
    expect(settle(facts, { state: 'waiting-for-labels', trained: null })).toBe('tell-labels');
    expect(settle(facts, { state: 'refused', trained: null })).toBe('tell-refusal');
  }
});
