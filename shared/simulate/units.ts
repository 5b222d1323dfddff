/** A change of unit: value · `factor` + `offset`. */
export interface UnitConversion {
  readonly factor: number;
  readonly offset: number;
}

const METRES = { mm: 0.001, cm: 0.01, m: 1, km: 1000, in: 0.0254, ft: 0.3048, mi: 1609.344 };
const KILOGRAMS = { mg: 1e-6, g: 0.001, kg: 1, oz: 0.028349523125, lb: 0.45359237 };
const SECONDS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
const QUANTITIES: readonly Readonly<Record<string, number>>[] = [METRES, KILOGRAMS, SECONDS];

const TEMPERATURES: Readonly<Record<string, UnitConversion>> = {
  'C:F': { factor: 1.8, offset: 32 },
  'F:C': { factor: 1 / 1.8, offset: -32 / 1.8 },
  'C:K': { factor: 1, offset: 273.15 },
  'K:C': { factor: 1, offset: -273.15 },
};

/** Every unit that can be named, by quantity, for messages and help. */
export const UNITS_HELP = [...QUANTITIES.map((units) => Object.keys(units).join(' ')), 'C F, C K'].join('; ');

/**
 * The conversion between two named units of one quantity, or `undefined` where there is none.
 * Factors are the international definitions (1 in = 0.0254 m, 1 lb = 0.45359237 kg), so they are exact.
 *
 * @example unitConversion('cm', 'm') // { factor: 0.01, offset: 0 }
 */
export function unitConversion(from: string, to: string): UnitConversion | undefined {
  for (const units of QUANTITIES) {
    if (Object.hasOwn(units, from) && Object.hasOwn(units, to)) {
      return { factor: units[from]! / units[to]!, offset: 0 };
    }
  }
  return Object.hasOwn(TEMPERATURES, `${from}:${to}`) ? TEMPERATURES[`${from}:${to}`] : undefined;
}
