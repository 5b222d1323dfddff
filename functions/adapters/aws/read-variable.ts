/** @throws when the construct has not set it, which means that this function was not meant to need it. */
export function readVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set: deploy the stack again, it sets it.`);
  }
  return value;
}
