import * as v from 'valibot';

/** Where the server tells the page what it has to know before its first request. */
export const CONFIG_PATH = '/config.json';

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
    /** Where people come back to with a code. */
    redirectUri: v.pipe(v.string(), v.url()),
  }),
]);

export type Config = v.InferOutput<typeof configSchema>;
export type CognitoConfig = Extract<Config, { readonly mode: 'cognito' }>;
