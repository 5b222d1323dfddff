import * as v from 'valibot';
import { FormatError } from '../profile/format-error.ts';
import { countSchema, parseDocument } from '../profile/json-fields.ts';
import { dataSourceSchema } from './data-source.ts';
import { MODEL_KINDS } from './kinds/all-kinds.ts';
import { inputColumn, modelInputSchema } from './model-input.ts';
import type { ModelKind } from './model-kind.ts';
import { applyTemperature } from './temperature.ts';
import type { Rows } from './training-data.ts';

/** Bumped when a model file's meaning changes; one of another version is made anew, never guessed at. */
export const MODEL_SCHEMA_VERSION = 1;

const number = v.pipe(v.number(), v.finite());
const intervalSchema = v.strictObject({ value: number, low: number, high: number });

const metricsSchema = v.strictObject({
  accuracy: intervalSchema,
  /** Of the second class for two classes, averaged over classes against the rest for more. */
  rocAuc: v.nullable(intervalSchema),
  logLoss: intervalSchema,
  brier: number,
  calibration: v.strictObject({
    expectedError: number,
    bins: v.array(
      v.strictObject({ from: number, to: number, rows: countSchema, confidence: number, accuracy: number }),
    ),
  }),
  /** `confusion[right][predicted]`, in the order of `classes`. */
  confusion: v.array(v.array(countSchema)),
});

const modelDocumentSchema = v.strictObject({
  schemaVersion: v.literal(
    MODEL_SCHEMA_VERSION,
    (issue) => `this version reads models of version ${MODEL_SCHEMA_VERSION}, not ${issue.received}`,
  ),
  kind: v.string(),
  monitor: v.nullable(v.string()),
  /** Column with the answers. */
  label: v.string(),
  /** Column that names a row. */
  id: v.nullable(v.string()),
  classes: v.pipe(v.array(v.string()), v.minLength(2)),
  inputs: v.pipe(v.array(modelInputSchema), v.minLength(1)),
  seed: v.pipe(v.number(), v.safeInteger()),
  engineVersion: v.string(),
  trainedOn: v.strictObject({
    ...dataSourceSchema.entries,
    /** Rows of the file, and of these with an answer. */
    rows: countSchema,
    rowsLabelled: countSchema,
    /** Rows learned from, those of `history` included. */
    rowsUsed: countSchema,
    /** Rows of each class among those learned from, in the order of `classes`. */
    classCounts: v.array(countSchema),
    /** Older files that it learned from as well: rows of each, and what one counts where a row of the file counts 1. */
    history: v.exactOptional(
      v.array(v.strictObject({ ...dataSourceSchema.entries, rows: countSchema, rowWeight: number })),
    ),
  }),
  /** Each row was predicted by a model that had not seen it: one without its fold, or this one, as it was held out. */
  evaluation: v.union([
    v.strictObject({ folds: countSchema, metrics: metricsSchema }),
    v.strictObject({ heldOut: countSchema, metrics: metricsSchema }),
  ]),
  /** Probabilities are raised to 1/temperature and normalised; 1 leaves them as the kind gives them. */
  temperature: v.pipe(number, v.gtValue(0)),
  /** In the order of `inputs`. */
  importance: v.array(number),
  /** How probable classes were on rows that the model had not seen: what prediction drift is measured against. */
  scoreProfile: v.array(
    v.strictObject({
      class: v.string(),
      /** Distinct probabilities, ascending, and how many rows had a probability up to each. */
      values: v.array(number),
      cumulative: v.array(countSchema),
      reductionError: number,
    }),
  ),
  /** What the kind's `train` gave. */
  model: v.unknown(),
});

/** `model.json`. Plain JSON without a clock: the same rows, settings and seed give the same bytes. */
export type ModelDocument = v.InferOutput<typeof modelDocumentSchema>;

/** A model that is ready to predict. */
export interface LoadedModel {
  readonly document: ModelDocument;
  /** Probabilities, class by class for each row, calibrated; the columns are those of `document.inputs`. */
  predict(rows: Rows): Float64Array;
}

export const modelToJson = (document: ModelDocument): string => `${JSON.stringify(document)}\n`;

/**
 * Loads a `model.json`, checked throughout.
 *
 * @throws FormatError when the text is no model, of another version, of an unknown kind, or does not fit together
 */
export function loadModel(text: string): LoadedModel {
  const document = parseDocument(text, modelDocumentSchema, 'model');
  const kind = Object.hasOwn(MODEL_KINDS, document.kind) ? MODEL_KINDS[document.kind] : undefined;
  if (kind === undefined) {
    throw new FormatError(
      `This model is of kind "${document.kind}", which this version does not know. It knows: ${Object.keys(MODEL_KINDS).join(', ')}.`,
    );
  }
  const inner = v.safeParse(kind.schema, document.model);
  if (!inner.success) {
    const path = v.getDotPath(inner.issues[0]);
    throw new FormatError(
      `This is no ${document.kind} model that can be read: model${path === null ? '' : `.${path}`}: ${inner.issues[0].message}. Train the model anew.`,
    );
  }
  requireFit(document, kind, inner.output);
  const classes = document.classes.length;
  return {
    document,
    predict: (rows) => applyTemperature(kind.predict(inner.output, rows), classes, document.temperature),
  };
}

/** Whether the parts belong together: shown by predicting one row in which everything is missing. */
function requireFit(document: ModelDocument, kind: ModelKind, model: unknown): void {
  const inputs = document.inputs.map(inputColumn);
  const columns = inputs.map((input) => (input.kind === 'number' ? Float64Array.of(Number.NaN) : [null]));
  let sum = Number.NaN;
  let length = 0;
  try {
    const probabilities = kind.predict(model, { count: 1, inputs, columns });
    length = probabilities.length;
    sum = probabilities.reduce((total, probability) => total + probability, 0);
  } catch {
    // Whatever it stumbled over, the sentence below is what can be done about it.
  }
  if (
    length === document.classes.length &&
    Math.abs(sum - 1) < 1e-6 &&
    kind.importance(model).length === inputs.length &&
    document.scoreProfile.every(
      ({ class: name, values, cumulative }) =>
        document.classes.includes(name) && values.length === cumulative.length && values.length > 0,
    )
  ) {
    return;
  }
  throw new FormatError(
    `This model does not fit together: ${inputs.length} inputs and ${document.classes.length} classes are named, and its ${document.kind} is another one's. Train the model anew.`,
  );
}
