/** A small interpreter of the Amazon States Language: as much of it as our definition uses, by its specification. */

// biome-ignore lint/suspicious/noExplicitAny: states and what passes between them are JSON of any shape.
type Json = any;

/** What may pass from state to state. */
export const PAYLOAD_BYTES_MAX = 256 * 1024;

export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** States entered, in order; those within a map by the map's name alone. */
  readonly path: readonly string[];
  /** The largest that passed between two states. */
  readonly payloadBytes: number;
}

class Failed extends Error {}

/**
 * Runs a definition from its beginning to its end, a map's items one after the other. Pauses between tries take no time.
 *
 * @param invoke the one function that tasks call; what it throws is told by its name
 */
export async function runStateMachine(
  definition: object,
  input: object,
  invoke: (payload: Json) => Promise<Json>,
): Promise<Execution> {
  const path: string[] = [];
  let payloadBytes = 0;
  const { States, StartAt } = definition as Json;
  let data: Json = input;
  let name: string = StartAt;
  for (;;) {
    payloadBytes = Math.max(payloadBytes, JSON.stringify(data).length);
    path.push(name);
    const state = States[name];
    if (state.Type === 'Succeed') return { status: 'SUCCEEDED', path, payloadBytes };
    if (state.Type === 'Fail') return { status: 'FAILED', path, payloadBytes };
    try {
      ({ data, name } = await step(state, data, invoke));
    } catch (error) {
      const [catcher] = state.Catch ?? [];
      if (catcher === undefined) return { status: 'FAILED', path, payloadBytes };
      data = placed(data, catcher.ResultPath, { Error: nameOf(error), Cause: String(error) });
      name = catcher.Next;
    }
  }
}

async function step(state: Json, data: Json, invoke: (payload: Json) => Promise<Json>) {
  switch (state.Type) {
    case 'Task':
      return {
        data: placed(data, state.ResultPath ?? '$', await runTask(state, data, invoke)),
        name: state.Next,
      };
    case 'Choice': {
      const chosen = state.Choices.find((choice: Json) => at(data, choice.Variable) === choice.StringEquals);
      return { data, name: chosen?.Next ?? state.Default };
    }
    case 'Map': {
      const { States, StartAt } = state.ItemProcessor;
      const results: Json[] = [];
      for (const item of at(data, state.ItemsPath)) {
        results.push(await runTask(States[StartAt], filled(state.ItemSelector, data, item), invoke));
      }
      return { data: placed(data, state.ResultPath, results), name: state.Next };
    }
    default:
      throw new Failed(`No ${state.Type} so far.`);
  }
}

async function runTask(state: Json, data: Json, invoke: (payload: Json) => Promise<Json>): Promise<Json> {
  const payload = filled(state.Parameters, data);
  for (let tries = 0; ; tries++) {
    try {
      return JSON.parse(JSON.stringify(await invoke(payload)));
    } catch (error) {
      const retrier = state.Retry.find(({ ErrorEquals }: Json) =>
        ErrorEquals.some((named: string) => named === 'States.ALL' || named === nameOf(error)),
      );
      if (tries >= (retrier?.MaxAttempts ?? 0)) throw error;
    }
  }
}

/** Values by paths: of `a.$` the value is looked up. */
function filled(template: Json, data: Json, item?: Json): Json {
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (!key.endsWith('.$')) return [key, value];
      return [key.slice(0, -2), value === '$$.Map.Item.Value' ? item : at(data, value as string)];
    }),
  );
}

function at(data: Json, path: string): Json {
  return path
    .split('.')
    .slice(1)
    .reduce((value, key) => value[key], data);
}

function placed(data: Json, path: string, result: Json): Json {
  return path === '$' ? result : { ...data, [path.slice(2)]: result };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'Unknown');
