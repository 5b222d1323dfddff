import { useMemo } from 'preact/hooks';
import { looksLikeIdentifier } from '../../../../../shared/csv/column-roles.ts';
import { showName } from '../../../../../shared/text/safe-text.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Select } from '../../ui/select.tsx';
import {
  type ColumnChoice,
  type ColumnChoices,
  choiceOf,
  chooseColumn,
  inferredLabel,
  type Role,
} from './column-roles.ts';
import type { Preview } from './preview-file.ts';

interface ColumnsTableProps {
  readonly preview: Preview;
  readonly choices: ColumnChoices;
  readonly onChoices: (choices: ColumnChoices) => void;
}

const ROLES: readonly (readonly [Role, string])[] = [
  ['label', 'Label'],
  ['id', 'Id'],
  ['timestamp', 'Time'],
  ['ignore', 'Ignored'],
];

/** What becomes of a column of which nobody says anything. */
function untouched(name: string, taken: boolean): string {
  if (taken) return 'Label (by name)';
  return looksLikeIdentifier(name) ? 'Id, if none repeats' : 'Tested';
}

const TYPES: readonly (readonly [ColumnChoice['type'], string])[] = [
  ['auto', 'By its values'],
  ['numeric', 'Number'],
  ['discrete', 'Number, few values'],
  ['categorical', 'Category'],
  ['boolean', 'Yes or no'],
];

/** A column, its first values, and what the reader says it is. */
interface ColumnRow {
  readonly name: string;
  readonly values: readonly (string | null)[];
  readonly choice: ColumnChoice;
  readonly taken: boolean;
}

/** The baseline's columns, one a line so that thousands fit: first values, role and type, to be corrected. */
export function ColumnsTable({ preview, choices, onChoices }: ColumnsTableProps) {
  const rows = useMemo(() => {
    const label = inferredLabel(
      preview.columns.map(({ name }) => name),
      choices,
    );
    return preview.columns.map(({ name, values }) => ({
      name,
      values,
      choice: choiceOf(choices, name),
      taken: name === label,
    }));
  }, [preview, choices]);
  const change = (name: string, part: Partial<ColumnChoice>) => onChoices(chooseColumn(choices, name, part));
  return (
    <DataTable
      caption="Columns of the baseline"
      noun="columns"
      rows={rows}
      columns={columnsOf(change)}
      rowKey={({ name }) => name}
      rowHeight={40}
      {...(rows.length > 12 && { searchText: ({ name }: ColumnRow) => name })}
    />
  );
}

function columnsOf(change: (name: string, part: Partial<ColumnChoice>) => void): Column<ColumnRow>[] {
  return [
    { key: 'name', title: 'Column', width: '26%', cell: ({ name }) => showName(name) },
    {
      key: 'values',
      title: 'First values',
      wideOnly: true,
      cell: ({ values }) => (
        <span class="first-values">
          {values.map((value, i) => (
            <span key={i}>{value === null ? <span class="quiet">none</span> : showName(value)}</span>
          ))}
        </span>
      ),
    },
    {
      key: 'role',
      title: 'Use',
      width: '10.5rem',
      cell: ({ name, choice, taken }) => (
        <Select
          label={`Use of ${showName(name)}`}
          value={choice.role}
          options={[['auto', untouched(name, taken)], ...ROLES]}
          onChange={(role) => change(name, { role })}
        />
      ),
    },
    {
      key: 'type',
      title: 'Type',
      width: '11rem',
      wideOnly: true,
      cell: ({ name, choice }) =>
        choice.role === 'auto' && (
          <Select
            label={`Type of ${showName(name)}`}
            value={choice.type}
            options={TYPES}
            onChange={(type) => change(name, { type })}
          />
        ),
    },
  ];
}
