/** A file as the page gets it from its reader. */
export const csvFile = (name: string, text: string): File => new File([text], name, { type: 'text/csv' });

/** Two columns of `rows` numbers, moved by `shift`, and a column of two levels. */
export function numbersCsv(rows: number, shift = 0): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const spread = (i * 7919) % rows;
    return `${spread + shift * rows},${i},${i % 2 === 0 ? 'x' : 'y'}`;
  });
  return `a,b,kind\n${lines.join('\n')}\n`;
}
