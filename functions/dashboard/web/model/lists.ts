import { pathOf } from '../../wire/endpoint.ts';
import { type BaselineItem, listBaselines, listModels, type ModelItem } from '../../wire/models.ts';
import { listRetrainings, type RetrainingItem } from '../../wire/retrainings.ts';
import type { ListSource } from '../use-list.ts';

/** Where a monitor's models, retrainings and baselines are read. */

export const modelsOf = (monitor: string): ListSource<typeof listModels.answer, ModelItem> => ({
  path: (cursor) => pathOf(listModels, { monitor }, { cursor }),
  schema: listModels.answer,
  page: ({ items, cursor }) => ({ items, cursor }),
  keyOf: ({ version }) => version,
});

export const retrainingsOf = (
  monitor: string,
): ListSource<typeof listRetrainings.answer, RetrainingItem> => ({
  path: (cursor) => pathOf(listRetrainings, { monitor }, { cursor }),
  schema: listRetrainings.answer,
  page: ({ items, cursor }) => ({ items, cursor }),
  keyOf: ({ id }) => id,
});

export const baselinesOf = (monitor: string): ListSource<typeof listBaselines.answer, BaselineItem> => ({
  path: (cursor) => pathOf(listBaselines, { monitor }, { cursor }),
  schema: listBaselines.answer,
  page: ({ items, cursor }) => ({ items, cursor }),
  keyOf: ({ version }) => version,
});
