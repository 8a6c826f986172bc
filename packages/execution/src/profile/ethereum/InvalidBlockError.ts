import { MvmError } from '@mvm/protocol'
import type { EthereumHeader } from './header/EthereumHeader.ts'

/** Where a block breaks a rule: a field of its header, or a part of it. */
export type BlockField =
  | keyof EthereumHeader
  | 'size'
  | 'transactions'
  | 'ommers'
  | 'withdrawals'
  | 'requests'

/** An Ethereum block is not what its parent, its contents and the rules make it. */
export class InvalidBlockError extends MvmError {
  readonly code = 'INVALID_BLOCK'
  readonly blockNumber: number
  readonly field: BlockField
  /** What the rules ask for, in words or as a value. */
  readonly expected: string
  readonly found: string

  constructor({
    blockNumber,
    field,
    expected,
    found,
  }: {
    readonly blockNumber: number
    readonly field: BlockField
    readonly expected: string
    readonly found: string
  }) {
    super(`block ${blockNumber} is invalid: its ${field} should be ${expected} and is ${found}`, {
      remedy: 'Check that the block belongs to this chain and that its upgrades are configured.',
    })
    this.blockNumber = blockNumber
    this.field = field
    this.expected = expected
    this.found = found
  }
}
