import type { Hono } from 'hono';
import { parse } from 'parse5';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchPath } from '../../../functions/dashboard/paths.ts';
import { plainPages } from '../../../functions/dashboard/plain-pages.ts';
import { tellDecide } from '../../../functions/decide/message.ts';
import type { RecordKey, Records } from '../../../functions/ports.ts';
import { championKey } from '../../../functions/records/champion-record.ts';
import { waitingCandidate } from '../../../functions/records/waiting-candidate.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
  tinyCsv,
} from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
let app: Hono;
let log: string[];
let reads: string[];

beforeEach(() => {
  world = new World();
  log = [];
  reads = [];
  app = plainPages(
    { records: listening(world.ports.records), objects: world.objects },
    { inputs: 'the inputs', log: (line) => log.push(line) },
  );
});
afterEach(() => world.close());

/** The same records, and every read is noted. */
function listening(records: Records): Records {
  return {
    get: (key: RecordKey) => {
      reads.push(`get ${key.pk}`);
      return records.get(key);
    },
    query: (pk, prefix, query) => {
      reads.push(`query ${pk}`);
      return records.query(pk, prefix, query);
    },
    transact: () => Promise.reject(new Error('A page writes nothing.')),
  };
}

const get = async (path: string) => (await app.request(path)).text();
const links = (page: string, part: string) =>
  [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href).filter((href) => href.includes(part));

describe('the page of all monitors', () => {
  test('says where to put files when nothing is watched', async () => {
    expect(await get('/')).toContain('<code>the inputs/baseline/</code>');
  });

  test('says how a newer baseline that waits is put in charge', async () => {
    await world.upload('baseline/aaa/train.csv', labelledCsv(baselineCsv()));
    expect(await get('/')).not.toContain('candidate');
    await world.upload('baseline/aaa/newer.csv', labelledCsv(`${baselineCsv()}50,50,0.5\n`));
    expect(await get('/')).toContain(
      'A newer baseline, newer.csv, waits as a candidate: <code>driftline promote --monitor aaa</code> puts it in charge.',
    );
  });

  test('says how many predictions changed when another model took charge', async () => {
    await world.upload('baseline/aaa/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/aaa/may.csv', cleanCsv(1));
    expect(await get('/')).not.toContain('in charge before');
    const opposite = (amount: number) => (amount > 50 ? 'no' : 'yes');
    await world.upload('baseline/aaa/newer.csv', labelledCsv(baselineCsv(), opposite));
    const { version = '' } = (await waitingCandidate(world.ports.records, 'aaa')) ?? {};
    const { rev = 0 } = (await world.ports.records.get(championKey('aaa'))) ?? {};
    await tellDecide(world.ports, { kind: 'promote', monitor: 'aaa', baseline: version, rev });
    await world.settle();
    expect(await get('/')).toMatch(
      /9\d of 100 predictions \(9\d %\) differ from those of the model that was in charge before/,
    );
  });

  test('gives the answer first, and monitors in trouble before the others', async () => {
    await world.upload('baseline/aaa/train.csv', baselineCsv());
    await world.upload('production/aaa/may.csv', cleanCsv(1));
    expect(await get('/')).toContain('Yes, as far as the data shows.');
    await world.upload('baseline/zzz/train.csv', baselineCsv());
    await world.upload('production/zzz/may.csv', driftedCsv(1, 2));
    const page = await get('/');
    expect(page).toContain('1 of 2 cannot: its data no longer looks like the data it learned from.');
    expect(page.indexOf('>zzz</a></h2>')).toBeLessThan(page.indexOf('>aaa</a></h2>'));
    expect(page).toContain('<title>▲ Driftline</title>');
    expect(page).toMatch(/age: typical value .*and 1 more feature/);
  });

  test('links every verdict to its report and every alert to its text', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', driftedCsv(1));
    const page = await get('/');
    const [report = ''] = links(page, '/batches/');
    expect(await get(report)).toContain('The data has drifted');
    expect(JSON.parse(await get(`${report}/report.json`))).toMatchObject({ verdict: 'drift' });
    const [alert = ''] = links(page, '/alerts/');
    reads = [];
    expect(await get(alert)).toContain('no longer looks like the data its model learned from');
    expect(reads).toEqual(['get M#default']);
  });

  test('tells of duplicates, of batches too small, of files set aside and of batches that wait', async () => {
    await world.upload('production/waiting/may.csv', cleanCsv(1));
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/tiny.csv', tinyCsv(1));
    expect(await get('/')).toContain('no batch so far had enough rows to tell');
    await world.upload('production/again.csv', tinyCsv(1));
    await world.upload('production/book.xlsx', 'PK');
    const page = await get('/');
    expect(page).toContain('Too few rows to tell');
    expect(page).toContain('The same content as an earlier batch: not judged again');
    expect(page).toContain('production/book.xlsx: only files that end in .csv are read.');
    expect(page).toContain('1 file waits for a baseline: put one into <code>baseline/waiting/</code>');
  });

  test('shows the newest ten of each kind, and a monitor’s own page more', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    for (let i = 1; i <= 12; i++) await world.upload(`production/batch-${i}.csv`, cleanCsv(i));
    const page = await get('/');
    expect(new Set(links(page, '/batches/')).size).toBe(10);
    expect(page).toContain('batch-12.csv');
    expect(page).toContain('The newest 10.');
    const own = await get('/monitors/default');
    expect(new Set(links(own, '/batches/')).size).toBe(12);
    expect(own).not.toContain('The newest');
  });
});

