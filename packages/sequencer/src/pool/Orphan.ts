import type { ExaminedTransaction } from '../port/AdmissionPort.ts'

/** A signed transaction of an abandoned block. */
export interface Orphan {
  readonly examined: ExaminedTransaction
  readonly blockNumber: number
}
