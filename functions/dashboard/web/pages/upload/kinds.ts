import type { UploadKind } from '../../../wire/uploads.ts';

export const KINDS = ['baseline', 'production', 'labels'] as const satisfies readonly UploadKind[];

export const KIND_NAMES: Readonly<Record<UploadKind, string>> = {
  baseline: 'Baseline',
  production: 'Production',
  labels: 'Labels',
};
