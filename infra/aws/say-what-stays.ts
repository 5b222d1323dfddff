/** Printed before `cdk destroy` asks whether one is sure. */
console.log(`
Removed: the dashboard, functions, queues, rules, topics with their subscriptions, alarms and logs.

Kept, because it cannot be made again:
  - the inputs bucket (everything that was uploaded) and the artifacts bucket (reports, profiles)
  - the access logs of both
  - the table of records, and who may sign in to the dashboard, both protected against deletion

They go on costing storage. They carry the tag driftline=<name of the stack>; to find and to delete them see
"Remove everything" in infra/aws/RUNBOOK.md.
`);
