import { MvmError } from '@mvm/protocol'

/** L1's answers contradict each other or the hashes that commit to them: the endpoint is broken or lies. */
export class L1DataMismatchError extends MvmError {
  readonly code = 'L1_DATA_MISMATCH'
  /** What was compared, for example `payload of batch 3 of chain 4294967297`. */
  readonly what: string
  readonly expected: string
  readonly actual: string

  constructor({
    what,
    expected,
    actual,
  }: {
    readonly what: string
    readonly expected: string
    readonly actual: string
  }) {
    super(`L1 contradicts itself on ${what}: expected ${expected}, got ${actual}`, {
      remedy: 'Use another L1 endpoint.',
    })
    this.what = what
    this.expected = expected
    this.actual = actual
  }
}
