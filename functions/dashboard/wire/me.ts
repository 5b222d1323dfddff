import * as v from 'valibot';
import { described } from './common.ts';
import { accessLevelSchema, endpoint } from './endpoint.ts';

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  name: 'getMe',
  group: 'Server',
  summary: 'Who you are here, and what this server is.',
  answer: v.object({
    name: v.string(),
    may: accessLevelSchema,
    version: v.string(),
    inputs: described(v.string(), 'Where files are put, in words.'),
    uploadBytesMax: v.number(),
  }),
});
