import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { DATA_ENDINGS } from '../../../../shared/input/endings.ts';

interface FileDropProps {
  readonly label: string;
  /** Below the label: what the file is for; or, once chosen, its name and size. */
  readonly children: ComponentChildren;
  readonly chosen: boolean;
  /** Called once for each file. */
  readonly onFile: (file: File) => void;
  /** Takes several files at once; otherwise the first. */
  readonly multiple?: boolean;
  /** Endings and types that the file chooser offers. Any file can be dropped: what is no CSV says so itself. */
  readonly accept?: string;
}

/** A place to drop a file on, which is also a file input: keyboard and screen reader have the same. */
export function FileDrop({
  label,
  children,
  chosen,
  onFile,
  multiple = false,
  accept = `${DATA_ENDINGS.join(',')},.gz,.tsv,.txt,text/csv`,
}: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  useEffect(refuseStrayDrops, []);
  const take = (files: Iterable<File> | null | undefined) => {
    const all = [...(files ?? [])];
    for (const file of multiple ? all : all.slice(0, 1)) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for mice; the input inside is for everybody.
    <div
      class={`file-drop${over ? ' over' : ''}${chosen ? ' chosen' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        id={id}
        type="file"
        multiple={multiple}
        accept={accept}
        aria-describedby={`${id}-about`}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // The same file chosen again is a change too.
          currentTarget.value = '';
        }}
      />
      <label for={id}>{label}</label>
      <div id={`${id}-about`} class="file-drop-about">
        {children}
      </div>
    </div>
  );
}

/** A file dropped beside its place would otherwise be opened by the browser, and the page with all its state be gone. */
function refuseStrayDrops() {
  const refuse = (event: DragEvent) => event.preventDefault();
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
  return () => {
    removeEventListener('dragover', refuse);
    removeEventListener('drop', refuse);
  };
}
