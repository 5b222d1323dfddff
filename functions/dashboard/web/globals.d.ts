/** A data file that the build copies under a hashed name; importing it gives its address. */
declare module '*.csv' {
  const address: string;
  export default address;
}

/** Address of the worker that compares files, known when the app is built. */
declare const COMPARE_WORKER: string;
