import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearNames } from '../../shared/text/near-names.ts';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * `parseArgs` with errors that help: an unknown option names the nearest one. `command` is the name shown in
 * the pointer to `--help`.
 *
 * @throws UsageError
 */
export function parseOptions<const T extends Options>(command: string, args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${whatIsWrong(error, Object.keys(options))} See driftline ${command} --help.`);
  }
}

function whatIsWrong(error: TypeError & { code?: string }, known: readonly string[]): string {
  const option = /'(-{1,2}[^'\s=]*)/.exec(error.message)?.[1];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option !== undefined) {
    const [near] = nearNames(option.replace(/^-+/, ''), known);
    return near === undefined
      ? `Unknown option ${option}.`
      : `Unknown option ${option}. Did you mean --${near}?`;
  }
  return error.message.endsWith('.') ? error.message : `${error.message}.`;
}
