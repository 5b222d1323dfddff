import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BatchFacts,
  CLEAN_TO_CLOSE,
  type IncidentState,
  type Step,
  stepIncident,
} from '../../../functions/decide/step-incident.ts';

const NOTHING: IncidentState = { newest: null, incident: null, clean: [], lastClosed: null };

/** A batch at a time; by default one of three features moved by 0.4 of the rows. */
function batch(time: number, facts: Partial<BatchFacts> = {}): BatchFacts {
  return {
    batchId: `batch-${time}`,
    order: { lastModified: time, key: `k${time}`, versionId: 'v' },
    verdict: 'drift',
    driftedFeatures: 1,
    alert: true,
    strongest: 0.4,
    minDetectable: 0.2,
    overtaken: false,
    outdated: false,
    ...facts,
  };
}

const clean = (time: number, facts: Partial<BatchFacts> = {}) =>
  batch(time, { verdict: 'ok', driftedFeatures: 0, alert: false, strongest: 0, ...facts });

function run(batches: readonly BatchFacts[]): Step[] {
  const steps: Step[] = [];
  for (const one of batches) steps.push(stepIncident(steps.at(-1)?.state ?? NOTHING, one));
  return steps;
}

const changes = (batches: readonly BatchFacts[]) => run(batches).map(({ change }) => change);

describe('in order', () => {
  test('the first drifting batch opens an incident, named after it', () => {
    const [, step] = run([clean(1), batch(2)]);
    expect(step?.change).toBe('opened');
    expect(step?.state.incident?.id).toBe('batch-2');
  });

  test('a hundred drifting batches in a row are one opening', () => {
    const all = changes(Array.from({ length: 100 }, (_, i) => batch(i)));
    expect(all.filter((change) => change !== 'none')).toEqual(['opened']);
  });

  test('three clean batches in a row close it', () => {
    expect(changes([batch(1), clean(2), clean(3), clean(4)])).toEqual(['opened', 'none', 'none', 'closed']);
  });

  test('a drifting batch between clean ones begins the count anew', () => {
    const all = changes([batch(1), clean(2), clean(3), batch(4), clean(5), clean(6), clean(7)]);
    expect(all.lastIndexOf('closed')).toBe(6);
  });

  test('batches too small to tell count neither way', () => {
    const small = (time: number) => clean(time, { verdict: 'insufficient', minDetectable: null });
    expect(changes([batch(1), clean(2), small(3), clean(4), small(5), clean(6)]).at(-1)).toBe('closed');
    expect(changes([batch(1), small(2), small(3), small(4), small(5)])).not.toContain('closed');
  });

  test('a clean batch that could not have seen the incident does not count', () => {
    const blind = (time: number) => clean(time, { minDetectable: 0.41 });
    const sharp = (time: number) => clean(time, { minDetectable: 0.4 });
    expect(changes([batch(1), blind(2), blind(3), blind(4)])).not.toContain('closed');
    expect(changes([batch(1), sharp(2), sharp(3), sharp(4)]).at(-1)).toBe('closed');
  });

  test('what has to be seen is the weakest of its batches', () => {
    const fading = [batch(1, { strongest: 0.9 }), batch(2, { strongest: 0.3 })];
    const between = (time: number) => clean(time, { minDetectable: 0.5 });
    expect(changes([...fading, between(3), between(4), between(5)])).not.toContain('closed');
  });

  test('less drift than alerts are set to opens nothing and closes nothing', () => {
    const some = (time: number) => batch(time, { alert: false });
    expect(changes([some(1), batch(2), some(3), some(4), some(5)])).toEqual([
      'none',
      'opened',
      'none',
      'none',
      'none',
    ]);
  });
});

