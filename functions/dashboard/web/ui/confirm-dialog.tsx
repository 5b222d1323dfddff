import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { toast } from './toast.tsx';

interface ConfirmDialogProps {
  /** The question: `Roll back?` */
  readonly title: string;
  /** What will happen, before anybody agrees to it. */
  readonly children: ComponentChildren;
  /** The button's words, which say what it does: `Roll back`. */
  readonly action: string;
  /** Does it; what it resolves to is said in a corner. */
  readonly onConfirm: () => Promise<string>;
  readonly onClose: () => void;
}

/** Asks before something is done that others will notice. Mount it to ask; a refusal is shown in it. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const confirm = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      toast(await onConfirm());
      onClose();
    } catch (error) {
      setRefusal(error as Error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="confirm-text">{children}</div>
      {refusal !== null && (
        <p class="confirm-refusal" role="alert">
          {refusal.message}
        </p>
      )}
      <p class="buttons confirm-buttons">
        <Button look="primary" disabled={busy} onClick={confirm}>
          {busy ? 'Asking …' : action}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </p>
    </Dialog>
  );
}
