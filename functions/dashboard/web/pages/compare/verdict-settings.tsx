import type { Settings } from '../../../../../shared/config/settings.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

/** The settings that can move after the files were read. */
export type VerdictSettings = Pick<Settings, 'alpha' | 'correction' | 'minEffect' | 'rule'>;

export const DEFAULT_VERDICT: VerdictSettings = {
  alpha: 0.05,
  correction: 'benjamini-hochberg',
  minEffect: 0.1,
  rule: 'significant-and-material',
};

interface VerdictSettingsPanelProps {
  readonly settings: VerdictSettings;
  readonly onChange: (settings: VerdictSettings) => void;
}

const ALPHAS = [0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;

/** An effect above this would contradict `resolution`: no batch could show what counts. */
const MIN_EFFECT_MAX = 0.29;

/** Where they stand beside the verdict; below it they are folded away. */
const ROOM_BESIDE = '(min-width: 60rem)';

/** What counts as drift. Every move is judged at once, without reading the files again. */
export function VerdictSettingsPanel({ settings, onChange }: VerdictSettingsPanelProps) {
  const { alpha, correction, minEffect, rule } = settings;
  const plain = rule === 'plain-ks';
  return (
    <details class="verdict-settings on-screen" open={matchMedia(ROOM_BESIDE).matches}>
      <summary>What counts as drift</summary>
      <Field label="Rule">
        {(input) => (
          <Select
            input={input}
            value={rule}
            options={[
              ['significant-and-material', 'Certain and large enough'],
              ['plain-ks', 'Plain: p < alpha each'],
            ]}
            onChange={(chosen) => onChange({ ...settings, rule: chosen })}
          />
        )}
      </Field>
      <Field
        label={`Alpha ${alpha}`}
        hint="At most this share of the features called drifted may be false alarms"
      >
        {(input) => (
          <input
            {...input}
            type="range"
            min={0}
            max={ALPHAS.length - 1}
            value={nearest(alpha)}
            aria-valuetext={String(alpha)}
            onInput={({ currentTarget }) =>
              onChange({ ...settings, alpha: ALPHAS[currentTarget.valueAsNumber] ?? alpha })
            }
          />
        )}
      </Field>
      {!plain && (
        <>
          <Field
            label={`Smallest effect ${minEffect}`}
            hint="A smaller change does not matter, however certain"
          >
            {(input) => (
              <input
                {...input}
                type="range"
                min={0.01}
                max={MIN_EFFECT_MAX}
                step={0.01}
                value={minEffect}
                onInput={({ currentTarget }) =>
                  onChange({ ...settings, minEffect: currentTarget.valueAsNumber })
                }
              />
            )}
          </Field>
          <Field label="Correction for many features">
            {(input) => (
              <Select
                input={input}
                value={correction}
                options={[
                  ['benjamini-hochberg', 'Benjamini–Hochberg'],
                  ['holm', 'Holm (stricter)'],
                  ['none', 'None'],
                ]}
                onChange={(chosen) => onChange({ ...settings, correction: chosen })}
              />
            )}
          </Field>
        </>
      )}
    </details>
  );
}

const nearest = (alpha: number): number => {
  const at = ALPHAS.findIndex((one) => one >= alpha);
  return at === -1 ? ALPHAS.length - 1 : at;
};
