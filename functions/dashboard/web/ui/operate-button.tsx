import type { ComponentChildren } from 'preact';
import { useMe } from '../use-me.ts';
import { Button } from './button.tsx';

interface OperateButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  readonly look?: 'primary' | 'plain' | 'quiet';
  /** Where the text alone does not say which one. */
  readonly label?: string;
}

/** A button that changes something: whoever may only look sees it at rest, and why. The server checks it again. */
export function OperateButton(props: OperateButtonProps) {
  const me = useMe();
  const viewer = me?.may === 'view';
  return (
    <>
      <Button {...props} disabled={me === null || viewer} />
      {viewer && <span class="quiet small">Only an operator may do this.</span>}
    </>
  );
}
