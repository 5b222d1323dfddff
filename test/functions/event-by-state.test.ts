import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellDecide } from '../../functions/decide/message.ts';
import type { BaselineRecord } from '../../functions/records/baseline-record.ts';
import { championKey } from '../../functions/records/champion-record.ts';
import type { IncidentRecord } from '../../functions/records/incident-record.ts';
import type { PendingRecord } from '../../functions/records/pending-record.ts';
import { putRecord } from '../../functions/records/record.ts';
import { waitingCandidate } from '../../functions/records/waiting-candidate.ts';
import { answersTo, askToRetrain, driftedBatch, type Rule, UNCHANGED } from './retrain/drifting-world.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
  tinyCsv,
} from './sample-csv.ts';
import { World } from './world.ts';

/** The monitor's states, by what was uploaded before. */
const STATES = {
  'no baseline': async () => {},
  learning: async (w: World) => {
    await w.upload('baseline/train.csv', baselineCsv());
  },
  healthy: async (w: World) => {
    await w.upload('production/first.csv', cleanCsv(1));
  },
  unreliable: async (w: World) => {
    await w.upload('production/second.csv', driftedCsv(2));
  },
} as const;
type State = keyof typeof STATES;
const NAMES = Object.keys(STATES) as State[];

/** A baseline with other bytes and the same distribution. */
const otherBaseline = `${baselineCsv()}50,50,0.5\n`;

/** Stores two files in this order and tells of the second first. */
async function inReverse(w: World, older: [string, string], newer: [string, string]): Promise<void> {
  const first = await w.store(...older);
  const second = await w.store(...newer);
  await w.tell(second);
  await w.tell(first);
}

const revision = async (w: World) => (await w.ports.records.get(championKey('default')))?.rev ?? 0;

async function promoteNewest(w: World): Promise<void> {
  const candidate = await waitingCandidate(w.ports.records, 'default');
  const baseline = candidate?.version ?? '';
  await tellDecide(w.ports, { kind: 'promote', monitor: 'default', baseline, rev: await revision(w) });
  await w.settle();
}

async function rollBack(w: World): Promise<void> {
  await tellDecide(w.ports, { kind: 'rollback', monitor: 'default', rev: await revision(w) });
  await w.settle();
}

/** A model in charge, a drifting batch, and the answers to it. */
const answered =
  (settings: object, rule?: Rule, rows = 400, drifted = driftedBatch('a', 10)) =>
  async (w: World) => {
    await w.upload('monitors/default.json', JSON.stringify({ id: 'id', ...settings }));
    await w.upload('baseline/newer.csv', identifiedCsv(labelledCsv(otherBaseline), 'b'));
    await w.upload('production/file.csv', drifted);
    await w.upload('labels/default/file.csv', answersTo(drifted, rule, 0, rows));
    await w.sweep();
  };

const batch = (content: string) => async (w: World) => {
  await w.upload('production/file.csv', content);
};

