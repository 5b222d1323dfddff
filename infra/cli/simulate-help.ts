import { UNITS_HELP } from '../../shared/simulate/units.ts';

export const SIMULATE_HELP = `Makes production data from a baseline, to rehearse: would my monitor have noticed?

Usage: driftline simulate BASELINE.csv CHANGE… [OPTIONS]
       driftline simulate --demo breast-cancer|obesity|loans --output FOLDER

BASELINE may be - for standard input. Every cell that no change names is written as it stands.
It is held in memory.

Changes (each may be given several times; applied in this order):
  --scale COLUMN=FACTOR             multiply every number
  --shift COLUMN=AMOUNT             add 12.5, or 2sd: standard deviations of the baseline
  --noise COLUMN=AMOUNT             add normal noise with this standard deviation (0.3, or 0.5sd)
  --unit COLUMN=FROM:TO             record in another unit: ${UNITS_HELP}
  --missing COLUMN=SHARE            empty this share of the cells (0.2, or 20%)
  --swap COLUMN=ONE:OTHER           two categories trade places
  --new-category COLUMN=NAME:SHARE  a category nobody has seen takes over a share of the rows
  --stuck COLUMN[=VALUE]            repeat VALUE, or the first value the column would have had
  --none                            no change at all: a clean batch of rows drawn from the baseline

When:
  --from ROW|SHARE%                 first row that changes, counted from 1 (default 1)
  --gradual                         grow evenly from there to full strength at the last row

How much:
  --rows N                          rows of each file, drawn from the baseline with replacement
                                    (default: the baseline's own rows, in their order)
  --batches N                       N files, batch-01.csv and so on, in the folder --output
  --seed N                          another seed, other draws; the same seed, the same bytes (default 1)

Where:
  --output FILE|FOLDER|-            default -, standard output
  --force                           replace files that are there

Examples:
  driftline simulate training.csv --scale age=1.25 | driftline check training.csv -
  driftline simulate training.csv --none --rows 500 --seed 7 | driftline check training.csv -
  driftline simulate training.csv --unit height=cm:m --missing income=20% --output june.csv
  driftline simulate training.csv --shift age=2sd --from 30% --gradual \\
    --rows 500 --batches 10 --output stream/
`;
