import type { Random } from '../stats/random.ts';
import { separateLabels, splitIntoBatches } from './batches.ts';
import { type DemoFile, streamFiles } from './demo-file.ts';
import { makeTable } from './table.ts';

const COLUMNS = ['id', 'income', 'credit_score', 'loan_amount', 'approved'];
const REFERENCE_ROWS = 1_000;
const STREAM_ROWS = 9_000;
const BATCH_ROWS = 500;

/** From which row (0-based) of the stream the recorded score falls, and by how many points. */
const SCORE_FALLS = [
  { fromRow: 6_000, points: 150 },
  { fromRow: 4_000, points: 100 },
  { fromRow: 2_000, points: 50 },
] as const;

/** A loan application as the bank decides it. */
export interface Application {
  /** A year, in dollars. */
  readonly income: number;
  readonly creditScore: number;
  /** In dollars. */
  readonly loanAmount: number;
}

/** The bank's rule, which never changes. */
export function isApproved({ income, creditScore, loanAmount }: Application): boolean {
  return creditScore > 650 && income > 2.5 * loanAmount;
}

/** Points by which the score of a row of the stream is recorded too low. */
export function scoreFall(row: number): number {
  return SCORE_FALLS.find(({ fromRow }) => row >= fromRow)?.points ?? 0;
}

/**
 * Loan applications: 1,000 reference rows, then a stream of 9,000 in batches of 500. Every decision is made on
 * the true score; only then does the recorded score fall, so the people stay the same and a model that
 * learned the rule from the reference refuses those whom the bank approves.
 */
export function loansDemo(random: Random): DemoFile[] {
  const reference = Array.from({ length: REFERENCE_ROWS }, (_, row) => {
    return toCells(`R${String(row + 1).padStart(4, '0')}`, drawApplication(random), 0);
  });
  const stream = Array.from({ length: STREAM_ROWS }, (_, row) => {
    return toCells(`S${String(row).padStart(4, '0')}`, drawApplication(random), scoreFall(row));
  });
  const batches = splitIntoBatches(makeTable(COLUMNS, stream), BATCH_ROWS).map(({ rows }) =>
    separateLabels(COLUMNS, rows, { id: 'id', label: 'approved' }),
  );
  return [{ path: 'baseline.csv', table: makeTable(COLUMNS, reference) }, ...streamFiles('batch', batches)];
}

function toCells(id: string, application: Application, fall: number): string[] {
  const { income, creditScore, loanAmount } = application;
  const approved = isApproved(application) ? 'yes' : 'no';
  return [id, String(income), String(creditScore - fall), String(loanAmount), approved];
}

/**
 * Income: log-normal, median 60,000, σ 0.5. Loan: log-normal, median 18,000, σ 0.6. Both to the nearest
 * hundred. Score: normal, mean 680, sd 80, held between 450 and 850, so that even the deepest fall stays on
 * the scale of 300 to 850. Independent of each other; about four in ten are approved.
 */
function drawApplication(random: Random): Application {
  const income = 60_000 * Math.exp(0.5 * random.normal());
  const creditScore = 680 + 80 * random.normal();
  const loanAmount = 18_000 * Math.exp(0.6 * random.normal());
  return {
    income: Math.round(income / 100) * 100,
    creditScore: Math.round(Math.min(850, Math.max(450, creditScore))),
    loanAmount: Math.round(loanAmount / 100) * 100,
  };
}
