import type { MODEL_KIND_NAMES } from '../../config/settings.ts';
import type { ModelKind } from '../model-kind.ts';
import { boostedTrees } from './boosted-trees.ts';
import { logisticRegression } from './logistic-regression.ts';

/** Every way to learn, by the name that settings and model files give it. A further one is a file and a line here. */
export const MODEL_KINDS: Readonly<Record<string, ModelKind>> = {
  'logistic-regression': logisticRegression,
  'boosted-trees': boostedTrees,
} satisfies Record<(typeof MODEL_KIND_NAMES)[number], ModelKind>;

/** @throws RangeError for a name that is none, listing those there are */
export function modelKind(name: string): ModelKind {
  const kind = Object.hasOwn(MODEL_KINDS, name) ? MODEL_KINDS[name] : undefined;
  if (kind !== undefined) return kind;
  throw new RangeError(
    `There is no model kind "${name}". Choose one of: ${Object.keys(MODEL_KINDS).join(', ')}.`,
  );
}
