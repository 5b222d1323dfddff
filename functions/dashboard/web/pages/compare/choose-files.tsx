import { Button } from '../../ui/button.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import type { Side } from './comparison.ts';

export type ChosenFiles = Readonly<Record<Side, File | null>>;

interface ChooseFilesProps {
  readonly files: ChosenFiles;
  readonly onFile: (side: Side, file: File) => void;
  readonly onCompare: () => void;
  readonly onSample: () => void;
}

const ABOUT: Readonly<Record<Side, readonly [label: string, about: string]>> = {
  baseline: ['Baseline', 'What the model learned from'],
  production: ['Production', 'What it sees today'],
};

/** Two places for two files, and the ways on: compare them, or try the sample. */
export function ChooseFiles({ files, onFile, onCompare, onSample }: ChooseFilesProps) {
  const ready = files.baseline !== null && files.production !== null;
  return (
    <>
      <div class="choose-files">
        {(['baseline', 'production'] as const).map((side) => (
          <Place key={side} side={side} file={files[side]} onFile={onFile} />
        ))}
      </div>
      <p class="buttons">
        <Button look="primary" disabled={!ready} onClick={onCompare}>
          Compare
        </Button>
        <span class="quiet">or</span>
        <Button look="quiet" onClick={onSample}>
          try the sample
        </Button>
        <span class="quiet small">Breast Cancer Wisconsin, 569 rows against 569</span>
      </p>
    </>
  );
}

interface PlaceProps {
  readonly side: Side;
  readonly file: File | null;
  readonly onFile: ChooseFilesProps['onFile'];
}

function Place({ side, file, onFile }: PlaceProps) {
  const [label, about] = ABOUT[side];
  return (
    <FileDrop label={label} chosen={file !== null} onFile={(chosen) => onFile(side, chosen)}>
      {file === null ? (
        <>
          <p>{about}.</p>
          <p class="small">Drop a CSV or Parquet file here, or choose one.</p>
        </>
      ) : (
        <>
          <p class="file-name">{file.name}</p>
          <p class="small">{formatBytes(file.size)}. Drop another to replace it.</p>
        </>
      )}
    </FileDrop>
  );
}
