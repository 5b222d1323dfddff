import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { showName } from '../../../../../shared/text/safe-text.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { getModel } from '../../../wire/models.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';

type Input = AnswerOf<typeof getModel>['importance'][number];

/** Inputs shown before the rest is folded away. */
const SHOWN = 10;
const BAR_WIDTH = 100;

/** What the model goes by, the most important input first. */
export function Importance({ inputs }: { readonly inputs: readonly Input[] }) {
  const rest = inputs.slice(SHOWN);
  const most = inputs[0]?.importance ?? 0;
  return (
    <section class="section" aria-labelledby="importance">
      <h2 id="importance">What it goes by</h2>
      <p class="quiet">
        Each input’s share in its answers. It is what the model goes by, not what causes the answer; inputs
        that say the same share their weight.
      </p>
      <InputTable inputs={inputs.slice(0, SHOWN)} most={most} caption="The most important inputs" />
      {rest.length > 0 && (
        <Disclosure summary={`${formatCount(rest.length)} more`}>
          <InputTable inputs={rest} most={most} caption="All other inputs" />
        </Disclosure>
      )}
    </section>
  );
}

interface InputTableProps {
  readonly inputs: readonly Input[];
  /** The largest importance there is: as long as a bar can be. */
  readonly most: number;
  readonly caption: string;
}

function InputTable({ inputs, most, caption }: InputTableProps) {
  const columns: Column<Input>[] = [
    {
      key: 'name',
      title: 'Input',
      width: '34%',
      cell: ({ name }) => <span title={showName(name)}>{showName(name)}</span>,
    },
    {
      key: 'bar',
      title: 'Share',
      cell: ({ importance }) => <Bar share={most === 0 ? 0 : importance / most} />,
    },
    {
      key: 'share',
      title: 'In percent',
      width: '6rem',
      numeric: true,
      cell: ({ importance }) => formatShare(importance),
    },
  ];
  return (
    <DataTable
      caption={caption}
      noun="inputs"
      rows={inputs}
      columns={columns}
      rowKey={({ name }) => name}
      rowHeight={34}
    />
  );
}

function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="bar" viewBox={`0 0 ${BAR_WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
      <rect width={BAR_WIDTH * share} height={1} />
    </svg>
  );
}