describe('worse', () => {
  test.each([
    ['half as many again and two more features', { driftedFeatures: 6 }, 'worsened'],
    ['not half as many again', { driftedFeatures: 5 }, 'none'],
    ['a change larger by 0.2 of the rows', { driftedFeatures: 4, strongest: 0.61 }, 'worsened'],
    ['a change larger by less', { driftedFeatures: 4, strongest: 0.59 }, 'none'],
  ])('%s', (_title, facts, change) => {
    expect(changes([batch(1, { driftedFeatures: 4 }), batch(2, facts)]).at(-1)).toBe(change);
  });

  test('one drifted feature becoming two is not worse: the count must grow by two', () => {
    expect(changes([batch(1), batch(2, { driftedFeatures: 2 }), batch(3, { driftedFeatures: 3 })])).toEqual([
      'opened',
      'none',
      'worsened',
    ]);
  });

  test('going back and forth between two kinds of bad is told once', () => {
    const wide = { driftedFeatures: 10, strongest: 0.4 };
    const strong = { driftedFeatures: 2, strongest: 0.7 };
    const all = changes([wide, strong, wide, strong, wide].map((facts, i) => batch(i, facts)));
    expect(all).toEqual(['opened', 'worsened', 'none', 'none', 'none']);
  });

  test('is measured against what people were last told', () => {
    const growing = [1, 3, 4, 5, 6, 7].map((driftedFeatures, i) => batch(i, { driftedFeatures }));
    expect(changes(growing)).toEqual(['opened', 'worsened', 'none', 'worsened', 'none', 'none']);
  });
});

describe('late', () => {
  test('a drifting batch opens the incident that it would have opened in time', () => {
    const late = run([clean(5), clean(6), batch(4)]);
    expect(late.at(-1)?.change).toBe('opened');
    // Both newer batches count towards closing, as they would have in time.
    expect(stepIncident(late.at(-1)?.state as IncidentState, clean(7)).change).toBe('closed');
  });

  test('unless newer clean batches would have closed it again', () => {
    expect(run([clean(5), clean(6), clean(7), batch(4)]).at(-1)).toMatchObject({
      counted: 'late',
      change: 'none',
    });
  });

  test('or a newer version of its key was decided before', () => {
    expect(run([clean(5), batch(4, { overtaken: true })]).at(-1)).toMatchObject({
      counted: 'late',
      change: 'none',
    });
  });

  test('it never reopens an incident that was closed after it', () => {
    const closed = [batch(2), clean(3), clean(4), clean(5)];
    expect(run([...closed, batch(1)]).at(-1)).toMatchObject({ counted: 'late', state: { incident: null } });
    expect(run([...closed, batch(4.5)]).at(-1)).toMatchObject({ counted: 'late', state: { incident: null } });
  });

  test('a clean batch never clears', () => {
    expect(changes([batch(9), clean(1), clean(2), clean(3), clean(4)])).toEqual([
      'opened',
      ...Array(4).fill('none'),
    ]);
  });

  test('a drifting batch takes the clean ones before it out of the count', () => {
    expect(changes([batch(1), clean(3), clean(5), batch(4), clean(6), clean(7)]).slice(-2)).toEqual([
      'none',
      'closed',
    ]);
  });

  test('it does not become the newest', () => {
    expect(run([clean(5), batch(4)]).at(-1)?.state.newest?.lastModified).toBe(5);
  });
});

describe('whatever comes', () => {
  const anyBatch = fc
    .record({
      time: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom('drift', 'clean', 'small'),
      driftedFeatures: fc.integer({ min: 1, max: 1000 }),
      strongest: fc.double({ min: 0.1, max: 1, noNaN: true }),
      minDetectable: fc.double({ min: 0.01, max: 1, noNaN: true }),
    })
    .map(({ time, kind, driftedFeatures, strongest, minDetectable }) => {
      if (kind === 'drift') return batch(time, { driftedFeatures, strongest, minDetectable });
      return clean(time, { minDetectable, ...(kind === 'small' && { verdict: 'insufficient' }) });
    });

  test('openings and closings alternate, and an incident is told worse only a few times', () => {
    fc.assert(
      fc.property(fc.array(anyBatch, { maxLength: 80 }), (batches) => {
        let open = false;
        let worse = 0;
        for (const { change, state } of run(batches)) {
          if (change === 'opened') expect(open).toBe(false);
          if (change === 'closed' || change === 'worsened') expect(open).toBe(true);
          if (change === 'opened') worse = 0;
          if (change === 'worsened') worse++;
          open = state.incident !== null;
          expect(change === 'opened' ? open : true).toBe(true);
          expect(state.clean.length).toBeLessThanOrEqual(CLEAN_TO_CLOSE);
          // Features grow by half each time (16 steps to 1,000), changes by 0.2 each time (5 steps to 1).
          expect(worse).toBeLessThanOrEqual(16 + 5);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
