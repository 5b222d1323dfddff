import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DriftMonitor, type DriftMonitorProps } from './drift-monitor.ts';
import { sayNextSteps } from './outputs.ts';

/** One deployment: a DriftMonitor and what to type next. */
export class DriftlineStack extends Stack {
  readonly monitor: DriftMonitor;

  constructor(scope: Construct, id: string, props: StackProps & DriftMonitorProps = {}) {
    super(scope, id, { description: 'Driftline watches production data for drift.', ...props });
    this.monitor = new DriftMonitor(this, 'Monitor', props);
    sayNextSteps(this, this.monitor);
    // Finds what is retained after the stack is gone.
    Tags.of(this).add('driftline', this.stackName);
  }
}
