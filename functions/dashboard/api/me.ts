import { ENGINE_VERSION } from '../../engine-version.ts';
import { getMe } from '../wire/me.ts';
import type { ApiContext } from './context.ts';
import type { Routes } from './routes.ts';

export function meRoutes(routes: Routes, { inputs, uploads }: ApiContext): void {
  routes.answer(getMe, async ({ who }) => ({
    name: who.name,
    may: who.may ?? 'view',
    version: ENGINE_VERSION,
    inputs,
    uploadBytesMax: uploads.bytesMax,
  }));
}
