import type { Address, Hex } from '@mvm/protocol'

/** A call that the sender is to bring onto L1 exactly once. */
export interface L1Intent {
  /**
   * The caller's name for it. An id in flight is joined and never sent a second time, whatever the rest says; it is
   * remembered until its transaction is `retainBlocks` deep.
   */
  readonly id: string
  readonly to: Address
  readonly data: Hex
  /** Wei. @default 0 */
  readonly value?: bigint
  /**
   * Wei that the account must have left once this is paid for, or the intent waits while others go on.
   * @default 0
   */
  readonly leaves?: bigint
  /** Estimated when absent, which fails for a call that depends on another one in flight. */
  readonly gasLimit?: bigint
}
