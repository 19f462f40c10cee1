/** Weeks from a Wednesday, so that steps begin on the dates that are named. */
export const START = '2025-01-01';
export const week = (n: number) => new Date(Date.UTC(2025, 0, 1 + 7 * n)).toISOString().slice(0, 10);
