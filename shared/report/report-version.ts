/**
 * Bumped when a reader of an older report could misread this one. Apart from the schema, whose making takes longer than a
 * small file to compare.
 */
export const REPORT_SCHEMA_VERSION = 1;
