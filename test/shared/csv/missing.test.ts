import { describe, expect, it } from 'vitest';
import { cellText, MISSING_TOKENS } from '../../../shared/csv/missing.ts';

describe('cellText', () => {
  it('is null for the empty cell and for each missing token, padded or not', () => {
    for (const token of ['', ...MISSING_TOKENS]) {
      expect(cellText(token)).toBeNull();
      expect(cellText(`  ${token}\t`)).toBeNull();
      expect(cellText(`\u00a0${token}\u3000`)).toBeNull();
    }
  });

  it('knows the tokens that pandas knows, besides the empty cell', () => {
    // pandas 3.1: sorted(pandas._libs.parsers.STR_NA_VALUES - {""})
    const pandas =
      '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null';
    expect([...MISSING_TOKENS].sort()).toEqual(pandas.split('|').sort());
  });

  it('keeps other text, trimmed', () => {
    expect(cellText(' a b ')).toBe('a b');
    for (const text of ['0', 'na', 'Null', 'NONE', '-', '?', 'NA NA', '1.#QNAN0', 'missing']) {
      expect(cellText(text)).toBe(text);
    }
  });
});