describe('a monitor with a model', () => {
  test('shows it, its card, and the predictions of each batch to be saved', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/may.csv', cleanCsv(1));
    const page = await get('/');
    expect(page).toMatch(
      /logistic-regression model<\/a> predicts label, 8\d % right on rows it had not seen/,
    );
    const [card = ''] = links(page, '/models/');
    expect(await get(card)).toMatch(/^# Model for `label`/);
    const [path = ''] = links(page, '/predictions/');
    expect(page).toContain('100 predictions for may.csv');
    const response = await app.request(path);
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="predictions.csv"');
    const [prediction] = await world.predictions();
    const key = prediction?.scored?.predictions.key ?? '';
    expect(await response.text()).toBe(await world.artifact(key));
    expect(response.headers.get('ETag')).toBe(`"${prediction?.scored?.predictions.sha256}"`);
  });
});

describe('predictions', () => {
  test('stand with their accuracy where labels came, and otherwise with an estimate and what it assumes', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await world.upload('production/may.csv', identifiedCsv(cleanCsv(1), 'a'));
    expect(await get('/')).toMatch(/Accuracy without labels: estimated 0\.\d{3}; assumes that the answer/);
    await world.upload('labels/default/may.csv', labelsCsv('a', 0, 40));
    const page = await get('/monitors/default');
    expect(page).toMatch(/Accuracy: 0\.\d{3} \(0\.\d{3}–0\.\d{3}\), 40 of 100 labelled/);
    expect(page).not.toContain('without labels');
    expect(page).toContain('may.csv: 40 ids with an answer, 40 of them in scored batches when it came');
  });
});

describe('hostile names', () => {
  test('are shown as text and make no markup', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    const names = [
      '<script>alert(1)<.csv',
      '__proto__.csv',
      'rtl-\u202egpj.csv',
      '"><img src=x onerror=x>.csv',
    ];
    for (const [i, name] of names.entries()) await world.upload(`production/${name}`, cleanCsv(i));
    await world.upload('production/<b>bad.png', 'x');
    for (const path of ['/', '/monitors/default', ...links(await get('/'), '/alerts/')]) {
      const tags = new Set(tagsOf(await get(path)));
      expect(tags).not.toContain('img');
      expect(tags).not.toContain('b');
    }
    const page = await get('/');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;.csv');
    expect(page).toContain('rtl-\\u202egpj.csv');
  });

  test.each([
    '/monitors/none',
    '/monitors/__proto__',
    '/monitors/..%2f..%2fetc/batches/passwd',
    '/monitors/default/batches/none',
    '/monitors/default/batches/%00',
    '/monitors/default/batches/%E0%A4%A',
    '/monitors/default/batches/none/predictions/none',
    '/monitors/default/models/none',
    '/monitors/default/alerts/none',
    '/monitors/default/alerts/1-2',
    `/monitors/default/alerts/${'9'.repeat(400)}-a`,
    `/monitors/${'x'.repeat(5000)}`,
    '/favicon.ico',
  ])('%s is not found', async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('There is nothing here. The list of monitors is at /.\n');
    expect(log).toEqual([]);
  });
});

describe('every answer', () => {
  test('allows no script but its own, no framing and no sniffing', async () => {
    for (const path of ['/', '/live.js', '/none']) {
      const { headers } = await app.request(path);
      expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none';.*script-src 'self';/);
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
    expect(await get('/')).not.toMatch(/<script[^>]*>[^<]|\son\w+=/);
  });

  test('has an ETag: what has not changed is not sent again', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    const first = await app.request('/');
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await app.request('/', { headers })).status).toBe(304);
    await world.upload('production/may.csv', cleanCsv(1));
    expect((await app.request('/', { headers })).status).toBe(200);
  });

  test('changes nothing: only reading is allowed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await app.request('/', { method })).status).toBe(404);
    }
  });

  test('is a sentence, in the log too, when a stored report was tampered with', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', cleanCsv(1));
    const [batch] = await world.batches();
    if (batch?.state !== 'judged') throw new Error('The batch was not judged.');
    const { records } = world.ports;
    const [stored] = (await records.query('M#default', 'BATCH#')).records;
    const report = { ...batch.report, sha256: '0'.repeat(64) };
    await records.transact([
      { op: 'put', pk: 'M#default', sk: stored?.sk ?? '', json: JSON.stringify({ ...batch, report }) },
    ]);
    const response = await app.request(batchPath('default', batch.batchId));
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/^This page cannot be shown: Artifact .*\n$/);
    expect(log).toHaveLength(1);
  });
});

interface Node {
  nodeName: string;
  childNodes?: Node[];
}

function tagsOf(page: string): string[] {
  const walk = ({ nodeName, childNodes = [] }: Node): string[] => [nodeName, ...childNodes.flatMap(walk)];
  return walk(parse(page) as unknown as Node);
}
