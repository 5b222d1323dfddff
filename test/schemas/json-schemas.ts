import { toJsonSchema } from '@valibot/to-json-schema';
import { alertDocumentSchema } from '../../shared/alert/alert-document.ts';
import { settingsSchema } from '../../shared/config/settings.ts';
import { evidenceSchema } from '../../shared/model/retrain/evidence.ts';
import { reportSchema } from '../../shared/report/report.ts';

/** The published JSON Schemas by path, made from the very schemas that the code checks with. */
export function jsonSchemas(): Map<string, object> {
  const { $schema, ...report } = toJsonSchema(reportSchema, {
    typeMode: 'output',
    // A parsed tuple has no further items; the converter says so for strict tuples only.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'tuple' ? { ...jsonSchema, additionalItems: false } : null,
  });
  const settings = toJsonSchema(settingsSchema, {
    typeMode: 'input',
    // One setting against another is beyond JSON Schema.
    ignoreActions: ['check'],
  });
  const { $schema: _, ...alert } = toJsonSchema(alertDocumentSchema, { typeMode: 'output' });
  const { $schema: __, ...evidence } = toJsonSchema(evidenceSchema, { typeMode: 'output' });
  return new Map([
    [
      'shared/report/report.schema.json',
      {
        $schema,
        title: 'Driftline drift report',
        description: 'What one batch of production data looks like against its baseline, feature by feature.',
        ...report,
      },
    ],
    [
      'shared/config/settings.schema.json',
      {
        $schema,
        title: 'Driftline monitor settings',
        description: 'All optional; a name that is not known is an error.',
        ...settings,
      },
    ],
    [
      'shared/alert/alert.schema.json',
      {
        $schema,
        title: 'Driftline alert',
        description: 'What queues, functions and web hooks that are subscribed to alerts receive.',
        ...alert,
      },
    ],
    [
      'shared/model/retrain/evidence.schema.json',
      {
        $schema,
        title: 'Driftline retraining evidence',
        description: 'What speaks for and against a retrained model: `evidence.json` beside it.',
        ...evidence,
      },
    ],
  ]);
}
