import { type Address, floorGas, type Hex, logsBloom, MAX_TRANSACTION_GAS } from '@mvm/protocol'
import type { BlockContext } from '../../block/BlockContext.ts'
import type { Fork } from '../../engine/Fork.ts'
import type { Blobs, ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import { precompileAddresses } from '../../transaction/precompileAddresses.ts'
import { refundedGas } from '../../transaction/refundedGas.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import type { Assessment, TransactionRules } from '../../transaction/TransactionRules.ts'
import { ALL_PERMISSIONS } from '../ALL_PERMISSIONS.ts'

const NOBODY = `0x${'00'.repeat(20)}` as Address

/** EIP-4844. */
const GAS_PER_BLOB = 131_072n
const BLOB_HASH_VERSION: Hex = '0x01'

/** What Ethereum's upgrades changed about transactions, from Cancun on. */
const byFork: Readonly<Record<Fork, { readonly maxBlobs: number; readonly hasSetCode: boolean }>> =
  {
    cancun: { maxBlobs: 6, hasSetCode: false },
    prague: { maxBlobs: 9, hasSetCode: true },
    // EIP-7594 bounds a transaction more tightly than a block.
    osaka: { maxBlobs: 6, hasSetCode: true },
  }

const UNBOUNDED_GAS = (1n << 64n) - 1n

/** Ethereum's rules for transactions: no charter, base fee burnt, tip to the coinbase, blob fees. */
export function ethereumRules(fork: Fork, mask = ALL_PERMISSIONS): TransactionRules {
  return {
    maxGasLimit: fork === 'osaka' ? MAX_TRANSACTION_GAS : UNBOUNDED_GAS,
    floorGas: fork === 'cancun' ? () => 0n : floorGas,
    refundedGas,
    logsBloom,
    precompiles: precompileAddresses(fork),
    assess: (_world, block, transaction) => assess(fork, mask, block, transaction),
    settle: (world, block, { tip }) => world.changeBalance(block.coinbase, tip),
  }
}

function assess(
  fork: Fork,
  mask: bigint,
  block: BlockContext,
  transaction: ExecutableTransaction,
): Assessment {
  const { signer, blobs } = transaction
  const blobGas = GAS_PER_BLOB * BigInt(blobs?.versionedHashes.length ?? 0)
  return {
    skip: findBlobProblem(fork, block, blobs) ?? findTypeProblem(fork, transaction),
    permissions: { mask, signer },
    charge: blobGas * block.blobBaseFee,
    reserve: blobGas * (blobs?.maxFeePerBlobGas ?? 0n),
    l1Fee: 0n,
    tax: { amount: 0n, treasury: NOBODY },
    charterVersion: 0n,
  }
}

function findTypeProblem(fork: Fork, { type }: ExecutableTransaction): SkipReason | null {
  if (type !== 4 || byFork[fork].hasSetCode) return null
  return { code: 'INVALID_ENCODING', reason: 'UNSUPPORTED_TYPE', detail: 'type 4 before Prague' }
}

function findBlobProblem(fork: Fork, block: BlockContext, blobs: Blobs | null): SkipReason | null {
  if (blobs === null) return null
  const { versionedHashes, maxFeePerBlobGas } = blobs
  const invalid = (detail: string): SkipReason => ({ code: 'BLOBS_INVALID', detail })
  if (versionedHashes.length === 0) return invalid('there are none')
  if (versionedHashes.length > byFork[fork].maxBlobs) {
    return invalid(`${versionedHashes.length} are too many`)
  }
  if (!versionedHashes.every((hash) => hash.startsWith(BLOB_HASH_VERSION))) {
    return invalid('a hash has an unknown version')
  }
  if (maxFeePerBlobGas < block.blobBaseFee) {
    return invalid(`they cost ${block.blobBaseFee} wei per gas`)
  }
  return null
}
