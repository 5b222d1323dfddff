import type { NextStep as Step } from '../../wire/monitors.ts';
import { WordsText } from '../ui/words.tsx';
import { nextLink } from './next-link.ts';

interface NextStepProps {
  readonly monitor: string;
  readonly step: Step;
  /** `primary` where it is the one thing that most people come for. */
  readonly look?: 'primary' | 'plain';
}

/** What to do next: a sentence, and the link to where it is done. */
export function NextStep({ monitor, step, look = 'plain' }: NextStepProps) {
  const link = nextLink(monitor, step);
  return (
    <div class="next-step">
      <p>
        <WordsText words={step.words} />
      </p>
      {link !== null && (
        <a class={`button ${look}`} href={link.href}>
          {link.text}
          {/* Of several on a page each says which. */}
          <span class="unseen"> of {monitor}</span>
        </a>
      )}
    </div>
  );
}
