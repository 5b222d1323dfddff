/** Addresses on the page: alerts name them too. */

export const monitorPath = (monitor: string) => `/monitors/${encodeURIComponent(monitor)}`;

export const batchPath = (monitor: string, batchId: string) =>
  `${monitorPath(monitor)}/batches/${encodeURIComponent(batchId)}`;

export const featurePath = (monitor: string, batchId: string, feature: string) =>
  `${batchPath(monitor, batchId)}/features/${encodeURIComponent(feature)}`;

/** Uploads for a monitor that has no name yet. */
export const NEW_MONITOR_PATH = '/upload';

export const uploadPath = (monitor: string) => `${monitorPath(monitor)}/upload`;

export const modelsPath = (monitor: string) => `${monitorPath(monitor)}/models`;

export const modelPath = (monitor: string, version: string) =>
  `${monitorPath(monitor)}/models/${encodeURIComponent(version)}`;

/** An alert is named by its time and id: together they are its sort key, and it is found by reading one record. */
export const alertPath = (monitor: string, alert: string) =>
  `${monitorPath(monitor)}/alerts/${encodeURIComponent(alert)}`;

/** The last part of an alert's path; `null` when it cannot be one. */
export function parseAlertName(name: string): { since: number; id: string } | null {
  const [, since, id] = /^(\d{1,15})-([0-9A-Za-z-]{1,128})$/.exec(name) ?? [];
  return since === undefined || id === undefined ? null : { since: Number(since), id };
}
