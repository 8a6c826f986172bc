import { MvmError } from './MvmError.ts'

export class UnencodablePayloadError extends MvmError {
  readonly code = 'UNENCODABLE_PAYLOAD'
  /** What exceeds its limit. */
  readonly quantity: 'bytes' | 'timestamp delta' | 'inputs of a block'
  readonly value: bigint
  readonly limit: bigint

  constructor({
    quantity,
    value,
    limit,
  }: {
    readonly quantity: UnencodablePayloadError['quantity']
    readonly value: bigint
    readonly limit: bigint
  }) {
    super(`The blocks do not fit into a payload: ${quantity} ${value}, allowed are 0 to ${limit}`, {
      remedy: 'Put fewer blocks into the batch, and no block on a parent later than itself.',
    })
    this.quantity = quantity
    this.value = value
    this.limit = limit
  }
}
