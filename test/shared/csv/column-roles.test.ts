import { describe, expect, it } from 'vitest';
import {
  looksLikeIdentifier,
  looksLikeLabel,
  requireDeclaredColumns,
} from '../../../shared/csv/column-roles.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';

describe('looksLikeIdentifier(name) is true for', () => {
  it.each([
    ...[
      'id',
      'ID',
      'Id',
      ' id ',
      'row_id',
      'customerId',
      'customerID',
      'CustomerID',
      'patient_id',
      'patient-id',
    ],
    ...[
      'Patient ID',
      'ID Number',
      'id_customer',
      'userid',
      'PATIENTID',
      'uuid',
      'UUID',
      'request_guid',
      'key',
    ],
    ...['index', 'Index', 'row index', 'primary_key', 'Row Number', 'Unnamed: 0', 'Unnamed: 0.1', 'IDs'],
  ])('%s', (name) => expect(looksLikeIdentifier(name)).toBe(true));
});

describe('looksLikeIdentifier(name) is false for', () => {
  it.each([
    ...[
      'humidity',
      'paid',
      'valid',
      'Paid',
      'isValid',
      'solid',
      'acid',
      'amino_acid',
      'fluid',
      'grid',
      'covid',
    ],
    ...[
      'identity',
      'idle_time',
      'body_mass_index',
      'price index',
      'keyboard',
      'monkey',
      'turkey',
      'width',
      '',
    ],
    ...['Unnamed: 32', 'age', 'liquid', 'void', 'bid', 'video', 'raid'],
  ])('%j', (name) => expect(looksLikeIdentifier(name)).toBe(false));
});

describe('looksLikeLabel(name)', () => {
  it.each(['label', 'Label', 'TARGET', 'class', 'y', 'Y', 'outcome', 'diagnosis', ' target '])(
    'is true for %s',
    (name) => expect(looksLikeLabel(name)).toBe(true),
  );

  it.each(['class_size', 'y_position', 'labelled', 'target_temperature', 'x', '', 'constructor'])(
    'is false for %j',
    (name) => expect(looksLikeLabel(name)).toBe(false),
  );
});

describe('requireDeclaredColumns', () => {
  const header = ['id', 'diagnosis', 'radius_mean', 'texture_mean'];
  const none = { ignore: [], types: {} };

  const refusal = (settings: Partial<Parameters<typeof requireDeclaredColumns>[1]>, names = header) => {
    try {
      requireDeclaredColumns(names, { ...none, ...settings }, 'cells.csv');
    } catch (error) {
      if (error instanceof CsvError) return error;
    }
    throw new Error('The settings were accepted.');
  };

  it('accepts settings whose columns are all there', () => {
    const settings = {
      label: 'diagnosis',
      id: 'id',
      ignore: ['texture_mean'],
      types: { radius_mean: 'numeric' },
    };
    expect(() => requireDeclaredColumns(header, settings as never, 'cells.csv')).not.toThrow();
  });

  it('names the setting, the nearest column and those there are', () => {
    const error = refusal({ label: 'diagnsis' });
    expect(error.code).toBe('unknown-column');
    expect(error.message).toBe(
      'cells.csv, column "diagnsis": the setting "label" names this column, and the file has none of that name. Did you mean "diagnosis"? Its columns are: id, diagnosis, radius_mean, texture_mean.',
    );
  });

  it('checks every setting that names columns', () => {
    expect(refusal({ id: 'iid' }).message).toContain('"id"');
    expect(refusal({ timestamp: 'time' }).message).toContain('"timestamp"');
    expect(refusal({ ignore: ['id', 'Radius_Mean'] }).message).toContain('Did you mean "radius_mean"?');
    expect(refusal({ types: { texture_maen: 'numeric' } }).message).toContain('Did you mean "texture_mean"?');
    expect(refusal({ label: 'constructor' }).code).toBe('unknown-column');
  });

  it('suggests nothing when no column is near', () => {
    expect(refusal({ label: 'survived' }).message).not.toContain('Did you mean');
  });

  it('lists the first thirty of many columns, made printable', () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `c${i}\u001b`);
    const { message } = refusal({ label: 'survived' }, names);
    expect(message).toContain('c29\\u001b and 970 more');
    expect(message).not.toContain('\u001b');
  });
});
