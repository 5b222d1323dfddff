/** Where a deployment's own metrics are in CloudWatch; their one dimension is `service` (see `environment.ts`). */
export const METRICS_NAMESPACE = 'Driftline';

/** The metrics and their units. Each costs money, so what AWS measures anyway, such as durations, is not here. */
export const METRICS = {
  /** Batches with a verdict. */
  BatchesJudged: 'Count',
  /** Those of them that drifted. */
  BatchesDrifted: 'Count',
  /** From the upload (whole seconds) to its verdict in the table; of a parked batch, the waiting too. */
  UploadToVerdict: 'Milliseconds',
  /** Files that cannot be used. */
  FilesQuarantined: 'Count',
  AlertsSent: 'Count',
  /** Messages handed back to their queue by an error: Lambda does not count these among its errors. */
  DeliveriesFailed: 'Count',
} as const;

export type MetricName = keyof typeof METRICS;
