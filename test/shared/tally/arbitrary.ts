import fc from 'fast-check';

/** Numbers that collide, overflow and sit at every edge: ties, both zeros, infinities, subnormals, huge and tiny. */
const awkwardNumber = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -6, max: 6 }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, min: -100, max: 100 }) },
  { weight: 1, arbitrary: fc.constantFrom(Infinity, -Infinity, -0, 5e-324, -5e-324, 1e308, -1e308) },
);

/** A sample of at least one number, as a column of a real file might hold it. */
export const sampleOfNumbers = fc.array(awkwardNumber, { minLength: 1, maxLength: 60 });

/** Cells of a column: NaN is missing. */
export const cellsOfNumbers = fc.array(
  fc.oneof({ weight: 8, arbitrary: awkwardNumber }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
  { minLength: 1, maxLength: 60 },
);

/** Names that a program might trip over. */
export const awkwardName = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'a',
  'b',
  'ü\u0000"',
);

export const seeded = { seed: 20_261_121, numRuns: 300 } as const;
