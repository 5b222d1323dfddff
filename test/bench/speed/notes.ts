import type { Row } from './rows.ts';

/** A case with its processes. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** What the table cannot leave to its reader: what is missed, what could not run and why, and whose answer differs. */
export function notes(sections: readonly Section[]): string[] {
  const rows = sections.flatMap((section) =>
    section.rows.map((row) => ({ ...row, where: `${section.title}, ${row.process}` })),
  );
  const asked = rows.filter(({ judged }) => judged.verdict !== '').length;
  const missed = rows.filter(({ judged }) => judged.verdict === 'MISSED');
  const unmeasured = rows.filter(({ judged }) => judged.verdict === 'not measured').length;
  return [
    `Of ${asked} musts ${missed.length} are missed, ${unmeasured} not measured.`,
    ...missed.map(({ where, judged }) => `Missed: ${where}: ${judged.measured}, must be ${judged.must}.`),
    ...rows.flatMap(({ where, skipped }) =>
      skipped === undefined ? [] : [`Skipped: ${where}: ${skipped}.`],
    ),
    ...rows
      .filter(answersDiffer)
      .map(({ where, agreement }) => `Another answer: ${where}: ${agreement!.words}.`),
  ];
}

/** Whether a peer found something else than we did: then its time says nothing. */
export function answersDiffer({ agreement }: Row): boolean {
  return agreement?.complete === false;
}
