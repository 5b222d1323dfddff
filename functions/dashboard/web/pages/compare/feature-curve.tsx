import { Cumulative } from '../../charts/cumulative.tsx';
import type { EngineClient } from './engine-client.ts';
import { useCurve } from './use-curve.ts';

interface FeatureCurveProps {
  readonly engine: EngineClient;
  readonly name: string;
}

/** A number's cumulative distributions, made from the tallies when somebody looks. */
export function FeatureCurve({ engine, name }: FeatureCurveProps) {
  const curve = useCurve(engine, name);
  if (curve === null) return null;
  return (
    <>
      <h3>Share of values up to each value</h3>
      <Cumulative curve={curve} />
    </>
  );
}
