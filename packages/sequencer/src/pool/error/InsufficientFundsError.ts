import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** The account cannot pay for this transaction beside its others in the pool. */
export class InsufficientFundsError extends PoolRejection {
  readonly code = 'INSUFFICIENT_FUNDS'
  readonly signer: Address
  readonly balance: bigint
  readonly cost: bigint
  readonly l1Fee: bigint
  readonly tax: bigint
  readonly pooledCost: bigint

  constructor(fields: {
    readonly signer: Address
    readonly balance: bigint
    readonly cost: bigint
    readonly l1Fee: bigint
    readonly tax: bigint
    readonly pooledCost: bigint
  }) {
    super(
      `insufficient funds for gas * price + value: ${fields.signer} has ${fields.balance} wei, this transaction needs up to ${fields.cost} (L1 fee ${fields.l1Fee} and tax ${fields.tax} included) beside ${fields.pooledCost} for its others in the pool`,
      {
        remedy: 'Fund the account or lower value, gas limit or fees.',
      },
    )
    this.signer = fields.signer
    this.balance = fields.balance
    this.cost = fields.cost
    this.l1Fee = fields.l1Fee
    this.tax = fields.tax
    this.pooledCost = fields.pooledCost
  }
}
