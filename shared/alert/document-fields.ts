import * as v from 'valibot';

/** Bumped when a reader of older alerts could misread this one. */
export const ALERT_SCHEMA_VERSION = 1;

/** Of rows or features. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const described = <S extends v.GenericSchema>(schema: S, text: string) =>
  v.pipe(schema, v.description(text));

export const time = described(v.number(), 'Milliseconds since 1970.');
export const incident = described(v.string(), 'The same for everything that belongs to one drift.');

/** What every alert has, whatever happened. */
export const envelope = {
  schemaVersion: v.literal(ALERT_SCHEMA_VERSION),
  alertId: described(v.string(), 'The same id twice is the same alert, delivered again.'),
  severity: v.picklist(['info', 'warning', 'critical']),
  monitor: v.string(),
  where: described(v.string(), 'Where to look: a link, a command, or a place in words.'),
};
