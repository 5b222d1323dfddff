import * as v from 'valibot';

/** Where the server tells the page what it has to know before its first request. */
export const CONFIG_PATH = '/config.json';

/** Where people come back to after they have signed in. */
export const SIGNED_IN_PATH = '/signed-in';

/** How the page signs people in: not at all on their own machine, with Amazon Cognito where it is deployed. */
export const configSchema = v.variant('mode', [
  v.object({ mode: v.literal('local') }),
  v.object({
    mode: v.literal('cognito'),
    /** Who signs the tokens. */
    issuer: v.pipe(v.string(), v.url()),
    /** Where the pages and tokens for signing in are, without a slash at its end. */
    signInUrl: v.pipe(v.string(), v.url()),
    clientId: v.string(),
  }),
]);

export type Config = v.InferOutput<typeof configSchema>;
export type CognitoConfig = Extract<Config, { readonly mode: 'cognito' }>;
