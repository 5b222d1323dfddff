import { App } from 'aws-cdk-lib';
import { alertEmailsIn, dashboardIn, spreadIn } from './context.ts';
import { DriftlineStack } from './driftline-stack.ts';

const app = new App();
// Another name is another deployment, apart from the first.
const name = app.node.tryGetContext('stackName') ?? 'Driftline';
new DriftlineStack(app, name, {
  alertEmails: alertEmailsIn(app.node),
  dashboard: dashboardIn(app.node),
  spread: spreadIn(app.node),
});