const EVENTS = {
  'a clean batch': batch(cleanCsv(10)),
  'three clean batches': async (w: World) => {
    for (const n of [10, 11, 12]) await w.upload('production/file.csv', cleanCsv(n));
  },
  'a drifting batch': batch(driftedCsv(10)),
  'a batch that is much worse': batch(driftedCsv(10, 3, 0.9)),
  'a batch too small to tell': batch(tinyCsv(10)),
  'a batch with less drift than alerts are set to': async (w: World) => {
    await w.upload('monitors/default.json', '{"alert":{"minDriftedFeatures":2}}');
    await w.upload('production/file.csv', driftedCsv(10));
  },
  'the same content twice': async (w: World) => {
    await w.upload('production/original.csv', cleanCsv(10));
    await w.upload('production/file.csv', cleanCsv(10));
  },
  'an older version of a key, drifting, after its newer one': (w: World) =>
    inReverse(w, ['production/file.csv', driftedCsv(10)], ['production/file.csv', cleanCsv(11)]),
  'an older drifting batch after a newer clean one': (w: World) =>
    inReverse(w, ['production/file.csv', driftedCsv(10)], ['production/newer.csv', cleanCsv(11)]),
  'an older clean batch after a newer clean one': (w: World) =>
    inReverse(w, ['production/file.csv', cleanCsv(10)], ['production/newer.csv', cleanCsv(11)]),
  'a batch that cannot be read': batch('amount,amount\n1,2\n'),
  'a file not named .csv': async (w: World) => {
    await w.upload('production/file.xlsx', 'PK');
  },
  'a newer baseline': async (w: World) => {
    await w.upload('baseline/newer.csv', otherBaseline);
  },
  'a newer baseline while a model depends on the one in charge': async (w: World) => {
    const champion = await w.ports.records.get(championKey('default'));
    if (champion !== null) {
      const value = { ...JSON.parse(champion.json), model: 'model-1' };
      await w.ports.records.transact([putRecord(championKey('default'), value)]);
    }
    await w.upload('baseline/newer.csv', otherBaseline);
  },
  'an operator promotes the candidate': async (w: World) => {
    await w.upload('baseline/model.csv', labelledCsv(baselineCsv()));
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
    await promoteNewest(w);
  },
  'an operator promotes the candidate, and rolls back': async (w: World) => {
    await w.upload('baseline/model.csv', labelledCsv(baselineCsv()));
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
    await promoteNewest(w);
    await rollBack(w);
  },
  'an operator rolls back': rollBack,
  'a baseline with a label column': async (w: World) => {
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
  },
  'a baseline with a label column, then a batch': async (w: World) => {
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
    await w.upload('production/file.csv', cleanCsv(10));
  },
  'a baseline whose labels cannot be learned from': async (w: World) => {
    await w.upload(
      'baseline/newer.csv',
      labelledCsv(otherBaseline, () => 'yes'),
    );
  },
  'settings that read columns differently while a model depends on the baseline': async (w: World) => {
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
    await w.upload('monitors/default.json', '{"ignore":["rate"]}');
  },
  'a batch whose model was changed in the store': async (w: World) => {
    await w.upload('baseline/newer.csv', labelledCsv(otherBaseline));
    const model = (await w.champion())?.model;
    w.tamper(`models/default/${model}/model.json`, (text) => text.replace('"seed":1', '"seed":2'));
    w.start();
    await w.upload('production/file.csv', cleanCsv(10));
  },
  'labels of a monitor that knows no ids': async (w: World) => {
    await w.upload('labels/default/file.csv', labelsCsv('a', 0, 50));
  },
  'a baseline with ids and labels, a batch, then labels': async (w: World) => {
    await w.upload('baseline/newer.csv', identifiedCsv(labelledCsv(otherBaseline), 'b'));
    await w.upload('production/file.csv', identifiedCsv(cleanCsv(10), 'a'));
    await w.upload('labels/default/file.csv', labelsCsv('a', 0, 50));
  },
  'a baseline with ids and labels, labels, then the batch': async (w: World) => {
    await w.upload('baseline/newer.csv', identifiedCsv(labelledCsv(otherBaseline), 'b'));
    await w.upload('labels/default/file.csv', labelsCsv('a', 0, 50));
    await w.upload('production/file.csv', identifiedCsv(cleanCsv(10), 'a'));
  },
  'a drifting batch and enough answers to it': answered({}),
  'the same, then an operator rolls back': async (w: World) => {
    await answered({})(w);
    await rollBack(w);
  },
  'answers from which a challenger learns nothing better': answered({}, UNCHANGED),
  'too few answers to a drifting batch': answered({}, undefined, 10),
  'enough answers where the settings ask for approval': answered({ retrain: { mode: 'approve' } }),
  'enough answers where retraining is off': answered({ retrain: { mode: 'off' } }),
  'enough answers to a batch that looks broken': answered(
    {},
    undefined,
    400,
    driftedBatch('a', 10).replace('age,rate', 'age,rat'),
  ),
  'an operator asks for a retraining': askToRetrain,
  'an older baseline after a newer one': (w: World) =>
    inReverse(w, ['baseline/older.csv', baselineCsv()], ['baseline/newer.csv', otherBaseline]),
  'the baseline in charge again': async (w: World) => {
    await w.upload('baseline/again.csv', baselineCsv());
  },
  'a baseline that cannot be read': async (w: World) => {
    await w.upload('baseline/broken.csv', '');
  },
  settings: async (w: World) => {
    await w.upload('monitors/default.json', '{"alpha":0.01}');
  },
  'settings that read columns differently': async (w: World) => {
    await w.upload('monitors/default.json', '{"ignore":["rate"]}');
  },
  'settings that are not valid': async (w: World) => {
    await w.upload('monitors/default.json', '{"alpha":7}');
  },
  'a folder marker or a foreign key': async (w: World) => {
    await w.upload('production/', '');
    await w.upload('elsewhere/file.csv', cleanCsv(10));
  },
  'silence for longer than expectEvery': async (w: World) => {
    await w.upload('monitors/default.json', '{"expectEvery":"24h"}');
    w.clock.wind(25 * 3_600_000);
    for (let i = 0; i < 3; i++) await w.sweep();
  },
} as const;
type EventName = keyof typeof EVENTS;

