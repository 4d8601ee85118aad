/** One figure that a benchmark prints. */
export interface BenchLine {
  readonly name: string;
  readonly value: string;
}
