import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  /** `primary` for the one thing most people come for; `quiet` looks like text. */
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Where the text alone does not say which one: `Remove baseline.csv`. */
  readonly label?: string;
}

export function Button({ children, onClick, look = 'plain', type = 'button', disabled, label }: ButtonProps) {
  return (
    <button type={type} class={`button ${look}`} onClick={onClick} disabled={disabled} aria-label={label}>
      {children}
    </button>
  );
}
