import { useEffect, useState } from 'preact/hooks';
import { safeText } from '../../../../../shared/text/safe-text.ts';
import { announce } from '../../ui/announce.tsx';
import { type Fate, fateOf, isSettled } from './fate.ts';
import { fateWords } from './fate-words.ts';
import type { Transfer } from './transfer-queue.ts';
import { TransferRow } from './transfer-row.tsx';
import { useFileLists } from './use-file-lists.ts';

const ARRIVED: Fate = { is: 'arrived' };

interface TransferListProps {
  readonly monitor: string;
  readonly transfers: readonly Transfer[];
}

/** What was sent from here, and what becomes of it while one watches. */
export function TransferList({ monitor, transfers }: TransferListProps) {
  const [settled, setSettled] = useState<ReadonlyMap<number, Fate>>(new Map());
  const open = transfers.some(({ id, stage }) => stage.is === 'sent' && !settled.has(id));
  const { lists, offline } = useFileLists(monitor, open);
  const fateNow = ({ id, stage }: Transfer): Fate =>
    settled.get(id) ?? (stage.is === 'sent' ? fateOf(stage.stored, stage.at, lists) : ARRIVED);
  useEffect(() => {
    const news = transfers.flatMap((transfer) => {
      const fate = fateNow(transfer);
      return !settled.has(transfer.id) && isSettled(fate) ? [{ transfer, fate }] : [];
    });
    if (news.length === 0) return;
    setSettled(new Map([...settled, ...news.map(({ transfer, fate }) => [transfer.id, fate] as const)]));
    announce(news.map(({ transfer, fate }) => spoken(transfer, fate)).join(' '));
  }, [lists, transfers, settled]);
  if (transfers.length === 0) return null;
  return (
    <section class="section" aria-labelledby="transfers">
      <h2 id="transfers">Sent from here</h2>
      {offline && (
        <p class="offline" role="status">
          Driftline does not answer. What has arrived is safe; its verdict shows here once there is an answer.
        </p>
      )}
      <ul class="transfers">
        {transfers.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} fate={fateNow(transfer)} />
        ))}
      </ul>
    </section>
  );
}

function spoken({ monitor, file }: Transfer, fate: Fate): string {
  const { word, text = '' } = fateWords(monitor, fate);
  return `${safeText(file.name)}: ${word}. ${text}`;
}
