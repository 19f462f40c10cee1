/** Files of older versions of the format, brought to the present one. Version 1 is the first: nothing to do yet. */

/** The data as a file of the present version would say it. */
export function migrate(data: unknown): unknown {
  return data;
}
