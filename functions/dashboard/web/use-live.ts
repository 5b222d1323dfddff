import { useEffect, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { type FollowOptions, followResource, type Live } from './live-resource.ts';

/**
 * A resource of the API, kept up to date while the component is shown; null follows nothing.
 *
 * @param path below `/api/v1`
 * @param schema a constant of `functions/dashboard/wire/`: another object would start anew
 * @example const monitors = useLive('/monitors', monitorsSchema);
 */
export function useLive<S extends v.GenericSchema>(
  path: string | null,
  schema: S,
  { awaited = false, calm = false }: FollowOptions = {},
): Live<v.InferOutput<S>> {
  const [live, setLive] = useState<Live<v.InferOutput<S>>>({ state: 'loading' });
  useEffect(
    () => (path === null ? undefined : followResource(path, schema, setLive, { awaited, calm })),
    [path, schema, awaited, calm],
  );
  return live;
}
