/** The worker of the Compare page: files are read, counted and judged here, so that the page never waits. */
import { answerCalls } from './answer-calls.ts';
import type { Ask } from './protocol.ts';

const take = answerCalls({ postMessage: (message) => postMessage(message) }, () => performance.now());
addEventListener('message', ({ data }: MessageEvent<Ask>) => void take(data));
