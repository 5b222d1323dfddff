import { type Batch, listBatches } from '../../../wire/batches.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { listLabelFiles, listSetAside } from '../../../wire/files.ts';
import { type AlertItem, type IncidentItem, listAlerts, listIncidents } from '../../../wire/incidents.ts';
import { listPerformance, type Performance } from '../../../wire/performance.ts';
import { getPoints } from '../../../wire/points.ts';
import type { HeatBatch } from '../../charts/heat-map/heat-grid.ts';
import type { ListSource } from '../../use-list.ts';

/** As many as a page may have: most monitors fit on one. */
const LIMIT = 200;

const pageOf = (cursor: string | undefined) => ({ limit: LIMIT, ...(cursor !== undefined && { cursor }) });

export const batchesOf = (monitor: string): ListSource<typeof listBatches.answer, Batch> => ({
  path: (cursor) => pathOf(listBatches, { monitor }, pageOf(cursor)),
  schema: listBatches.answer,
  page: (answer) => answer,
  keyOf: ({ file }) => `${file.key} ${file.versionId}`,
});

export const pointsOf = (monitor: string): ListSource<typeof getPoints.answer, HeatBatch> => ({
  path: (cursor) => pathOf(getPoints, { monitor }, pageOf(cursor)),
  schema: getPoints.answer,
  page: ({ features, batches, cursor }) => ({
    items: batches.map(({ batchId, ...batch }) => ({ ...batch, id: batchId, features })),
    cursor,
  }),
  keyOf: ({ id }) => id,
});

export const performanceOf = (monitor: string): ListSource<typeof listPerformance.answer, Performance> => ({
  path: (cursor) => pathOf(listPerformance, { monitor }, pageOf(cursor)),
  schema: listPerformance.answer,
  page: (answer) => answer,
  keyOf: ({ batchId, model }) => `${batchId} ${model}`,
});

export const incidentsOf = (monitor: string): ListSource<typeof listIncidents.answer, IncidentItem> => ({
  path: (cursor) => pathOf(listIncidents, { monitor }, pageOf(cursor)),
  schema: listIncidents.answer,
  page: (answer) => answer,
  keyOf: ({ id }) => id,
});

export const alertsOf = (monitor: string): ListSource<typeof listAlerts.answer, AlertItem> => ({
  path: (cursor) => pathOf(listAlerts, { monitor }, pageOf(cursor)),
  schema: listAlerts.answer,
  page: (answer) => answer,
  keyOf: ({ alert }) => alert,
});

export type SetAsideFile = AnswerOf<typeof listSetAside>['items'][number];

export const setAsideOf = (monitor: string): ListSource<typeof listSetAside.answer, SetAsideFile> => ({
  path: (cursor) => pathOf(listSetAside, { monitor }, pageOf(cursor)),
  schema: listSetAside.answer,
  page: (answer) => answer,
  keyOf: ({ file }) => `${file.key} ${file.versionId}`,
});

export type LabelFile = AnswerOf<typeof listLabelFiles>['items'][number];

export const labelFilesOf = (monitor: string): ListSource<typeof listLabelFiles.answer, LabelFile> => ({
  path: (cursor) => pathOf(listLabelFiles, { monitor }, pageOf(cursor)),
  schema: listLabelFiles.answer,
  page: (answer) => answer,
  keyOf: ({ file }) => `${file.key} ${file.versionId}`,
});
