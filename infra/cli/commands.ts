import type { Commands } from './command.ts';

/** Loaded when called: none must wait for what only another needs. */
export const COMMANDS: Commands = {
  check: async () => (await import('./check.ts')).check,
  start: async () => (await import('./start.ts')).start,
  profile: async () => (await import('./profile.ts')).profile,
  simulate: async () => (await import('./simulate.ts')).simulate,
  train: async () => (await import('./train.ts')).train,
  predict: async () => (await import('./predict.ts')).predict,
  models: async () => (await import('./models.ts')).models,
  retrain: async () => (await import('./retrain.ts')).retrain,
  promote: async () => (await import('./promote.ts')).promote,
  rollback: async () => (await import('./rollback.ts')).rollback,
  replay: async () => (await import('./replay.ts')).replay,
};
