import type { ComponentChildren } from 'preact';
import { formatShare } from '../../../../../shared/report/words/numbers.ts';
import { safeText } from '../../../../../shared/text/safe-text.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Progress } from '../../ui/progress.tsx';
import { Status } from '../../ui/status.tsx';
import type { Fate } from './fate.ts';
import { fateWords } from './fate-words.ts';
import { KIND_NAMES } from './kinds.ts';
import type { Transfer } from './transfer-queue.ts';
import { transfers } from './transfers.ts';

interface TransferRowProps {
  readonly transfer: Transfer;
  /** Of a file that has arrived. */
  readonly fate: Fate;
}

/** A file from the moment it was chosen until its answer. */
export function TransferRow({ transfer, fate }: TransferRowProps) {
  const { kind, file, stage } = transfer;
  return (
    <li class="transfer">
      <p class="transfer-file">
        <b>{safeText(file.name)}</b>
        <span class="quiet small">
          {KIND_NAMES[kind]}, {formatBytes(file.size)}
        </span>
      </p>
      <div class="transfer-state">
        {stage.is === 'sent' ? (
          <Answer monitor={transfer.monitor} fate={fate} />
        ) : (
          <Way transfer={transfer} />
        )}
      </div>
    </li>
  );
}

function Way({ transfer: { id, file, stage } }: { readonly transfer: Transfer }) {
  const name = safeText(file.name);
  const cancel = (
    <Button look="quiet" label={`Cancel ${name}`} onClick={() => transfers.cancel(id)}>
      Cancel
    </Button>
  );
  const again = (
    <Button look="quiet" label={`Send again: ${name}`} onClick={() => transfers.again(id)}>
      Send again
    </Button>
  );
  switch (stage.is) {
    case 'queued':
      return <Line action={cancel}>Waits for its turn</Line>;
    case 'sending': {
      const share = file.size === 0 ? null : stage.bytes / file.size;
      return (
        <>
          <Progress
            label={`Sending ${name}`}
            share={share}
            detail={share === null ? '' : `${formatBytes(stage.bytes)}, ${formatShare(share)}`}
          />
          <Line action={cancel} />
        </>
      );
    }
    case 'failed':
      return (
        <Line action={again}>
          <Status tone="alarm" word="Not sent" />
          <span>{stage.message}</span>
        </Line>
      );
    default:
      return (
        <Line action={again}>
          <Status tone="quiet" word="Cancelled" />
          <span class="quiet">Nothing of it was stored.</span>
        </Line>
      );
  }
}

function Answer({ monitor, fate }: { readonly monitor: string; readonly fate: Fate }) {
  const { tone, word, text, link } = fateWords(monitor, fate);
  return (
    <Line action={link && <a href={link.href}>{link.text}</a>}>
      {tone === undefined ? <span class="working">{word} …</span> : <Status tone={tone} word={word} />}
      {text !== undefined && <span>{text}</span>}
    </Line>
  );
}

interface LineProps {
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

function Line({ children, action }: LineProps) {
  return (
    <p class="transfer-line">
      {children}
      {action}
    </p>
  );
}
