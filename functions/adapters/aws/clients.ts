import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * The SDK retries throttling, 5xx and broken connections with exponential back-off and jitter. Five attempts
 * last a few seconds: longer trouble is for the queue, whose pauses are longer and cost nothing.
 */
const RETRIES = { retryMode: 'standard', maxAttempts: 5 } as const;

/** Within a region a connection takes milliseconds: one that has not come up by now is worth another try. */
const CONNECTION_MS_MAX = 2_000;

/** The SDK's own default is to wait for ever, and only to warn where a time is given. */
function requestHandler(timeouts: { requestTimeout: number; socketTimeout: number }) {
  return {
    connectionTimeout: CONNECTION_MS_MAX,
    throwOnRequestTimeout: true,
    // A new TLS connection costs more than most of the calls made over it.
    httpsAgent: { keepAlive: true },
    ...timeouts,
  };
}

/**
 * `requestTimeout` ends when the answer begins, so it covers the upload of a large profile and not the download
 * of a large file; `socketTimeout` ends a download that has gone silent, which is then resumed.
 */
export function createS3Client(): S3Client {
  return new S3Client({
    ...RETRIES,
    requestHandler: requestHandler({ requestTimeout: 60_000, socketTimeout: 20_000 }),
    // Artifacts are verified by their SHA-256 on load, and uploads carry theirs: a second checksum over a
    // gigabyte in JavaScript would only cost time.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** Answers in milliseconds, 4 MB transactions in a second. */
export function createDynamoClient(): DynamoDBClient {
  return new DynamoDBClient({
    ...RETRIES,
    requestHandler: requestHandler({ requestTimeout: 10_000, socketTimeout: 10_000 }),
  });
}

export function createSqsClient(): SQSClient {
  return new SQSClient({
    ...RETRIES,
    requestHandler: requestHandler({ requestTimeout: 10_000, socketTimeout: 10_000 }),
  });
}

export function createSnsClient(): SNSClient {
  return new SNSClient({
    ...RETRIES,
    requestHandler: requestHandler({ requestTimeout: 10_000, socketTimeout: 10_000 }),
  });
}

export function createStepFunctionsClient(): SFNClient {
  return new SFNClient({
    ...RETRIES,
    requestHandler: requestHandler({ requestTimeout: 10_000, socketTimeout: 10_000 }),
  });
}
