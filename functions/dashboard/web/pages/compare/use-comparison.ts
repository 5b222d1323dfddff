import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../../../../shared/config/settings.ts';
import type { Report } from '../../../../../shared/report/report.ts';
import { headline, summaryLines } from '../../../../../shared/report/words/verdict-words.ts';
import { announce } from '../../ui/announce.tsx';
import type { ReadProgress } from './comparison.ts';
import { EngineClient, type EngineError } from './engine-client.ts';
import type { Problem } from './protocol.ts';

export interface Files {
  readonly baseline: File;
  readonly production: File;
}

/** Where a comparison stands. */
type Stage =
  | { readonly stage: 'choosing'; readonly problem: Problem | null }
  | { readonly stage: 'reading'; readonly progress: ReadProgress | null }
  | { readonly stage: 'judged'; readonly report: Report };

export interface ComparisonControl {
  readonly stage: Stage;
  readonly engine: EngineClient;
  /** Reads both files and judges them. */
  start(files: Files, settings: Settings): void;
  /** Judges what was read under other settings; while that is under way, only the last ones asked for count. */
  judge(settings: Settings): void;
  /** Ends the reading, or puts the verdict away. */
  reset(): void;
}

/** One comparison at a time, done by a worker that lives as long as the page. */
export function useComparison(): ComparisonControl {
  const [stage, setStage] = useState<Stage>({ stage: 'choosing', problem: null });
  const [engine] = useState(startEngine);
  const reading = useRef<AbortController | null>(null);
  const waiting = useRef<Settings | null>(null);
  const judging = useRef(false);
  useEffect(() => () => reading.current?.abort(), []);

  const start = useCallback(
    (files: Files, settings: Settings) => {
      reading.current?.abort();
      const aborting = new AbortController();
      reading.current = aborting;
      setStage({ stage: 'reading', progress: null });
      const isCurrent = () => reading.current === aborting;
      const onProgress = (progress: ReadProgress) => isCurrent() && setStage({ stage: 'reading', progress });
      engine.call('compare', { ...files, settings }, { onProgress, signal: aborting.signal }).then(
        (report) => {
          if (!isCurrent()) return;
          announce(headline(report));
          setStage({ stage: 'judged', report });
        },
        (error: EngineError) => {
          if (!isCurrent()) return;
          const cancelled = error.problem.code === 'cancelled';
          setStage({ stage: 'choosing', problem: cancelled ? null : error.problem });
        },
      );
    },
    [engine],
  );

  const judge = useCallback(
    async (settings: Settings) => {
      waiting.current = settings;
      if (judging.current) return;
      judging.current = true;
      const mine = reading.current;
      try {
        while (waiting.current !== null && reading.current === mine) {
          const next = waiting.current;
          waiting.current = null;
          const report = await engine.call('judge', { settings: next });
          if (reading.current !== mine) break;
          announce(summaryLines(report).slice(0, 2).join(', '));
          setStage({ stage: 'judged', report });
        }
      } catch (error) {
        if (reading.current === mine)
          setStage({ stage: 'choosing', problem: (error as EngineError).problem });
      } finally {
        judging.current = false;
      }
    },
    [engine],
  );

  const reset = useCallback(() => {
    reading.current?.abort();
    reading.current = null;
    setStage({ stage: 'choosing', problem: null });
  }, []);

  return { stage, engine, start, judge, reset };
}

const startEngine = () => new EngineClient(new Worker(COMPARE_WORKER, { type: 'module' }));
