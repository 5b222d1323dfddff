/** The page's colours in the way a canvas takes them. */
export interface HeatColours {
  /** From hardly any change to all of it. */
  readonly calm: readonly string[];
  readonly drifted: readonly string[];
  readonly mark: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly paper: string;
  readonly font: string;
}

const STEPS = 16;

/** Place in a palette: small changes are told apart best, where most of them are. O(1). */
export function shadeOf(thousandths: number): number {
  return Math.min(STEPS - 1, Math.floor(Math.sqrt(Math.max(0, thousandths) / 1000) * STEPS));
}

/**
 * Reads the colours in force for an element. A canvas knows no custom properties and no `light-dark()`, so the
 * browser is asked what they come to.
 */
export function readColours(element: HTMLElement): HeatColours {
  const probe = element.appendChild(document.createElement('span'));
  const computed = (colour: string) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const palette = (colour: string, from: number) =>
    Array.from({ length: STEPS }, (_, i) => {
      const share = Math.round(from + ((100 - from) * i) / (STEPS - 1));
      return computed(`color-mix(in oklab, var(${colour}) ${share}%, var(--paper))`);
    });
  const colours = {
    calm: palette('--base-ink', 4),
    // Never so pale that the mark on it could be missed.
    drifted: palette('--accent', 55),
    mark: computed('#14181c'),
    ink: computed('var(--ink)'),
    quiet: computed('var(--quiet)'),
    rule: computed('var(--rule)'),
    paper: computed('var(--paper)'),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return colours;
}
