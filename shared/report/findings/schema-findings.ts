import type { Settings } from '../../config/settings.ts';
import type { BaselineProfile } from '../../profile/profile.ts';
import type { Tally } from '../../tally/tally.ts';
import { nearNames } from '../../text/near-names.ts';
import { sameSpelling } from '../../text/same-spelling.ts';
import type { Finding } from '../report.ts';
import { absentLabel } from '../verdict/absent-label.ts';
import { formatCount } from '../words/numbers.ts';
import { listed, notice, problem, quote } from './finding.ts';

/** Columns that one file has and the other has not, or that are empty in both. */
export function schemaFindings(profile: BaselineProfile, tally: Tally, settings: Settings): Finding[] {
  const label = absentLabel(profile, tally, settings);
  const columns = profile.features.map((feature, i) => ({ feature, own: tally.features[i]! }));
  const isEmpty = ({ feature, own }: (typeof columns)[number]) => feature.count + own.count === 0;
  const absent = columns
    .filter((column, i) => i !== label && !column.own.present && !isEmpty(column))
    .map(({ feature }) => feature.name);
  const empty = columns
    .filter((column, i) => i !== label && isEmpty(column))
    .map(({ feature }) => feature.name);
  return [
    ...absent.map((name) => missingColumn(name, absent, tally.extraColumns)),
    ...(label === null ? [] : [labelTaken(profile.features[label]!.name)]),
    ...extraColumns(tally.extraColumns),
    ...empty.map(emptyColumn),
  ];
}

function missingColumn(name: string, absent: readonly string[], extra: readonly string[]): Finding {
  const renamed = renamedTo(name, absent, extra);
  const wayOut =
    renamed === undefined
      ? 'Add it; or name it with the setting "label" if it is the answer the model predicts, with "ignore" if the model does without it.'
      : `Was it renamed to ${quote(renamed)}?`;
  return problem(
    'missing-column',
    name,
    `Column ${quote(name)} is in the baseline but not in this file, so all its values count as missing. ${wayOut}`,
  );
}

/** Below this length, names that differ in a letter are as likely two columns as one: `x1`, `x2`. */
const NEAR_CHARS_MIN = 5;

/** The new column that an absent one most likely became; one that is spelled like another absent one is that one. */
function renamedTo(name: string, absent: readonly string[], extra: readonly string[]): string | undefined {
  const respelled = extra.find((other) => sameSpelling(other, name));
  if (respelled !== undefined || name.length < NEAR_CHARS_MIN) return respelled;
  const free = extra.filter((other) => !absent.some((one) => sameSpelling(one, other)));
  return nearNames(name, free)[0];
}

function labelTaken(name: string): Finding {
  const message = `Column ${quote(name)} is in the baseline but not in this file, and was taken for the label. Say so with the setting "label"; if the model needs it as an input, declare its type under "types", and its absence counts as drift.`;
  return problem('label-inferred', name, message);
}

function extraColumns(extra: readonly string[]): Finding[] {
  const [only] = extra;
  if (only === undefined) return [];
  return extra.length === 1
    ? [notice('extra-column', only, `Column ${quote(only)} is not in the baseline and was not tested.`)]
    : [
        notice(
          'extra-column',
          null,
          `${formatCount(extra.length)} columns are not in the baseline and were not tested: ${listed(extra)}.`,
        ),
      ];
}

function emptyColumn(name: string): Finding {
  return notice(
    'empty-column-left-out',
    name,
    `Column ${quote(name)} has no values in either file and was left out.`,
  );
}
