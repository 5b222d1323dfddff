import { MODEL_KIND_NAMES } from '../../../../../shared/config/settings.ts';

/** How a setting is asked for: `list` and `types` have one entry a line. */
type Input = 'number' | 'text' | 'list' | 'types' | readonly (readonly [value: string, name: string])[];

export interface SettingField {
  /** Its place in the settings, such as `alert.minDriftedFeatures`. */
  readonly path: string;
  readonly label: string;
  /** What it is for, for somebody who does not know it. */
  readonly about: string;
  readonly input: Input;
}

interface SettingGroup {
  readonly title: string;
  readonly fields: readonly SettingField[];
}

const KIND_LABELS: Readonly<Record<(typeof MODEL_KIND_NAMES)[number], string>> = {
  'logistic-regression': 'Logistic regression',
  'boosted-trees': 'Boosted trees',
};

/** Every setting there is, in the order in which people ask about them. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'What counts as drift',
    fields: [
      {
        path: 'rule',
        label: 'Rule',
        about:
          'A change has to be certain (no chance) and large enough to matter. The plain rule asks for certainty alone, of each number by itself: it alarms more often.',
        input: [
          ['significant-and-material', 'Certain and large enough'],
          ['plain-ks', 'Plain: p < alpha each'],
        ],
      },
      {
        path: 'alpha',
        label: 'Alpha: how certain',
        about:
          'Of the features called drifted, at most this share are false alarms on average. Smaller means fewer alarms, and changes noticed later.',
        input: 'number',
      },
      {
        path: 'minEffect',
        label: 'Smallest effect that matters',
        about:
          'How far the distribution must have moved, from 0 (not at all) to 1 (nothing in common). A smaller change is ignored however certain it is.',
        input: 'number',
      },
      {
        path: 'resolution',
        label: 'Smallest change a clean verdict must rule out',
        about:
          'A batch is called fine only if it had enough rows to have shown a change of this size; otherwise the verdict is “too few rows to tell”.',
        input: 'number',
      },
      {
        path: 'correction',
        label: 'Correction for many features',
        about:
          'Testing many features at once finds some “changes” by chance; this takes them back. Holm is stricter than Benjamini–Hochberg.',
        input: [
          ['benjamini-hochberg', 'Benjamini–Hochberg'],
          ['holm', 'Holm (stricter)'],
          ['none', 'None'],
        ],
      },
    ],
  },
  {
    title: 'When to alert',
    fields: [
      {
        path: 'alert.minDriftedFeatures',
        label: 'Drifted features that raise an alert',
        about: 'An alert is sent when at least this many features of a batch drifted.',
        input: 'number',
      },
      {
        path: 'expectEvery',
        label: 'A batch is expected every',
        about: 'Such as 24h, 30m or 7d: silence for longer raises an alert. Empty expects nothing.',
        input: 'text',
      },
    ],
  },
  {
    title: 'What the columns are',
    fields: [
      {
        path: 'label',
        label: 'Label column',
        about: 'The answer that the model predicts; a model is trained on it. It is never tested for drift.',
        input: 'text',
      },
      {
        path: 'id',
        label: 'Id column',
        about:
          'Names a row, so that answers can come later in a file of labels. It is never tested for drift.',
        input: 'text',
      },
      {
        path: 'timestamp',
        label: 'Time column',
        about: 'When a row is from. It is never tested for drift.',
        input: 'text',
      },
      {
        path: 'ignore',
        label: 'Columns to leave out',
        about: 'One a line.',
        input: 'list',
      },
      {
        path: 'types',
        label: 'Types of columns',
        about:
          'One a line, as in “zip: categorical”: numeric, discrete, categorical or boolean. All others go by their values in the baseline.',
        input: 'types',
      },
    ],
  },
  {
    title: 'The model and its retraining',
    fields: [
      {
        path: 'model.kind',
        label: 'How a model learns',
        about: 'Logistic regression is simple and easy to explain; boosted trees see more.',
        input: MODEL_KIND_NAMES.map((name) => [name, KIND_LABELS[name]] as const),
      },
      {
        path: 'retrain.mode',
        label: 'When data has drifted and the answers are known',
        about:
          'A new model can take charge by itself when it is surely better, or wait until somebody agrees, or not be trained unless somebody asks.',
        input: [
          ['auto', 'Retrain, and promote if surely better'],
          ['approve', 'Retrain, and wait for a person'],
          ['off', 'Only when a person asks'],
        ],
      },
      {
        path: 'retrain.cooldown',
        label: 'Rest between retrainings',
        about:
          'Such as 1h, 30m or 7d: after a model was trained, the next is not trained unasked for so long.',
        input: 'text',
      },
      {
        path: 'model.trainRowsMax',
        label: 'Most rows to learn from',
        about: 'Of more rows a sample is taken: each class by its share, later rows more often.',
        input: 'number',
      },
      {
        path: 'model.seed',
        label: 'Seed',
        about: 'Where chance is needed in training: the same seed gives the same model again.',
        input: 'number',
      },
    ],
  },
];

export const SETTING_FIELDS: readonly SettingField[] = SETTING_GROUPS.flatMap(({ fields }) => fields);
