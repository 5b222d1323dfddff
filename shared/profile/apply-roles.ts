import type { Settings } from '../config/settings.ts';
import type { BaselineProfile, FeatureProfile, OtherColumn } from './profile.ts';

/**
 * A stored profile under settings that may be newer than it: features that are now the label, the id, the timestamp
 * or ignored are tested no more. What a column's type is cannot be changed afterwards. O(features).
 *
 * @throws RangeError when the settings declare another type than the profile was made with
 */
export function applyRoles(profile: BaselineProfile, settings: Settings): BaselineProfile {
  const roles = new Map<string | undefined, OtherColumn['role']>([
    ...settings.ignore.map((name): [string, OtherColumn['role']] => [name, 'ignored']),
    [settings.timestamp, 'timestamp'],
    [settings.id, 'id'],
    [settings.label, 'label'],
  ]);
  for (const { name, type } of profile.features) requireType(name, type, settings);
  const others = profile.features.flatMap(({ name }) => {
    const role = roles.get(name);
    return role === undefined ? [] : [{ name, role }];
  });
  if (others.length === 0) return profile;
  return {
    ...profile,
    features: profile.features.filter(({ name }) => !roles.has(name)),
    others: [...profile.others, ...others],
  };
}

function requireType(name: string, type: FeatureProfile['type'], { types }: Settings): void {
  const declared = Object.hasOwn(types, name) ? types[name] : undefined;
  if (declared === undefined || declared === type) return;
  throw new RangeError(
    `The settings declare column "${name}" ${declared}, and the profile was made with it ${type}. Make the profile again with these settings.`,
  );
}
