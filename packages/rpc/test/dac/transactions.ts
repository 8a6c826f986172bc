import {
  type Address,
  asAddress,
  asHash,
  type DepositTransaction,
  depositFromQueueElement,
  type Hex,
  type SignedTransaction,
  signTransaction,
} from '@mvm/protocol'
import { alice, bob, scriptedAccounts } from './testAccounts.ts'

export interface TransferFields {
  readonly nonce?: bigint
  readonly to?: Address | null
  readonly value?: bigint
  readonly data?: Uint8Array
  readonly tip?: bigint
  readonly key?: Hex
}

/** A type-2 transaction of Alice to Bob, unless said otherwise. */
export function transfer(chainId: number, fields: TransferFields = {}): SignedTransaction {
  const { nonce = 0n, to = bob.address, value = 1n, data = new Uint8Array() } = fields
  const { tip = 5n, key = alice.key } = fields
  return signTransaction(
    {
      type: 2,
      chainId,
      nonce,
      to,
      value,
      data,
      gasLimit: 100_000n,
      maxFeePerGas: 2_000_000_000n,
      maxPriorityFeePerGas: tip,
      accessList: [],
    },
    key,
  )
}

/** Leaves a log with that topic (a byte, repeated) and data. */
export function logging(chainId: number, topic: number, fields: TransferFields = {}) {
  const data = Buffer.concat([Buffer.alloc(32, topic), Buffer.from('cafe', 'hex')])
  return transfer(chainId, { to: scriptedAccounts.logger, data, ...fields })
}

export function deposit(chainId: number, queueIndex = 0): DepositTransaction {
  return depositFromQueueElement({
    chainId,
    queueIndex,
    from: asAddress(`0x${'d0'.repeat(20)}`),
    sender: asAddress(`0x${'d1'.repeat(20)}`),
    to: bob.address,
    mint: 10n ** 18n,
    value: 7n,
    gasLimit: 200_000n,
    isSystem: queueIndex === 0,
    data: Uint8Array.of(1, 2, 3),
    queueHashAfter: asHash(`0x${'00'.repeat(32)}`),
    l1BlockNumber: 5,
  })
}
