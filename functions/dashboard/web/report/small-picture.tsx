import type { FeatureReport } from '../../../../shared/report/report.ts';
import { smallShape, stairs } from './small-shape.ts';

const WIDTH = 112;
const HEIGHT = 26;

/** A feature's distributions at a glance, baseline filled and production outlined. The words beside it say the same. */
export function SmallPicture({ feature }: { readonly feature: FeatureReport }) {
  const shape = smallShape(feature);
  if (shape === null) return null;
  return (
    <svg class="small-picture" viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`} aria-hidden="true">
      <path class="base" d={stairs(shape.baseline, WIDTH, HEIGHT)} />
      <path class="now" d={stairs(shape.current, WIDTH, HEIGHT)} />
    </svg>
  );
}
