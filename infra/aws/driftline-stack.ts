import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Dashboard, type DashboardProps } from './dashboard.ts';
import { DriftMonitor, type DriftMonitorProps } from './drift-monitor.ts';
import { sayNextSteps, sayWhereToSignIn } from './outputs.ts';

export interface DriftlineStackProps extends StackProps, DriftMonitorProps {
  /** `false` for none. Alerts then name commands in place of pages. */
  readonly dashboard?: Pick<DashboardProps, 'domain' | 'requireMfa'> | false;
}

/** One deployment: a DriftMonitor, its Dashboard, and what to type next. */
export class DriftlineStack extends Stack {
  readonly monitor: DriftMonitor;

  constructor(scope: Construct, id: string, props: DriftlineStackProps = {}) {
    super(scope, id, { description: 'Driftline watches production data for drift.', ...props });
    this.monitor = new DriftMonitor(this, 'Monitor', props);
    sayNextSteps(this, this.monitor);
    if (props.dashboard !== false) {
      const { monitor } = this;
      const { removalPolicy } = props;
      const kept = removalPolicy === undefined ? {} : { removalPolicy };
      sayWhereToSignIn(this, new Dashboard(this, 'Dashboard', { monitor, ...kept, ...props.dashboard }));
    }
    // Finds what is retained after the stack is gone.
    Tags.of(this).add('driftline', this.stackName);
  }
}
