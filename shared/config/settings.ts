import * as v from 'valibot';

/** How a column is read. `discrete` is a number with few distinct values, compared value by value. */
export const columnTypeSchema = v.picklist(['numeric', 'discrete', 'categorical', 'boolean']);
export type ColumnType = v.InferOutput<typeof columnTypeSchema>;

/** Kinds of model that can be chosen: those of `shared/model/kinds/`, by name alone, for their code is large. */
export const MODEL_KIND_NAMES = ['logistic-regression', 'boosted-trees'] as const;

const share = (name: string, description: string) =>
  v.pipe(
    v.number(`${name} must be a number`),
    v.gtValue(0, (i) => `${name} must be above 0 and below 1, not ${i.received}`),
    v.ltValue(1, (i) => `${name} must be above 0 and below 1, not ${i.received}`),
    v.description(description),
  );

const columnName = v.pipe(v.string(), v.minLength(1));

const entries = {
  $schema: v.optional(v.pipe(v.string(), v.description('Address of this schema, as editors write it.'))),
  alpha: v.optional(share('alpha', 'False-discovery rate over the features of one batch.'), 0.05),
  correction: v.optional(
    v.pipe(
      v.picklist(['benjamini-hochberg', 'holm', 'none']),
      v.description('How p-values are adjusted for testing many features at once.'),
    ),
    'benjamini-hochberg',
  ),
  rule: v.optional(
    v.pipe(
      v.picklist(['significant-and-material', 'plain-ks']),
      v.description(
        'significant-and-material: adjusted p < alpha and an effect that matters. plain-ks: each numeric feature, raw p < alpha, nothing else.',
      ),
    ),
    'significant-and-material',
  ),
  minEffect: v.optional(
    share(
      'minEffect',
      'Smallest effect that matters: KS distance D, or total variation less what chance gives.',
    ),
    0.1,
  ),
  resolution: v.optional(
    share('resolution', 'A batch without drift is `ok` only when it could have shown an effect this small.'),
    0.3,
  ),
  label: v.optional(
    v.pipe(columnName, v.description('Column with the answer the model predicts; never tested.')),
  ),
  id: v.optional(v.pipe(columnName, v.description('Column that identifies a row; never tested.'))),
  timestamp: v.optional(v.pipe(columnName, v.description('Column with the time of a row; never tested.'))),
  ignore: v.optional(v.pipe(v.array(columnName), v.description('Columns to leave out.')), []),
  types: v.optional(
    v.pipe(
      v.record(columnName, columnTypeSchema),
      v.description('Column types declared by name; anything else is inferred from the baseline.'),
    ),
    {},
  ),
  alert: v.optional(
    v.strictObject({
      minDriftedFeatures: v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(1),
          v.description('An alert is raised when at least this many features drifted.'),
        ),
        1,
      ),
    }),
    { minDriftedFeatures: 1 },
  ),
  model: v.optional(
    v.strictObject({
      kind: v.optional(
        v.pipe(
          v.picklist(MODEL_KIND_NAMES),
          v.description('How a model learns, where the baseline has a label column.'),
        ),
        'logistic-regression',
      ),
      seed: v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(0),
          v.maxValue(Number.MAX_SAFE_INTEGER),
          v.description('Where chance is needed in training: the same seed gives the same model.'),
        ),
        1,
      ),
      trainRowsMax: v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(100),
          v.description(
            'Rows to learn from; of more a sample is taken: each class by its share, later rows more often.',
          ),
        ),
        20_000,
      ),
    }),
    { kind: 'logistic-regression', seed: 1, trainRowsMax: 20_000 },
  ),
  retrain: v.optional(
    v.strictObject({
      mode: v.optional(
        v.pipe(
          v.picklist(['auto', 'approve', 'off']),
          v.description(
            'What follows when data has drifted and the right answers are known. auto: a new model is trained and takes charge when it is surely better. approve: it waits for a person. off: nothing, unless a person asks.',
          ),
        ),
        'auto',
      ),
      cooldown: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^\d{1,4}(m|h|d)$/, 'retrain.cooldown must look like 30m, 24h or 7d, or be 0m'),
          v.description('After a model was trained, the next is not trained unasked for so long.'),
        ),
        '1h',
      ),
    }),
    { mode: 'auto', cooldown: '1h' },
  ),
  expectEvery: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,3}(m|h|d)$/, 'expectEvery must look like 30m, 24h or 7d'),
      v.description('A batch is expected at least this often; silence for longer raises an alert.'),
    ),
  ),
};

/** Settings of a monitor. All are optional; a name that is not known is an error, not ignored. */
export const settingsSchema = v.pipe(
  v.strictObject(entries),
  v.forward(
    v.check(
      ({ rule, minEffect, resolution }) => rule === 'plain-ks' || minEffect < resolution,
      ({ input: { minEffect, resolution } }) =>
        `resolution must be above minEffect: no batch could show a drift of ${resolution} where only ${minEffect} or more counts`,
    ),
    ['resolution'],
  ),
);
export type Settings = v.InferOutput<typeof settingsSchema>;
export type SettingsInput = v.InferInput<typeof settingsSchema>;
