import packageJson from '../package.json' with { type: 'json' };

/** The version of this program: part of every model's version, for another one may learn something else. */
export const ENGINE_VERSION = packageJson.version;
