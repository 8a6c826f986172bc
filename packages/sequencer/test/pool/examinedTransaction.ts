import {
  type Address,
  asAddress,
  asHash,
  type BlockHash,
  encodeTransaction,
  type FeeMarketTransaction,
  keccak256Hex,
  type TransactionHash,
} from '@mvm/protocol'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'

export const chainId = 4_294_967_300
const headHash = asHash<BlockHash>(`0x${'11'.repeat(32)}`)

export function accountAddress(index: number): Address {
  return asAddress(`0x${(0xa000 + index).toString(16).padStart(40, '0')}`)
}

export interface TransactionChoice {
  readonly chainId?: number
  readonly signer?: number
  readonly nonce?: number
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly gasLimit?: bigint
  readonly value?: bigint
  readonly dataSize?: number
  readonly accountNonce?: number
  readonly balance?: bigint
  readonly tax?: bigint
}

/** A transaction as the admission port hands it out; its signature is made up, its encoding is real. */
export function examinedTransaction(choice: TransactionChoice = {}): ExaminedTransaction {
  const data = new Uint8Array(choice.dataSize ?? 0)
  const fields = {
    type: 2,
    signer: accountAddress(choice.signer ?? 0),
    chainId: choice.chainId ?? chainId,
    nonce: BigInt(choice.nonce ?? 0),
    maxFeePerGas: choice.maxFeePerGas ?? 1_000_000_000n,
    maxPriorityFeePerGas: choice.maxPriorityFeePerGas ?? 1_000_000n,
    gasLimit: choice.gasLimit ?? 21_000n + BigInt(data.length * 10),
    to: accountAddress(99),
    value: choice.value ?? 0n,
    data,
    accessList: [],
    // Makes the hash of equal transactions of two accounts differ, as a real signature does.
    r: BigInt((choice.signer ?? 0) + 1),
    s: 1n,
    yParity: 0,
  } as const
  const unhashed = { ...fields, hash: asHash<TransactionHash>('0x'), size: 0 }
  const raw = encodeTransaction(unhashed satisfies FeeMarketTransaction)
  return {
    transaction: { ...unhashed, size: raw.length, hash: asHash(keccak256Hex(raw)) },
    raw,
    headHash,
    account: {
      nonce: BigInt(choice.accountNonce ?? 0),
      balance: choice.balance ?? 10n ** 24n,
    },
    signerCode: 'none',
    tax: choice.tax ?? 0n,
  }
}
