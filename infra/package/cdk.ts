/**
 * What `import … from 'driftline/cdk'` gives: the constructs, for a CDK app of your own. The functions come prebuilt
 * with the package; aws-cdk-lib and constructs are yours.
 *
 * @example
 * import { Dashboard, DriftMonitor } from 'driftline/cdk';
 *
 * const monitor = new DriftMonitor(stack, 'DriftMonitor', { alertEmails: ['you@example.com'] });
 * new Dashboard(stack, 'Dashboard', { monitor });
 */
export { Dashboard, type DashboardProps } from '../aws/dashboard.ts';
export { DriftMonitor, type DriftMonitorProps } from '../aws/drift-monitor.ts';
