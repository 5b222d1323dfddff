import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code is loaded when it is first drawn; nothing is shown until it is there. Call it once, outside
 * of components.
 *
 * @example const FeatureDrawer = lazy(async () => (await import('./feature-drawer.tsx')).FeatureDrawer);
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [, drawAgain] = useState(0);
    const [failure, setFailure] = useState<Error | null>(null);
    useEffect(() => {
      if (loaded !== null) return;
      load().then((component) => {
        loaded = component;
        drawAgain(1);
      }, setFailure);
    }, []);
    if (failure !== null) throw failure;
    const Loaded = loaded;
    return Loaded === null ? null : <Loaded {...props} />;
  };
}
