/** The few styles of the text report. Blue and orange are told apart by every eye; no meaning rests on them. */
export interface TerminalStyle {
  readonly alert: (text: string) => string;
  readonly calm: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const sgr = (codes: string) => (text: string) => `\u001b[${codes}m${text}\u001b[0m`;
const plain = (text: string) => text;

const COLOR: TerminalStyle = {
  alert: sgr('1;38;5;208'),
  calm: sgr('1;38;5;39'),
  strong: sgr('1'),
  quiet: sgr('2'),
};
const PLAIN: TerminalStyle = { alert: plain, calm: plain, strong: plain, quiet: plain };

export function terminalStyle(color: boolean): TerminalStyle {
  return color ? COLOR : PLAIN;
}
