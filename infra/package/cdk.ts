/**
 * What `import … from 'driftline/cdk'` gives: the construct, for a CDK app of your own. The functions come prebuilt
 * with the package; aws-cdk-lib and constructs are yours.
 *
 * @example
 * import { DriftMonitor } from 'driftline/cdk';
 *
 * new DriftMonitor(stack, 'DriftMonitor', { alertEmails: ['you@example.com'] });
 */
export { DriftMonitor, type DriftMonitorProps } from '../aws/drift-monitor.ts';
