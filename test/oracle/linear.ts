// Linear systems by dense elimination.

/** Solves a·x = b with the largest pivot of each column. */
export function eliminate(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row) => [...row]);
  const b = [...right];
  for (let p = 0; p < b.length; p++) {
    let largest = p;
    for (let i = p + 1; i < b.length; i++) if (Math.abs(at(a, i, p)) > Math.abs(at(a, largest, p))) largest = i;
    [a[p], a[largest]] = [a[largest] as number[], a[p] as number[]];
    [b[p], b[largest]] = [b[largest] as number, b[p] as number];
    clear(a, b, p);
  }
  return backwards(a, b);
}

/**
 * Solves a·x = b without row exchanges on purpose: all pivots of 1 − M are positive exactly where every loop gives back
 * less than it takes. Throws where one gives back more.
 */
export function eliminateLoops(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row) => [...row]);
  const b = [...right];
  for (let p = 0; p < b.length; p++) {
    if (at(a, p, p) <= 1e-12) throw new Error('a loop gives back as much as it takes, or more');
    clear(a, b, p);
  }
  return backwards(a, b);
}

// Takes off row p from the rows below it, so that column p is 0 in them.
function clear(a: number[][], b: number[], p: number): void {
  for (let i = p + 1; i < b.length; i++) {
    const factor = at(a, i, p) / at(a, p, p);
    if (factor === 0) continue;
    const row = a[i] as number[];
    for (let j = p; j < b.length; j++) row[j] = at(a, i, j) - factor * at(a, p, j);
    b[i] = (b[i] as number) - factor * (b[p] as number);
  }
}

function backwards(a: number[][], b: number[]): number[] {
  const x = b.map(() => 0);
  for (let i = b.length - 1; i >= 0; i--) {
    let rest = b[i] as number;
    for (let j = i + 1; j < b.length; j++) rest -= at(a, i, j) * (x[j] as number);
    x[i] = rest / at(a, i, i);
  }
  return x;
}

function at(a: number[][], i: number, j: number): number {
  return (a[i] as number[])[j] as number;
}
