import { type Address, floorGas, type Hex, logsBloom, MAX_TRANSACTION_GAS } from '@mvm/protocol'
import type { BlockContext } from '../../block/BlockContext.ts'
import type { Fork } from '../../engine/Fork.ts'
import { isSince } from '../../engine/isSince.ts'
import type { Blobs, ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import { MAX_INIT_CODE_SIZE } from '../../transaction/MAX_INIT_CODE_SIZE.ts'
import { precompileAddresses } from '../../transaction/precompileAddresses.ts'
import { REFUND_QUOTIENT } from '../../transaction/refundedGas.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import type { Assessment, TransactionRules } from '../../transaction/TransactionRules.ts'
import { ALL_PERMISSIONS } from '../ALL_PERMISSIONS.ts'
import type { BlobParameters } from './BlobParameters.ts'
import { blobParametersOf } from './blobParametersOf.ts'
import { ethereumIntrinsicGas } from './ethereumIntrinsicGas.ts'
import { GAS_PER_BLOB } from './GAS_PER_BLOB.ts'

const NOBODY = `0x${'00'.repeat(20)}` as Address

/** EIP-4844. */
const BLOB_HASH_VERSION: Hex = '0x01'
/** EIP-7594 bounds a transaction more tightly than a block. */
const MAX_BLOBS_OF_TRANSACTION = 6

/** The forks that brought transaction types. */
const typesSince: Readonly<Record<number, Fork>> = {
  0: 'frontier',
  1: 'berlin',
  2: 'london',
  3: 'cancun',
  4: 'prague',
}

/** As before EIP-3529. */
const OLD_REFUND_QUOTIENT = 2n

const UNBOUNDED_GAS = (1n << 64n) - 1n

export interface EthereumRuleOptions {
  /** Opcodes that may run, a bit each. @default all */
  readonly mask?: bigint
  /** @default the fork's own */
  readonly blobs?: BlobParameters
}

/** Ethereum's rules for transactions: no charter, base fee burnt, tip to the coinbase, blob fees. */
export function ethereumRules(
  fork: Fork,
  { mask = ALL_PERMISSIONS, blobs = blobParametersOf(fork) }: EthereumRuleOptions = {},
): TransactionRules {
  const maxBlobs = isSince(fork, 'osaka') ? MAX_BLOBS_OF_TRANSACTION : blobs.max
  return {
    maxGasLimit: isSince(fork, 'osaka') ? MAX_TRANSACTION_GAS : UNBOUNDED_GAS,
    maxInitCodeSize: isSince(fork, 'shanghai') ? MAX_INIT_CODE_SIZE : Number.POSITIVE_INFINITY,
    refundQuotient: isSince(fork, 'london') ? REFUND_QUOTIENT : OLD_REFUND_QUOTIENT,
    hasWarmCoinbase: isSince(fork, 'shanghai'),
    removesOldAccounts: !isSince(fork, 'cancun'),
    intrinsicGas: ethereumIntrinsicGas(fork),
    floorGas: isSince(fork, 'prague') ? floorGas : () => 0n,
    logsBloom,
    precompiles: precompileAddresses(fork),
    assess: (_world, block, transaction) => assess(fork, maxBlobs, mask, block, transaction),
    settle: (world, block, { tip }) => {
      world.changeBalance(block.coinbase, tip)
      world.touch(block.coinbase)
    },
  }
}

function assess(
  fork: Fork,
  maxBlobs: number,
  mask: bigint,
  block: BlockContext,
  transaction: ExecutableTransaction,
): Assessment {
  const { signer, blobs } = transaction
  const blobGas = GAS_PER_BLOB * BigInt(blobs?.versionedHashes.length ?? 0)
  return {
    skip: findTypeProblem(fork, transaction) ?? findBlobProblem(maxBlobs, block, blobs),
    permissions: { mask, signer },
    charge: blobGas * block.blobBaseFee,
    reserve: blobGas * (blobs?.maxFeePerBlobGas ?? 0n),
    l1Fee: 0n,
    tax: { amount: 0n, treasury: NOBODY },
    charterVersion: 0n,
  }
}

function findTypeProblem(fork: Fork, { type }: ExecutableTransaction): SkipReason | null {
  const since = typesSince[type]
  if (since !== undefined && isSince(fork, since)) return null
  const detail = `type ${type} before ${since ?? 'any fork'}`
  return { code: 'INVALID_ENCODING', reason: 'UNSUPPORTED_TYPE', detail }
}

function findBlobProblem(
  maxBlobs: number,
  block: BlockContext,
  blobs: Blobs | null,
): SkipReason | null {
  if (blobs === null) return null
  const { versionedHashes, maxFeePerBlobGas } = blobs
  const invalid = (detail: string): SkipReason => ({ code: 'BLOBS_INVALID', detail })
  if (versionedHashes.length === 0) return invalid('there are none')
  if (versionedHashes.length > maxBlobs) return invalid(`${versionedHashes.length} are too many`)
  if (!versionedHashes.every((hash) => hash.startsWith(BLOB_HASH_VERSION))) {
    return invalid('a hash has an unknown version')
  }
  if (maxFeePerBlobGas < block.blobBaseFee) {
    return invalid(`they cost ${block.blobBaseFee} wei per gas`)
  }
  return null
}