interface Seen {
  status: string | undefined;
  /** What became of production/file.csv, version by version. */
  file: string[];
  incident: 'none' | 'open' | 'closed';
  /** What people were told because of the event. */
  told: string[];
  inCharge: string | undefined;
  features: number | undefined;
  /** Models by their state, in the order in which they were asked for. */
  models: string[];
  /** Files that have predictions. */
  scored: string[];
  /** Files whose predictions were measured, and by how many labelled rows. */
  measured: string[];
  /** Retrainings by their state. */
  retrainings: string[];
}

async function look(w: World, toldBefore: Record<string, number>): Promise<Seen> {
  const champion = await w.ports.records.get(championKey('default'));
  const version = champion === null ? undefined : JSON.parse(champion.json).baseline;
  const baselines = await w.documents<BaselineRecord>('M#default', 'BASELINE#');
  const baseline = baselines.find((one) => one.version === version);
  const incidents = await w.documents<IncidentRecord>('M#default', 'INCIDENT#');
  const batches = (await w.batches()).filter(({ order }) => order.key === 'production/file.csv');
  const quarantined = await w.documents('M#default', 'QUARANTINE#');
  const parked = (await w.documents<PendingRecord>('PENDING', '')).filter(({ kind }) => kind === 'file');
  const told = Object.entries(w.alertCounts()).flatMap(([eventType, count]) =>
    Array.from({ length: count - (toldBefore[eventType] ?? 0) }, () => eventType),
  );
  return {
    status: (await w.monitor())?.status,
    file: [
      ...batches.map((one) =>
        one.state === 'judged' ? `${one.verdict}, ${one.decision?.counted}` : one.state,
      ),
      ...quarantined.map(() => 'quarantined'),
      ...parked.map(() => 'waiting'),
    ],
    incident: incidents.at(-1)?.state ?? 'none',
    told: told.sort(),
    inCharge: baseline?.order.key,
    features: baseline?.features,
    models: (await w.models()).sort((a, b) => a.requested - b.requested).map(({ state }) => state),
    measured: (await w.performances()).map(({ file, labelled }) => `${file} ${labelled}`),
    retrainings: (await w.documents<{ state: string }>('M#default', 'RETRAIN#')).map(({ state }) => state),
    scored: (await w.predictions()).filter(({ scored }) => scored !== null).map(({ file }) => file),
  };
}

type Cell = readonly [text: string, seen: Partial<Seen>];

const waiting: Cell = [
  'waits for a baseline',
  { status: 'learning', file: ['waiting'], told: [], incident: 'none' },
];
const opens: Cell = [
  'judged; opens an incident; alert',
  { status: 'unreliable', file: ['drift, drift'], told: ['drift.opened'], incident: 'open' },
];
const healthy: Cell = [
  'judged; healthy',
  { status: 'healthy', file: ['ok, clean'], told: [], incident: 'none' },
];
const quarantined: Cell = ['quarantined; alert', { file: ['quarantined'], told: ['file.quarantined'] }];
const takesOver: Cell = ['takes over at once', { inCharge: 'baseline/newer.csv', told: [] }];
const noChange = (text: string, status: string): Cell => [
  text,
  { status, told: [], inCharge: 'baseline/train.csv' },
];

