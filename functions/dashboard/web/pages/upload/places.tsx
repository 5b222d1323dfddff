import type { MonitorSummary } from '../../../wire/monitors.ts';
import type { UploadKind } from '../../../wire/uploads.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { NoPermission } from '../../ui/states.tsx';
import { useMe } from '../../use-me.ts';
import { ABOUT, standingOf } from './about-kinds.ts';
import { KIND_NAMES, KINDS } from './kinds.ts';

interface PlacesProps {
  /** Empty where it has no name yet. */
  readonly monitor: string;
  readonly known: Pick<MonitorSummary, 'baseline' | 'newest'> | null;
  readonly onFile: (kind: UploadKind, file: File) => void;
}

/** Three places for three kinds of files, each with what it is for; below them, where they go. */
export function Places({ monitor, known, onFile }: PlacesProps) {
  const me = useMe();
  if (me?.may === 'view') {
    return (
      <NoPermission message="You may look, and an operator may upload. What has come is on the monitor’s own page." />
    );
  }
  return (
    <>
      <div class="upload-places">
        {KINDS.map((kind) => (
          <Place
            key={kind}
            kind={kind}
            standing={standingOf(kind, known)}
            onFile={(file) => onFile(kind, file)}
          />
        ))}
      </div>
      {me !== null && (
        <p class="small quiet upload-where">
          CSV with a header line, as it is or gzipped, or Parquet; up to {formatBytes(me.uploadBytesMax)} a
          file. Files are kept as they are in{' '}
          <code>
            {me.inputs}/production/{monitor === '' ? '…' : monitor}/
          </code>{' '}
          and beside it, where programs can put them as well.
        </p>
      )}
    </>
  );
}

interface PlaceProps {
  readonly kind: UploadKind;
  readonly standing: string | null;
  readonly onFile: (file: File) => void;
}

function Place({ kind, standing, onFile }: PlaceProps) {
  return (
    <FileDrop label={KIND_NAMES[kind]} chosen={false} multiple onFile={onFile}>
      <p>{ABOUT[kind]}</p>
      {standing !== null && <p class="upload-standing">{standing}</p>}
      <p class="small">Drop files here, or choose them.</p>
    </FileDrop>
  );
}
