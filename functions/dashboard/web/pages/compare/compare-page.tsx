import { useEffect, useRef, useState } from 'preact/hooks';
import { parseSettings } from '../../../../../shared/config/parse-settings.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTitle } from '../../use-title.ts';
import { ChooseFiles, type ChosenFiles } from './choose-files.tsx';
import { type ColumnChoices, columnSettings } from './column-roles.ts';
import { ColumnsTable } from './columns-table.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Reading } from './reading.tsx';
import { Results } from './results.tsx';
import { loadSample, SAMPLE_CHOICES } from './sample.ts';
import { type Files, useComparison } from './use-comparison.ts';
import { usePreview } from './use-preview.ts';
import { DEFAULT_VERDICT, type VerdictSettings } from './verdict-settings.tsx';
import { WhatToGive } from './what-to-give.tsx';

const NO_FILES: ChosenFiles = { baseline: null, production: null };

/** Two files and a verdict, without any set-up: everything happens in the page. */
export function ComparePage() {
  useTitle('Compare');
  const { stage, engine, start, judge, reset } = useComparison();
  const [files, setFiles] = useState(NO_FILES);
  const [choices, setChoices] = useState<ColumnChoices>(new Map());
  const [verdict, setVerdict] = useState<VerdictSettings>(DEFAULT_VERDICT);
  useFreshStart(stage.stage);
  const { preview, problem: previewProblem } = usePreview(engine, files.baseline);

  const settingsOf = (columns: ColumnChoices, rules: VerdictSettings) =>
    parseSettings({ ...columnSettings(columns), ...rules });
  const compare = (both: Files, columns: ColumnChoices) => start(both, settingsOf(columns, verdict));

  const trySample = async () => {
    try {
      const sample = await loadSample();
      setFiles(sample);
      setChoices(SAMPLE_CHOICES);
      compare(sample, SAMPLE_CHOICES);
    } catch (error) {
      toast((error as Error).message);
    }
  };

  const { baseline, production } = files;
  const both = baseline !== null && production !== null ? { baseline, production } : null;

  if (stage.stage === 'judged' && both !== null) {
    return (
      <div class="page compare">
        <p class="compared">
          <span>
            <b>{both.production.name}</b> against <b>{both.baseline.name}</b>
          </span>
          <Button look="quiet" onClick={reset}>
            Change files or columns
          </Button>
        </p>
        <Results
          report={stage.report}
          engine={engine}
          settings={verdict}
          onSettings={(next) => {
            setVerdict(next);
            judge(settingsOf(choices, next));
          }}
        />
      </div>
    );
  }
  const problem = stage.stage === 'choosing' ? (stage.problem ?? previewProblem) : null;
  return (
    <div class="page compare">
      <h1>Has the data changed?</h1>
      <p class="lead">
        Compare today’s data with the data a model learned from. Both files are read on this page: they never
        leave your machine.
      </p>
      {stage.stage === 'reading' && both !== null ? (
        <Reading files={both} progress={stage.progress} onCancel={reset} />
      ) : (
        <ChooseFiles
          files={files}
          onFile={(side, file) => {
            setFiles({ ...files, [side]: file });
            if (side === 'baseline') setChoices(new Map());
          }}
          onCompare={() => both !== null && compare(both, choices)}
          onSample={trySample}
        />
      )}
      {files === NO_FILES && <WhatToGive />}
      {problem !== null && <ProblemNote problem={problem} />}
      {preview !== null && stage.stage === 'choosing' && (
        <section class="section" aria-labelledby="columns">
          <h2 id="columns">What the columns are for</h2>
          <ColumnsTable preview={preview} choices={choices} onChoices={setChoices} />
        </section>
      )}
    </div>
  );
}

/** What had focus is gone when the page turns to its next stage: reading goes on at the top. */
function useFreshStart(stage: string) {
  const last = useRef(stage);
  useEffect(() => {
    if (last.current === stage) return;
    last.current = stage;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [stage]);
}