const modelled = { inCharge: 'baseline/newer.csv', models: ['in-charge'], told: [] };
const anew = {
  inCharge: 'baseline/newer.csv',
  features: 2,
  models: ['superseded', 'in-charge'],
  told: [],
};
const measured = {
  inCharge: 'baseline/newer.csv',
  models: ['in-charge'],
  told: [],
  file: ['ok, clean'],
  measured: ['production/file.csv 50'],
};
const promoted = { inCharge: 'baseline/newer.csv', models: ['superseded', 'in-charge'], told: [] };
const rolledBack = { inCharge: 'baseline/model.csv', models: ['in-charge', 'superseded'], told: [] };
const retrained: Partial<Seen> = {
  inCharge: 'production/file.csv',
  status: 'healthy',
  incident: 'closed',
  models: ['superseded', 'in-charge'],
  told: ['drift.opened', 'retrain.promoted'],
  retrainings: ['promoted'],
};
const promotedText =
  'a better challenger takes charge, with the labelled rows as baseline; the incident is over; one alert';
const retrainedBack: Partial<Seen> = {
  ...retrained,
  inCharge: 'baseline/newer.csv',
  models: ['in-charge', 'superseded'],
};
const backText =
  'baseline and model from before take charge together; the next drifting batch opens an incident';
const kept: Partial<Seen> = {
  inCharge: 'baseline/newer.csv',
  status: 'unreliable',
  incident: 'open',
  models: ['in-charge', 'superseded'],
  told: ['drift.opened', 'retrain.kept'],
  retrainings: ['kept'],
};
const lacking: Partial<Seen> = {
  inCharge: 'baseline/newer.csv',
  status: 'unreliable',
  told: ['drift.opened', 'labels.waiting'],
  measured: ['production/file.csv 10'],
  retrainings: [],
};
const approving: Partial<Seen> = {
  inCharge: 'baseline/newer.csv',
  status: 'unreliable',
  incident: 'open',
  models: ['in-charge', 'trained'],
  told: ['drift.opened', 'retrain.waiting-for-approval'],
  retrainings: ['waiting-for-approval'],
};
const off: Partial<Seen> = {
  inCharge: 'baseline/newer.csv',
  status: 'unreliable',
  told: ['drift.opened'],
  retrainings: [],
};
const held: Partial<Seen> = { ...off, told: ['drift.opened', 'retrain.waiting-for-approval'] };
const refused = { models: ['in-charge'], told: ['predictions.refused'], file: ['ok, clean'] };
const unlearnable: Cell = [
  'takes over at once; no model; alert, once',
  { inCharge: 'baseline/newer.csv', models: ['refused'], scored: [], told: ['training.refused'] },
];

