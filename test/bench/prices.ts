/** Public list prices of us-east-1 in November 2026, in dollars, without any free tier. */
export const PRICES = {
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  s3Put: 0.005e-3,
  s3Get: 0.0004e-3,
  s3GbMonth: 0.023,
  /** On demand; a transaction counts twice. */
  dynamoWriteUnit: 0.625e-6,
  dynamoReadUnit: 0.125e-6,
  sqsRequest: 0.4e-6,
  sqsFifoRequest: 0.5e-6,
  /** S3's events are events that one opts in to. */
  eventBridgeEvent: 1e-6,
  snsEmail: 2 / 100_000,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  logGb: 0.5,
  /** An ml.m5.xlarge of SageMaker Processing. */
  sageMakerProcessingHour: 0.23,
} as const;

export const HOURS_A_MONTH = 730;
