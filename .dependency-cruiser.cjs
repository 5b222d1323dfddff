/** Imports point one way: infra → functions → shared → shared/stats. `npm run check:imports` fails on a broken arrow. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-stands-alone',
      comment: 'The engine runs in the browser too: no functions, no infra.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'stats-stands-alone',
      comment: 'Statistics take numbers and give numbers: they know nothing of profiles, reports or files.',
      severity: 'error',
      from: { path: '^shared/stats/' },
      to: { path: '^shared/(?!stats/)' },
    },
    {
      name: 'shared-is-pure',
      comment: 'No Node modules and no cloud in shared/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'functions-know-no-infra',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'aws-sdk-only-in-aws-adapters',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/', pathNot: '^functions/adapters/aws/' },
      to: { path: '@aws-sdk/' },
    },
    {
      name: 'aws-adapters-only-from-handlers',
      comment: 'Only handlers, and commands given --stack, talk to AWS.',
      severity: 'error',
      from: {
        path: '^(infra|functions)/',
        pathNot: '^functions/(.+/handler\\.ts$|adapters/aws/)|^infra/cli/stack\\.ts$',
      },
      to: { path: '^functions/adapters/aws/' },
    },
    {
      name: 'deployment-knows-only-what-it-deploys',
      comment:
        'Of the functions the construct knows their queues, routes and variables; it deploys them built.',
      severity: 'error',
      from: { path: '^infra/aws/' },
      to: { path: '^(functions/(?!(queues|route-object-event|environment)\\.ts$)|shared/|infra/(?!aws/))' },
    },
    {
      name: 'cdk-only-in-deployment',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/', pathNot: '^infra/aws/' },
      to: { path: '(^|/)(aws-cdk-lib|constructs)(/|$)' },
    },
    {
      name: 'sqlite-only-in-local-adapters',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/', pathNot: '^functions/adapters/local/' },
      to: { path: '(^|/)libsql(/|$)' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The parser cannot read JSX: what the web app may import is checked where it is bundled, in
    // infra/package/build-web.mjs.
    exclude: { path: '(^|/)(dist|cdk\\.out)/|\\.tsx$' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
