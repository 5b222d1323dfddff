import type { QueueName } from './queues.ts';

/**
 * Names of the environment variables that tell a deployed function where things are. The construct sets them and
 * the handlers read them, from this one list.
 */
export const ENVIRONMENT = {
  inputsBucket: 'DRIFTLINE_INPUTS_BUCKET',
  artifactsBucket: 'DRIFTLINE_ARTIFACTS_BUCKET',
  table: 'DRIFTLINE_TABLE',
  driftTopicArn: 'DRIFTLINE_DRIFT_TOPIC_ARN',
  /** What logs and metrics call this deployment, so that two in one account stay apart. Powertools' own name. */
  service: 'POWERTOOLS_SERVICE_NAME',
  /** Address of the dashboard, when there is one; alerts then link to it. */
  dashboardUrl: 'DRIFTLINE_DASHBOARD_URL',
} as const;

/** What the dashboard is told besides. None of it ends in a slash. */
export const DASHBOARD_ENVIRONMENT = {
  /** Where people sign in, which is also where tokens come from. */
  signInUrl: 'DRIFTLINE_SIGN_IN_URL',
  /** Who signs the tokens. */
  signInIssuer: 'DRIFTLINE_SIGN_IN_ISSUER',
  /** Whom they are for. */
  signInClient: 'DRIFTLINE_SIGN_IN_CLIENT',
  /** Origin of the inputs bucket, to which browsers post files. */
  uploadsUrl: 'DRIFTLINE_UPLOADS_URL',
} as const;

/** What those are told besides who read large batches. */
export const SPREAD_ENVIRONMENT = {
  /** Batches of more bytes are read by many; not set where none is. */
  aboveBytes: 'DRIFTLINE_SPREAD_ABOVE_BYTES',
  /** What has them read. */
  stateMachineArn: 'DRIFTLINE_SPREAD_STATE_MACHINE_ARN',
  /** Longest time of one reading. */
  hoursMax: 'DRIFTLINE_SPREAD_HOURS_MAX',
  /** What one reading may cost, by the estimate. */
  dollarsMax: 'DRIFTLINE_SPREAD_DOLLARS_MAX',
} as const;

/** Where people come back to the dashboard after they have signed in. */
export const SIGNED_IN_PATH = '/signed-in';

/** The variable that holds the URL of a queue. */
export const queueUrlVariable = (queue: QueueName): string => `DRIFTLINE_QUEUE_URL_${queue.toUpperCase()}`;
