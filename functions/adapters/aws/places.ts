import { dirname } from 'node:path/posix';
import type { Places } from '../../context.ts';
import { batchPath, monitorPath } from '../../dashboard/paths.ts';
import { reportKey } from '../../keys.ts';

/**
 * Where alerts send their readers: pages of the dashboard, or without one the command that shows the same, and to
 * approve of something the heading of the runbook with the commands.
 *
 * @param dashboardUrl without a slash at its end; `undefined` when there is no dashboard.
 */
export function placesOf(dashboardUrl: string | undefined, artifactsBucket: () => string): Places {
  if (dashboardUrl !== undefined && dashboardUrl !== '') {
    return {
      monitor: (monitor) => dashboardUrl + monitorPath(monitor),
      batch: (monitor, batchId) => dashboardUrl + batchPath(monitor, batchId),
      approval: (monitor) => dashboardUrl + monitorPath(monitor),
    };
  }
  return {
    monitor: (monitor) => `aws s3 ls s3://${artifactsBucket()}/${dirname(reportKey(monitor, 'any'))}/`,
    batch: (monitor, batchId) => `aws s3 cp s3://${artifactsBucket()}/${reportKey(monitor, batchId)} -`,
    approval: (_monitor, model) =>
      model === null
        ? 'infra/aws/RUNBOOK.md#a-retraining-that-waits'
        : `infra/aws/RUNBOOK.md#put-a-challenger-in-charge-and-take-it-back with MODEL ${model}`,
  };
}