/** One line an event, one cell a state, in the order of STATES. */
const TABLE: Record<EventName, readonly [Cell, Cell, Cell, Cell]> = {
  'a clean batch': [
    waiting,
    healthy,
    healthy,
    [
      'judged; first of three that close the incident',
      { status: 'unreliable', file: ['ok, clean'], told: [], incident: 'open' },
    ],
  ],
  'three clean batches': [
    ['all wait for a baseline', { status: 'learning', file: ['waiting', 'waiting', 'waiting'], told: [] }],
    ['judged; healthy', { status: 'healthy', told: [], incident: 'none' }],
    ['judged; healthy', { status: 'healthy', told: [], incident: 'none' }],
    [
      'the third closes the incident; all-clear',
      { status: 'healthy', told: ['drift.cleared'], incident: 'closed' },
    ],
  ],
  'a drifting batch': [
    waiting,
    opens,
    opens,
    [
      'judged; belongs to the open incident, no alert',
      { status: 'unreliable', file: ['drift, drift'], told: [], incident: 'open' },
    ],
  ],
  'a batch that is much worse': [
    waiting,
    opens,
    opens,
    [
      'judged; belongs to the open incident; alert that it is worse',
      { status: 'unreliable', file: ['drift, drift'], told: ['drift.worsened'], incident: 'open' },
    ],
  ],
  'a batch too small to tell': [
    waiting,
    ['judged; counts neither way', { status: 'learning', file: ['insufficient, neither'], told: [] }],
    ['judged; counts neither way', { status: 'healthy', file: ['insufficient, neither'], told: [] }],
    ['judged; counts neither way', { status: 'unreliable', file: ['insufficient, neither'], told: [] }],
  ],
  'a batch with less drift than alerts are set to': [
    waiting,
    ['judged; counts neither way', { status: 'learning', file: ['drift, neither'], told: [] }],
    ['judged; counts neither way', { status: 'healthy', file: ['drift, neither'], told: [] }],
    ['judged; counts neither way', { status: 'unreliable', file: ['drift, neither'], told: [] }],
  ],
  'the same content twice': [
    ['both wait; one of them will be a duplicate', { file: ['waiting', 'waiting'], told: [] }],
    ['the second is a duplicate: no report, no alert', { status: 'healthy', file: ['duplicate'], told: [] }],
    ['the second is a duplicate: no report, no alert', { status: 'healthy', file: ['duplicate'], told: [] }],
    [
      'the second is a duplicate: no report, no alert',
      { status: 'unreliable', file: ['duplicate'], told: [] },
    ],
  ],
  'an older version of a key, drifting, after its newer one': [
    ['both wait', { file: ['waiting', 'waiting'], told: [] }],
    [
      'judged; changes nothing',
      { status: 'healthy', file: ['drift, late', 'ok, clean'], told: [], incident: 'none' },
    ],
    [
      'judged; changes nothing',
      { status: 'healthy', file: ['drift, late', 'ok, clean'], told: [], incident: 'none' },
    ],
    [
      'judged; changes nothing',
      { status: 'unreliable', file: ['drift, late', 'ok, clean'], told: [], incident: 'open' },
    ],
  ],
  'an older drifting batch after a newer clean one': [
    ['both wait', { file: ['waiting', 'waiting'], told: [] }],
    opens,
    opens,
    [
      'judged; reported only, the newer batch still counts towards closing',
      { status: 'unreliable', file: ['drift, late'], told: [], incident: 'open' },
    ],
  ],
  'an older clean batch after a newer clean one': [
    ['both wait', { file: ['waiting', 'waiting'], told: [] }],
    ['judged; changes nothing', { status: 'healthy', file: ['ok, late'], told: [] }],
    ['judged; changes nothing', { status: 'healthy', file: ['ok, late'], told: [] }],
    [
      'judged; does not count towards closing',
      { status: 'unreliable', file: ['ok, late'], told: [], incident: 'open' },
    ],
  ],
  'a batch that cannot be read': [
    [
      'waits for a baseline; quarantined when that lands',
      { status: 'learning', file: ['waiting'], told: [] },
    ],
    quarantined,
    quarantined,
    quarantined,
  ],
  'a file not named .csv': [quarantined, quarantined, quarantined, quarantined],
  'a newer baseline': [
    ['takes over at once; batches that wait are taken up', { inCharge: 'baseline/newer.csv', told: [] }],
    takesOver,
    takesOver,
    [
      'takes over at once; the incident stays open until batches are clean',
      { inCharge: 'baseline/newer.csv', told: [], status: 'unreliable', incident: 'open' },
    ],
  ],
  'a newer baseline while a model depends on the one in charge': [
    ['takes over at once (no model without a baseline)', { inCharge: 'baseline/newer.csv', told: [] }],
    noChange('candidate: an operator or a promotion puts it in charge', 'learning'),
    noChange('candidate: an operator or a promotion puts it in charge', 'healthy'),
    noChange('candidate: an operator or a promotion puts it in charge', 'unreliable'),
  ],
  'an operator promotes the candidate': [
    ['takes charge; its model is trained and takes charge', { ...promoted, scored: [] }],
    ['takes charge; its model is trained and takes charge', { ...promoted, scored: [] }],
    [
      'takes charge; its model is trained, takes charge and scores the newest batch',
      { ...promoted, status: 'healthy', scored: ['production/first.csv', 'production/first.csv'] },
    ],
    [
      'takes charge; its model is trained, takes charge and scores the newest batch; the incident goes on',
      { ...promoted, status: 'unreliable', scored: ['production/second.csv', 'production/second.csv'] },
    ],
  ],
  'an operator promotes the candidate, and rolls back': [
    ['baseline and model from before take charge together', { ...rolledBack, scored: [] }],
    ['baseline and model from before take charge together', { ...rolledBack, scored: [] }],
    ['baseline and model from before take charge together', { ...rolledBack, status: 'healthy' }],
    [
      'baseline and model from before take charge together; the incident goes on',
      { ...rolledBack, status: 'unreliable', incident: 'open' },
    ],
  ],
  'an operator rolls back': [
    ['nothing', { inCharge: undefined, told: [] }],
    noChange('nothing was in charge before: changes nothing', 'learning'),
    noChange('nothing was in charge before: changes nothing', 'healthy'),
    noChange('nothing was in charge before: changes nothing', 'unreliable'),
  ],
  'a baseline with a label column': [
    [
      'takes over at once; its model is trained and takes charge',
      { ...modelled, status: 'learning', scored: [] },
    ],
    [
      'takes over at once; its model is trained and takes charge',
      { ...modelled, status: 'learning', scored: [] },
    ],
    [
      'takes over at once; its model is trained, takes charge and scores the newest batch',
      { ...modelled, status: 'healthy', scored: ['production/first.csv'] },
    ],
    [
      'takes over at once; its model is trained, takes charge and scores the newest batch',
      { ...modelled, status: 'unreliable', scored: ['production/second.csv'] },
    ],
  ],
  'a baseline with a label column, then a batch': [
    ['judged and scored', { ...modelled, status: 'healthy', scored: ['production/file.csv'] }],
    ['judged and scored', { ...modelled, status: 'healthy', scored: ['production/file.csv'] }],
    [
      'judged and scored, as the newest batch before it was',
      { ...modelled, status: 'healthy', scored: ['production/first.csv', 'production/file.csv'] },
    ],
    [
      'judged and scored, as the newest batch before it was; the incident goes on',
      { ...modelled, status: 'unreliable', scored: ['production/second.csv', 'production/file.csv'] },
    ],
  ],
  'a baseline whose labels cannot be learned from': [unlearnable, unlearnable, unlearnable, unlearnable],
  'settings that read columns differently while a model depends on the baseline': [
    ['the baseline is read again and takes over; its model is trained anew', { ...anew, scored: [] }],
    ['the baseline is read again and takes over; its model is trained anew', { ...anew, scored: [] }],
    [
      'the baseline is read again and takes over; its model is trained anew and scores the newest batch',
      { ...anew, scored: ['production/first.csv', 'production/first.csv'] },
    ],
    [
      'the baseline is read again and takes over; its model is trained anew and scores the newest batch',
      { ...anew, scored: ['production/second.csv', 'production/second.csv'] },
    ],
  ],
  'a batch whose model was changed in the store': [
    ['judged, not scored; alert', { ...refused, scored: [] }],
    ['judged, not scored; alert', { ...refused, scored: [] }],
    ['judged, not scored; alert', { ...refused, scored: ['production/first.csv'] }],
    ['judged, not scored; alert', { ...refused, scored: ['production/second.csv'] }],
  ],
  'labels of a monitor that knows no ids': [
    ['wait for a baseline', { status: 'learning', file: ['waiting'], told: [], measured: [] }],
    quarantined,
    quarantined,
    quarantined,
  ],
  'a baseline with ids and labels, a batch, then labels': [
    ['judged, scored and measured', { ...measured, status: 'healthy' }],
    ['judged, scored and measured', { ...measured, status: 'healthy' }],
    ['judged, scored and measured', { ...measured, status: 'healthy' }],
    ['judged, scored and measured; the incident goes on', { ...measured, status: 'unreliable' }],
  ],
  'a baseline with ids and labels, labels, then the batch': [
    ['the labels are recorded; measured once the batch is scored', { ...measured, status: 'healthy' }],
    ['the labels are recorded; measured once the batch is scored', { ...measured, status: 'healthy' }],
    ['the labels are recorded; measured once the batch is scored', { ...measured, status: 'healthy' }],
    [
      'the labels are recorded; measured once the batch is scored; the incident goes on',
      { ...measured, status: 'unreliable' },
    ],
  ],
  'a drifting batch and enough answers to it': [
    [promotedText, retrained],
    [promotedText, retrained],
    [promotedText, retrained],
    [
      `alert that labels are missing; then ${promotedText}`,
      { ...retrained, told: ['labels.waiting', 'retrain.promoted'] },
    ],
  ],
  'the same, then an operator rolls back': [
    [backText, retrainedBack],
    [backText, retrainedBack],
    [backText, retrainedBack],
    [backText, { ...retrainedBack, told: ['labels.waiting', 'retrain.promoted'] }],
  ],
  'answers from which a challenger learns nothing better': [
    ['a challenger is trained and kept back; alert; the champion stays', kept],
    ['a challenger is trained and kept back; alert; the champion stays', kept],
    ['a challenger is trained and kept back; alert; the champion stays', kept],
    [
      'alert that labels are missing; then a challenger is trained and kept back; alert; the champion stays',
      { ...kept, told: ['labels.waiting', 'retrain.kept'] },
    ],
  ],
  'too few answers to a drifting batch': [
    ['measured; alert that labels are missing, a while later', lacking],
    ['measured; alert that labels are missing, a while later', lacking],
    ['measured; alert that labels are missing, a while later', lacking],
    [
      'measured; alert that labels are missing, at once if none have come before',
      { ...lacking, told: ['labels.waiting'] },
    ],
  ],
  'enough answers where the settings ask for approval': [
    ['a challenger is trained and waits for a person; alert', approving],
    ['a challenger is trained and waits for a person; alert', approving],
    ['a challenger is trained and waits for a person; alert', approving],
    [
      'alert that labels are missing; then a challenger is trained and waits for a person; alert',
      { ...approving, told: ['labels.waiting', 'retrain.waiting-for-approval'] },
    ],
  ],
  'enough answers where retraining is off': [
    ['measured; nothing is retrained', off],
    ['measured; nothing is retrained', off],
    ['measured; nothing is retrained', off],
    ['measured; nothing is retrained', { ...off, told: [] }],
  ],
  'enough answers to a batch that looks broken': [
    ['retraining waits for a person; alert, once', held],
    ['retraining waits for a person; alert, once', held],
    ['retraining waits for a person; alert, once', held],
    [
      'retraining waits for a person; alert, once',
      { ...held, told: ['drift.worsened', 'retrain.waiting-for-approval'] },
    ],
  ],
  'an operator asks for a retraining': [
    ['nothing', { retrainings: [], told: [] }],
    ['nothing (no model)', { retrainings: [], told: [] }],
    ['nothing (no model)', { retrainings: [], told: [] }],
    ['nothing (no model)', { retrainings: [], told: [] }],
  ],
  'an older baseline after a newer one': [
    ['recorded; the newer one stays in charge', { inCharge: 'baseline/newer.csv', told: [] }],
    ['recorded; the newer one stays in charge', { inCharge: 'baseline/newer.csv', told: [] }],
    ['recorded; the newer one stays in charge', { inCharge: 'baseline/newer.csv', told: [] }],
    ['recorded; the newer one stays in charge', { inCharge: 'baseline/newer.csv', told: [] }],
  ],
  'the baseline in charge again': [
    ['takes over at once', { inCharge: 'baseline/again.csv', told: [] }],
    noChange('duplicate: changes nothing', 'learning'),
    noChange('duplicate: changes nothing', 'healthy'),
    noChange('duplicate: changes nothing', 'unreliable'),
  ],
  'a baseline that cannot be read': [
    ['quarantined; alert', { file: ['quarantined'], told: ['file.quarantined'], inCharge: undefined }],
    [
      'quarantined; alert; the one in charge stays',
      { told: ['file.quarantined'], inCharge: 'baseline/train.csv' },
    ],
    [
      'quarantined; alert; the one in charge stays',
      { told: ['file.quarantined'], inCharge: 'baseline/train.csv' },
    ],
    [
      'quarantined; alert; the one in charge stays',
      { told: ['file.quarantined'], inCharge: 'baseline/train.csv' },
    ],
  ],
  settings: [
    ['recorded; the monitor is listed', { status: 'learning', told: [] }],
    noChange('recorded; apply to batches taken up from now on', 'learning'),
    noChange('recorded; apply to batches taken up from now on', 'healthy'),
    noChange('recorded; apply to batches taken up from now on', 'unreliable'),
  ],
  'settings that read columns differently': [
    ['recorded; the baseline will be read with them', { status: 'learning', told: [], inCharge: undefined }],
    ['recorded; the baseline is read again', { inCharge: 'baseline/train.csv', features: 2, told: [] }],
    ['recorded; the baseline is read again', { inCharge: 'baseline/train.csv', features: 2, told: [] }],
    ['recorded; the baseline is read again', { inCharge: 'baseline/train.csv', features: 2, told: [] }],
  ],
  'settings that are not valid': [
    ['quarantined; alert; those from before stay', { file: ['quarantined'], told: ['file.quarantined'] }],
    ['quarantined; alert; those from before stay', { file: ['quarantined'], told: ['file.quarantined'] }],
    ['quarantined; alert; those from before stay', { file: ['quarantined'], told: ['file.quarantined'] }],
    ['quarantined; alert; those from before stay', { file: ['quarantined'], told: ['file.quarantined'] }],
  ],
  'a folder marker or a foreign key': [
    ['nothing', { status: undefined, file: [], told: [] }],
    ['nothing', { status: 'learning', file: [], told: [] }],
    ['nothing', { status: 'healthy', file: [], told: [] }],
    ['nothing', { status: 'unreliable', file: [], told: [] }],
  ],
  'silence for longer than expectEvery': [
    ['alert, once', { told: ['data.missing'] }],
    ['alert, once', { told: ['data.missing'], status: 'learning' }],
    ['alert, once', { told: ['data.missing'], status: 'healthy' }],
    ['alert, once', { told: ['data.missing'], status: 'unreliable' }],
  ],
};

