import type { Address, Hex, StateRoot } from '@mvm/protocol'
import { isSince } from '../../engine/isSince.ts'
import { CommittedState } from '../../state/CommittedState.ts'
import type { StateChanges } from '../../state/commitWorldState.ts'
import type { StateReader } from '../../state/StateReader.ts'
import { WorldState } from '../../state/WorldState.ts'
import { executeSigned, type SignedOutcome } from '../../transaction/executeSigned.ts'
import { engineFor } from '../engineFor.ts'
import type { EthereumProfile } from '../Profile.ts'
import { blobBaseFee } from './blobBaseFee.ts'
import { blobParametersOf } from './blobParametersOf.ts'
import { ethereumRules } from './ethereumRules.ts'
import { tryDecodeEthereumTransaction } from './tryDecodeEthereumTransaction.ts'

/** The block in which a single Ethereum transaction is executed. */
export interface EthereumEnvironment {
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
  block: EthereumEnvironment,
  raw: Uint8Array,
  profile: EthereumProfile,
  options: EthereumOptions = {},
): Promise<EthereumOutcome> {
  const fork = profile.forkAt(block)
  const blobs = profile.blobsAt?.(block) ?? blobParametersOf(fork)
  const world = new WorldState(new CommittedState(reader, stateRoot), {
    keepsEmptyAccounts: !isSince(fork, 'spuriousDragon'),
  })
  const decoded = tryDecodeEthereumTransaction(raw, profile.chainId, fork)
  const outcome: SignedOutcome =
    'reason' in decoded
      ? { status: 'skipped', reason: decoded.reason }
      : await executeSigned(
          engineFor(profile, fork),
          world,
          {
            ...block,
            chainId: profile.chainId,
            blobBaseFee: blobBaseFee(block.excessBlobGas, blobs.baseFeeUpdateFraction),
            l1BaseFeePerGas: 0n,
            feeScalar: 0n,
          },
          0n,
          decoded.transaction,
          ethereumRules(fork, { ...options, blobs }),
        )
  return { ...outcome, changes: world.commit() }
}
