import {
  type Address,
  type Hex,
  InvalidTransactionError,
  MalformedRlpError,
  type StateRoot,
} from '@mvm/protocol'
import { CommittedState } from '../../state/CommittedState.ts'
import type { StateChanges } from '../../state/commitWorldState.ts'
import type { StateReader } from '../../state/StateReader.ts'
import { WorldState } from '../../state/WorldState.ts'
import type { ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import { executeSigned, type SignedOutcome } from '../../transaction/executeSigned.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import { engineFor } from '../engineFor.ts'
import type { EthereumProfile } from '../Profile.ts'
import { blobBaseFee } from './blobBaseFee.ts'
import { decodeEthereumTransaction } from './decodeEthereumTransaction.ts'
import { ethereumRules } from './ethereumRules.ts'

/** The block in which a single Ethereum transaction is executed. */
export interface EthereumBlock {
  readonly number: number
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly coinbase: Address
  readonly gasLimit: bigint
  readonly baseFeePerGas: bigint
  readonly prevRandao: Hex
  readonly excessBlobGas: bigint
  /** Hash of an ancestor. */
  readonly blockHash: (number: number) => Uint8Array
}

export type EthereumOutcome = SignedOutcome & { readonly changes: StateChanges }

/** Departures from Ethereum's rules, to check that a test suite notices them. */
export interface EthereumOptions {
  /** Opcodes that may run, a bit each. @default all */
  readonly mask?: bigint
}

/** Executes one encoded transaction as the first of an Ethereum block, without the block's own state changes. */
export async function executeEthereumTransaction(
  reader: StateReader,
  stateRoot: StateRoot,
  block: EthereumBlock,
  raw: Uint8Array,
  profile: EthereumProfile,
  options: EthereumOptions = {},
): Promise<EthereumOutcome> {
  const fork = profile.forkAt(block)
  const world = new WorldState(new CommittedState(reader, stateRoot))
  const decoded = decode(raw, profile.chainId)
  const outcome: SignedOutcome =
    'reason' in decoded
      ? { status: 'skipped', reason: decoded.reason }
      : await executeSigned(
          engineFor(profile, fork),
          world,
          {
            ...block,
            chainId: profile.chainId,
            blobBaseFee: blobBaseFee(fork, block.excessBlobGas),
            l1BaseFeePerGas: 0n,
            feeScalar: 0n,
          },
          0n,
          decoded.transaction,
          ethereumRules(fork, options.mask),
        )
  return { ...outcome, changes: world.commit() }
}

function decode(
  raw: Uint8Array,
  chainId: number,
): { readonly transaction: ExecutableTransaction } | { readonly reason: SkipReason } {
  try {
    return { transaction: decodeEthereumTransaction(raw, chainId) }
  } catch (error) {
    if (error instanceof InvalidTransactionError) {
      const { reason, message } = error
      return { reason: { code: 'INVALID_ENCODING', reason, detail: message } }
    }
    if (error instanceof MalformedRlpError) {
      const detail = error.message
      return { reason: { code: 'INVALID_ENCODING', reason: 'MALFORMED_RLP', detail } }
    }
    throw error
  }
}
