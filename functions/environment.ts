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

/** The variable that holds the URL of a queue. */
export const queueUrlVariable = (queue: QueueName): string => `DRIFTLINE_QUEUE_URL_${queue.toUpperCase()}`;
