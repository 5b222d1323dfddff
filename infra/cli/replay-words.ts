import type { Replay, ReplayedBatch } from '../../functions/replay/replay.ts';
import { type Course, noticedLater, type Outcome } from '../../functions/replay/walk-incidents.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { safeText, shorten, showName } from '../../shared/text/safe-text.ts';
import { settingsChanges } from './settings-changes.ts';

const FILE_CHARS_MAX = 48;
const FEATURES_MAX = 4;

interface Tried {
  readonly monitor: string;
  readonly settings: Settings;
}

/** What a replay found, for somebody who is about to choose settings. Safe for a terminal. */
export function replayText(replay: Replay, tried: Tried): string {
  const { batches, before, after } = replay;
  const first = batches[0];
  const last = batches.at(-1);
  if (first === undefined || last === undefined) {
    return `Monitor ${tried.monitor} has judged no batch yet: there is nothing to replay.\n`;
  }
  const changes = settingsChanges(replay.settingsBefore, tried.settings);
  const sections = [
    [`${plural(before.alerts, 'alert')} → ${formatCount(after.alerts)}`],
    [
      `Monitor ${tried.monitor}: ${plural(batches.length, 'batch', 'batches')}, ${period(first, last)}, judged again with`,
      ...indent(changes.length === 0 ? ['the settings that they were judged by'] : changes),
    ],
    [...indent(table(replay)), ...sentNote(replay), ...promotionsNote(replay)],
    incidentSentences(replay),
    changedBatches(batches, tried.monitor),
    ['Nothing was changed. Settings in force come from monitors/ in the inputs, for batches from then on.'],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function period(first: ReplayedBatch, last: ReplayedBatch): string {
  const [from, to] = [first, last].map(({ batch }) => minute(batch.order.lastModified).slice(0, 10));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function table({ batches, before, after }: Replay): string[] {
  const count = (standing: Standing) =>
    (['before', 'after'] as const).map(
      (side) => batches.filter((batch) => standingOf(batch[side]) === standing).length,
    );
  const always: [string, number[]][] = [
    ['Alerts', [before.alerts, after.alerts]],
    ['Incidents', [before.incidents.length, after.incidents.length]],
    ['All-clears', [before.allClears, after.allClears]],
    ['Drifting batches', count('drift')],
    ['Batches without drift', count('no drift')],
  ];
  const sometimes: [string, number[]][] = [
    ['Drift below the alert level', count('drift below the alert level')],
    ['Too few rows to tell', count('too few rows to tell')],
    ['Cannot be compared', count('cannot be compared')],
  ];
  const rows = [...always, ...sometimes.filter(([, counts]) => counts.some((n) => n > 0))];
  const cells = [
    ['', 'before', 'after'],
    ...rows.map(([name, counts]) => [name, ...counts.map(formatCount)]),
  ] as const;
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map(([name = '', ...numbers]) =>
    [name.padEnd(widths[0] ?? 0), ...numbers.map((text, i) => text.padStart((widths[i + 1] ?? 0) + 2))].join(
      '',
    ),
  );
}

/** Replayed in the order of their uploads, batches that arrived late raise what they did not raise then. */
function sentNote({ batches, before }: Replay): string[] {
  const sent = batches.filter(({ batch }) =>
    ['opened', 'worsened'].includes(batch.decision?.change ?? ''),
  ).length;
  if (sent === before.alerts) return [];
  return [`  (${plural(sent, 'alert')} really went out: some of the batches were handled out of order.)`];
}

/** Whether a model would have been retrained under other settings nobody knows. */
function promotionsNote({ promotions }: Replay): string[] {
  if (promotions === 0) return [];
  const models = promotions === 1 ? 'A retrained model' : `${formatCount(promotions)} retrained models`;
  return [
    `  (${models} took charge meanwhile. On both sides that ends an incident,`,
    '  and batches after it are compared with the newer data, as it happened.)',
  ];
}

/** What would have been passed over, and what would have come up, in incidents. Which of it mattered nobody knows. */
function incidentSentences({ batches, before, after }: Replay): string[] {
  const lost = unnoticed(before, after);
  const found = unnoticed(after, before);
  const later = before.incidents.filter((incident) => (noticedLater(incident, after) ?? 0) > 0).length;
  const sentences: string[] = [];
  if (lost.length > 0) {
    sentences.push(
      `${formatCount(lost.length)} of ${plural(before.incidents.length, 'incident')} would not have been noticed: spared if it was noise, missed if it was not.`,
      ...strongestSentence('The strongest change passed over', batches, lost, before, 'before'),
    );
  }
  if (later > 0) sentences.push(`${plural(later, 'incident')} would have been noticed in a later batch.`);
  if (found.length > 0) {
    sentences.push(
      `${plural(found.length, 'incident')} would have come up that nobody heard of.`,
      ...strongestSentence('The strongest change in them', batches, found, after, 'after'),
    );
  }
  return sentences;
}

/** Incidents of one course that the other has no part in, by their first batch. */
function unnoticed(course: Course, other: Course): Course['incidents'] {
  return course.incidents.filter((incident) => noticedLater(incident, other) === null);
}

function strongestSentence(
  words: string,
  batches: readonly ReplayedBatch[],
  incidents: Course['incidents'],
  { open }: Course,
  side: 'before' | 'after',
): string[] {
  const drifting = incidents
    .flatMap(({ from, to }) => batches.slice(from, to ?? open.length))
    .flatMap(({ batch, [side]: outcome }) =>
      outcome.kind === 'judged' && outcome.facts.alert ? [{ batch, ...outcome }] : [],
    )
    .sort((a, b) => b.facts.strongest - a.facts.strongest);
  const strongest = drifting[0];
  const sentence = strongest?.top[0]?.sentence;
  if (strongest === undefined || sentence === undefined) return [];
  return [`${words}: ${safeText(sentence)} (${shorten(strongest.batch.order.key, FILE_CHARS_MAX)})`];
}

function changedBatches(batches: readonly ReplayedBatch[], monitor: string): string[] {
  const changed = batches.filter(({ before, after }) => standingOf(before) !== standingOf(after));
  if (changed.length === 0) return ['No batch would have had another verdict.'];
  const rows = changed.map(({ batch, before, after }) => [
    minute(batch.order.lastModified),
    shorten(fileOf(batch.order.key, monitor), FILE_CHARS_MAX),
    `${standingOf(before)} → ${standingOf(after)}`,
    reason(before, after),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    `Batches with another verdict (${formatCount(changed.length)} of ${formatCount(batches.length)})`,
    ...indent(
      rows.map((row) =>
        row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd(),
      ),
    ),
  ];
}

type Standing =
  | 'drift'
  | 'drift below the alert level'
  | 'no drift'
  | 'too few rows to tell'
  | 'cannot be compared';

function standingOf(outcome: Outcome): Standing {
  if (outcome.kind === 'refused') return 'cannot be compared';
  const { alert, verdict } = outcome.facts;
  if (alert) return 'drift';
  return { drift: 'drift below the alert level', ok: 'no drift', insufficient: 'too few rows to tell' }[
    verdict
  ] as Standing;
}

/** The features that the change is about: those of the side on which more drifted. */
function reason(before: Outcome, after: Outcome): string {
  if (after.kind === 'refused') return safeText(after.message);
  const [more] = [before, after]
    .flatMap((outcome) => (outcome.kind === 'judged' ? [outcome] : []))
    .sort((a, b) => b.facts.driftedFeatures - a.facts.driftedFeatures);
  if (more === undefined) return '';
  const names = more.top.slice(0, FEATURES_MAX).map(({ name }) => showName(name));
  const others = more.facts.driftedFeatures - names.length;
  return names.join(', ') + (others > 0 ? ` and ${formatCount(others)} more` : '');
}

/** A batch's key without what all batches of the monitor have in common. */
function fileOf(key: string, monitor: string): string {
  const file = key.replace(/^production\//, '');
  return file.startsWith(`${monitor}/`) ? file.slice(monitor.length + 1) : file;
}

/** `2026-11-21 10:05`, UTC as everywhere in the state. */
function minute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}
