import { useEffect, useState } from 'preact/hooks';
import type { CumulativeCurve } from '../../../../../shared/tally/cumulative-curve.ts';
import type { EngineClient } from './engine-client.ts';

/** A feature's cumulative distributions, once the worker has made them; null until then, and for levels. */
export function useCurve(engine: EngineClient, feature: string): CumulativeCurve | null {
  const [made, setMade] = useState<{ feature: string; curve: CumulativeCurve | null } | null>(null);
  useEffect(() => {
    let current = true;
    const show = (curve: CumulativeCurve | null) => current && setMade({ feature, curve });
    // Without a curve the page still has the histogram.
    engine.call('curve', { feature }).then(show, () => show(null));
    return () => {
      current = false;
    };
  }, [engine, feature]);
  return made?.feature === feature ? made.curve : null;
}
