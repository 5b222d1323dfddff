/** What a monitor can be called: the name is a part of file names, addresses and keys. */
export const MONITOR_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The same for people. */
export const MONITOR_NAME_WORDS =
  '1 to 63 lower-case letters, digits and hyphens can, a letter or digit first';
