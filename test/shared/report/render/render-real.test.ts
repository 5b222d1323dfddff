import { createReadStream, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../../shared/config/settings.ts';
import { readBaseline } from '../../../../shared/profile/read-baseline.ts';
import { compare } from '../../../../shared/report/compare.ts';
import { renderHtml } from '../../../../shared/report/render/render-html.ts';
import { renderJson } from '../../../../shared/report/render/render-json.ts';
import { renderJunit } from '../../../../shared/report/render/render-junit.ts';
import { renderMarkdown } from '../../../../shared/report/render/render-markdown.ts';
import { renderText } from '../../../../shared/report/render/render-text.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { readBatch } from '../../../../shared/tally/read-batch.ts';

const root = new URL('../../../../', import.meta.url);

async function realReport(baseline: string, production: string): Promise<Report> {
  const settings = v.parse(settingsSchema, {});
  const open = (path: string) => createReadStream(new URL(path, root));
  const profile = await readBaseline(open(baseline), settings, { name: baseline });
  const tally = await readBatch(open(production), profile, settings, { name: production });
  const file = (uri: string) => ({ uri, versionId: null, sha256: null });
  const meta = {
    runId: 'test',
    monitor: 'default',
    model: null,
    baseline: file(baseline),
    current: file(production),
  };
  return compare({ profile, tally, settings, meta });
}

describe.each([
  ['breast cancer', 'data/breast-cancer/baseline.csv', 'data/breast-cancer/production.csv'],
  ['obesity', 'data/obesity/baseline.csv', 'data/obesity/production/week-08.csv'],
  ['loans', 'data/loans/baseline.csv', 'data/loans/production/batch-18.csv'],
])('the report of the %s data', (_, baseline, production) => {
  let report: Report;
  beforeAll(async () => {
    report = await realReport(baseline, production);
  });

  it('fits its published JSON Schema', () => {
    const schema = JSON.parse(readFileSync(new URL('shared/report/report.schema.json', root), 'utf8'));
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(renderJson(report)));
    expect(validate.errors).toBeNull();
  });

  it('names every drifted feature in every form', () => {
    const forms = [
      renderText(report, { color: false, width: 100 }),
      renderMarkdown(report),
      renderHtml(report),
      renderJunit(report),
    ];
    const drifted = report.features.filter((f) => f.drifted);
    expect(drifted.length).toBeGreaterThan(0);
    for (const form of forms) for (const { name } of drifted) expect(form).toContain(name);
  });

  it('is one HTML file under 300 kB with a picture for each feature, and well-formed XML', () => {
    const html = renderHtml(report);
    expect(html.length).toBeLessThan(300_000);
    expect(html.match(/<svg class="chart"/g)).toHaveLength(report.features.length);
    expect(XMLValidator.validate(renderJunit(report))).toBe(true);
  });
});

describe('the report of the breast cancer data', () => {
  it('begins with 30, 5, 16.67% and the alert', async () => {
    const report = await realReport('data/breast-cancer/baseline.csv', 'data/breast-cancer/production.csv');
    expect(renderText(report, { color: false, width: 80 }).split('\n').slice(0, 4)).toEqual([
      'Total Features: 30',
      'Drifted Features: 5',
      'Drift Percentage: 16.67%',
      'ALERT: Significant feature drift detected!',
    ]);
  });
});
