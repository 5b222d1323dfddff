import { batchPath, modelsPath, uploadPath } from '../../paths.ts';
import type { NextStep } from '../../wire/monitors.ts';

/** Where a next step is done. */
export interface NextLink {
  readonly href: string;
  readonly text: string;
}

/**
 * The page on which a next step is taken; null where there is nothing but to wait.
 *
 * @example nextLink('churn', { code: 'upload-labels', words: [], batch: null }) // { href: '/monitors/churn/upload', text: 'Upload labels' }
 */
export function nextLink(monitor: string, { code, batch }: NextStep): NextLink | null {
  const upload = uploadPath(monitor);
  const models = modelsPath(monitor);
  switch (code) {
    case 'upload-baseline':
      return { href: upload, text: 'Upload a baseline' };
    case 'upload-production':
      return { href: upload, text: 'Upload production data' };
    case 'upload-labels':
      return { href: upload, text: 'Upload labels' };
    case 'upload-larger':
      return { href: upload, text: 'Upload a larger batch' };
    case 'read-report':
      return batch === null ? null : { href: batchPath(monitor, batch), text: 'Read the report' };
    case 'approve':
      return { href: models, text: 'See the evidence' };
    case 'review-candidate':
      return { href: models, text: 'See what waits' };
    case 'wait':
    case 'nothing':
      return null;
  }
}
