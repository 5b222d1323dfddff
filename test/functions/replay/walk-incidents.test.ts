import { describe, expect, test } from 'vitest';
import {
  NOTHING_DECIDED,
  noticedLater,
  type WalkedBatch,
  walkIncidents,
} from '../../../functions/replay/walk-incidents.ts';

/**
 * One batch a letter: `D` drifts, `W` drifts worse, `.` is clean, `x` cannot be compared, `O` drifts from a baseline that
 * is not in charge any more. After `^` a retrained model takes charge.
 */
function batches(story: string): WalkedBatch[] {
  return [...story.matchAll(/(.)(\^?)/g)].map(([, letter = '', promotion], i) => ({
    batchId: `b${i}`,
    order: { lastModified: i, key: `production/${i}.csv`, versionId: 'v' },
    outcome: letter === 'x' ? { kind: 'refused', message: 'no column' } : judged(letter),
    outdated: letter === 'O',
    promotion: promotion === '^',
  }));
}

function judged(letter: string): WalkedBatch['outcome'] {
  const strongest = { D: 0.4, O: 0.4, W: 0.9 }[letter] ?? 0;
  const alert = strongest > 0;
  const verdict = alert ? 'drift' : 'ok';
  const driftedFeatures = alert ? 1 : 0;
  return {
    kind: 'judged',
    facts: { verdict, driftedFeatures, alert, strongest, minDetectable: 0.2 },
    top: [],
  };
}

const walk = (story: string) => walkIncidents(NOTHING_DECIDED, batches(story));

describe('walkIncidents(state, batches)', () => {
  test('counts what people would have heard, and where incidents begin and end', () => {
    expect(walk('.DDW...D')).toMatchObject({
      alerts: 3,
      allClears: 1,
      incidents: [
        { from: 1, to: 6 },
        { from: 7, to: null },
      ],
      open: [false, true, true, true, true, true, false, true],
    });
  });

  test('passes over what cannot be compared, in and out of incidents', () => {
    expect(walk('xDx..x.x')).toMatchObject({
      alerts: 1,
      incidents: [{ from: 1, to: 6 }],
      open: [false, true, true, true, true, true, false, false],
    });
    expect(walk('x').state).toEqual(NOTHING_DECIDED);
  });

  test('lets a promotion end an incident, and only with it the drift from the data before', () => {
    expect(walk('.DD^.D^')).toMatchObject({
      alerts: 2,
      allClears: 2,
      incidents: [
        { from: 1, to: 3 },
        { from: 4, to: 5 },
      ],
      open: [false, true, true, false, true],
      state: { incident: null, clean: [], lastClosed: { lastModified: 4 } },
    });
    expect(walk('.^D')).toMatchObject({ alerts: 1, allClears: 0, incidents: [{ from: 1, to: null }] });
    expect(walk('D^O.')).toMatchObject({ alerts: 1, allClears: 1, open: [true, false, false] });
    expect(walk('x^').state).toEqual(NOTHING_DECIDED);
  });

  test('goes on from the state that earlier batches left: in two parts it ends where it ends in one', () => {
    const story = batches('.DW..D...D^.D.');
    for (let cut = 0; cut <= story.length; cut++) {
      const first = walkIncidents(NOTHING_DECIDED, story.slice(0, cut));
      const second = walkIncidents(first.state, story.slice(cut));
      const whole = walkIncidents(NOTHING_DECIDED, story);
      expect(second.state).toEqual(whole.state);
      expect(first.alerts + second.alerts).toBe(whole.alerts);
      expect([...first.open, ...second.open]).toEqual(whole.open);
    }
  });
});

describe('noticedLater(incident, course)', () => {
  const incident = { from: 2, to: 6 };
  test.each([
    ['..D......', 0, 'with the same batch'],
    ['DD.......', 0, 'open still'],
    ['.D.......', 0, 'open already'],
    ['....D....', 2, 'two batches later'],
    ['......D..', null, 'when it is over'],
    ['.........', null, 'never'],
  ])('of %s is %s: %s', (story, later, _why) => {
    expect(noticedLater(incident, walk(story))).toBe(later);
  });

  test('of an incident that is still open looks to the end', () => {
    expect(noticedLater({ from: 2, to: null }, walk('.....D'))).toBe(3);
  });
});
