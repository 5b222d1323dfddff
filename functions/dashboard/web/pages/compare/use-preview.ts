import { useEffect, useState } from 'preact/hooks';
import type { EngineClient, EngineError } from './engine-client.ts';
import type { Preview } from './preview-file.ts';
import type { Problem } from './protocol.ts';

export type PreviewState =
  | { readonly preview: Preview | null; readonly problem: null }
  | { readonly preview: null; readonly problem: Problem };

const NOTHING: PreviewState = { preview: null, problem: null };

/** The beginning of a file, once it is chosen. */
export function usePreview(engine: EngineClient, file: File | null): PreviewState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    setState(NOTHING);
    if (file === null) return;
    let current = true;
    engine.call('preview', { file }).then(
      (preview) => current && setState({ preview, problem: null }),
      ({ problem }: EngineError) => current && setState({ preview: null, problem }),
    );
    return () => {
      current = false;
    };
  }, [engine, file]);
  return state;
}
