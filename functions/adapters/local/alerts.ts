import { join } from 'node:path';
import type { Alerts, OutgoingAlert } from '../../ports.ts';
import { writeFileAtomically } from './write-file.ts';

/** Alerts as files, `<id>.txt` for people and `<id>.json` for machines, and one line in the log. */
export class LocalAlerts implements Alerts {
  readonly #folder: string;
  readonly #log: (line: string) => void;

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  async publish(alert: OutgoingAlert): Promise<void> {
    const encode = (text: string) => [new TextEncoder().encode(text)];
    await writeFileAtomically(this.#path(alert.id, 'json'), encode(`${alert.json}\n`));
    // The text comes last: whoever sees it finds the other beside it.
    await writeFileAtomically(
      this.#path(alert.id, 'txt'),
      encode(`Subject: ${alert.subject}\n\n${alert.text}\n`),
    );
    this.#log(`${alert.severity}: ${alert.subject} (${this.#path(alert.id, 'txt')})`);
  }

  #path(id: string, extension: string): string {
    return join(this.#folder, `${id}.${extension}`);
  }
}
