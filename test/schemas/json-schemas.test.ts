import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { composeAlert } from '../../shared/alert/compose-alert.ts';
import { evidenceToJson } from '../../shared/model/retrain/evidence.ts';
import { renderJson } from '../../shared/report/render/render-json.ts';
import { EXAMPLE_EVENTS } from '../shared/alert/example-events.ts';
import { draw, inputOf, NEW, OLD, retrained, rowsOf } from '../shared/model/retrain/worlds.ts';
import * as examples from '../shared/report/example-reports.ts';
import { jsonSchemas } from './json-schemas.ts';

const committed = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const validator = (path: string) => new Ajv({ strict: true, allowUnionTypes: true }).compile(committed(path));

describe('published JSON Schemas', () => {
  it.each([...jsonSchemas()])('%s is what the code checks with (else: npm run schemas)', (path, schema) => {
    expect(committed(path)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each([
    ['drift', examples.driftReport],
    ['no drift', examples.okReport],
    ['too few rows', examples.insufficientReport],
    ['the plain rule', examples.plainKsReport],
    ['categories and missing values', examples.mixedReport],
    ['hostile names', examples.hostileReport],
  ])('report.schema.json accepts a rendered report of %s', (_, report) => {
    const validate = validator('shared/report/report.schema.json');
    validate(JSON.parse(renderJson(report)));
    expect(validate.errors).toBeNull();
  });

  it('report.schema.json rejects an unknown key, a missing key and a p-value above 1', () => {
    const validate = validator('shared/report/report.schema.json');
    const { verdict: _, ...noVerdict } = examples.okReport;
    const [feature] = examples.okReport.features;
    expect(validate({ ...examples.okReport, extra: 1 })).toBe(false);
    expect(validate(noVerdict)).toBe(false);
    expect(validate({ ...examples.okReport, features: [{ ...feature, pValue: 1.1 }] })).toBe(false);
  });

  it('settings.schema.json accepts no settings and some, and rejects a misspelt name and an alpha of 7', () => {
    const validate = validator('shared/config/settings.schema.json');
    expect(validate({})).toBe(true);
    expect(validate({ alpha: 0.01, types: { year: 'numeric' }, alert: {}, expectEvery: '24h' })).toBe(true);
    expect(validate({ alhpa: 0.01 })).toBe(false);
    expect(validate({ alpha: 7 })).toBe(false);
  });

  it.each(Object.entries(EXAMPLE_EVENTS))('alert.schema.json accepts an alert: %s', (_, event) => {
    const validate = validator('shared/alert/alert.schema.json');
    validate(JSON.parse(composeAlert(event).json));
    expect(validate.errors).toBeNull();
  });

  it('evidence.schema.json accepts the evidence of a retraining, and rejects an unknown key', async () => {
    const history = rowsOf(draw(OLD, 400, 1));
    const { evidence } = await retrained(inputOf(history, rowsOf(draw(NEW, 400, 2))));
    const validate = validator('shared/model/retrain/evidence.schema.json');
    const document = JSON.parse(evidenceToJson(evidence));
    validate(document);
    expect(validate.errors).toBeNull();
    expect(validate({ ...document, extra: 1 })).toBe(false);
  });

  it('alert.schema.json rejects another type, an unknown key and a missing one', () => {
    const validate = validator('shared/alert/alert.schema.json');
    const alert = JSON.parse(composeAlert(EXAMPLE_EVENTS['data.missing']!).json);
    const { where: _, ...nowhere } = alert;
    expect(validate(alert)).toBe(true);
    expect(validate({ ...alert, eventType: 'data.lost' })).toBe(false);
    expect(validate({ ...alert, extra: 1 })).toBe(false);
    expect(validate(nowhere)).toBe(false);
  });
});