/** A world in each state. */
const worlds = {} as Record<State, World>;
beforeAll(async () => {
  let world = new World();
  for (const state of NAMES) {
    world = new World(world);
    await STATES[state](world);
    worlds[state] = world;
  }
});
afterAll(() => {
  for (const state of NAMES) worlds[state].close();
});

describe.each(Object.keys(TABLE) as EventName[])('%s', (event) => {
  test.each(NAMES.map((state, i) => ({ state, i, text: TABLE[event][i]?.[0] })))(
    'in state $state: $text',
    async ({ state, i }) => {
      const world = new World(worlds[state]);
      const toldBefore = world.alertCounts();
      await EVENTS[event](world);
      expect(await look(world, toldBefore)).toMatchObject(TABLE[event][i]?.[1] as Partial<Seen>);
      expect(world.errors).toEqual([]);
      expect(world.queue.deadLetters()).toEqual([]);
      world.close();
    },
  );
});

test('the table in DECISIONS.md says the same', () => {
  const lines = Object.entries(TABLE).map(
    ([event, cells]) => `| ${event} | ${cells.map(([text]) => text).join(' | ')} |`,
  );
  const decisions = readFileSync(new URL('../../infra/DECISIONS.md', import.meta.url), 'utf8');
  const [, table = ''] = decisions.split(`| event | ${NAMES.join(' | ')} |\n|---|---|---|---|---|\n`);
  expect(table.split('\n\n')[0]?.trimEnd().split('\n')).toEqual(lines);
});
