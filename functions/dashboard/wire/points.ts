import * as v from 'valibot';
import { verdictSchema } from './batches.ts';
import { count, described, numberInQuery, PAGE_ITEMS_MAX, pageEntries, share, time } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A batch beside its numbers. */
const batchEntries = {
  batchId: v.string(),
  name: described(v.string(), 'Of its file.'),
  uploaded: time,
  verdict: verdictSchema,
};

/** Features that a query names: `feature=a&feature=b`. */
const featuresInQuery = v.union([
  v.array(v.string()),
  v.pipe(
    v.string(),
    v.transform((name) => [name]),
  ),
]);

const POINT_BATCHES_MAX = PAGE_ITEMS_MAX;

export const getPoints = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/points',
  name: 'getPoints',
  group: 'Features',
  summary: 'How much each feature changed in each batch: the heat map, packed; newest batches first.',
  query: v.object({
    cursor: pageEntries.cursor,
    limit: v.optional(numberInQuery('limit', 1, POINT_BATCHES_MAX, 'Most batches on the page (100).'), '100'),
    feature: v.optional(described(featuresInQuery, 'Only these features; may be given many times.')),
  }),
  answer: v.object({
    features: described(v.array(v.string()), 'Names, in order; cut to 100 characters.'),
    batches: v.array(
      v.object({
        ...batchEntries,
        change: described(
          v.array(v.number()),
          'For each feature in their order: KS distance or total variation, or the change in missing values where that is larger, in thousandths; -1 where the batch has no such feature.',
        ),
        drifted: described(v.array(count), 'Places, in `features`, of those that drifted.'),
      }),
    ),
    cursor: v.nullable(v.string()),
  }),
});

const momentSchema = v.object({
  ...batchEntries,
  change: described(
    share,
    'KS distance or total variation, or the change in missing values where that is larger.',
  ),
  pAdjusted: share,
  missing: described(share, 'Share of rows without a value.'),
  typical: described(v.nullable(v.number()), 'Median where the feature is a number.'),
  drifted: v.boolean(),
});
export type FeatureMoment = v.InferOutput<typeof momentSchema>;

export const getHistory = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/history',
  name: 'getHistory',
  group: 'Features',
  summary: 'The numbers of one feature over the batches, newest first.',
  query: v.object({
    ...pageEntries,
    feature: described(v.pipe(v.string(), v.minLength(1, 'feature must name one')), 'Its name.'),
  }),
  answer: v.object({
    feature: v.string(),
    items: v.array(momentSchema),
    cursor: v.nullable(v.string()),
  }),
});
