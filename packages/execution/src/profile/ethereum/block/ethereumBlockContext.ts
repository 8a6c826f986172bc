import { fromHex } from '@mvm/protocol'
import type { BlockContext } from '../../../block/BlockContext.ts'
import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import type { EthereumProfile } from '../../Profile.ts'
import type { BlobParameters } from '../BlobParameters.ts'
import { blobBaseFee } from '../blobBaseFee.ts'
import { blobParametersOf } from '../blobParametersOf.ts'
import type { EthereumParent } from '../header/EthereumParent.ts'
import { ethereumBaseFee } from '../header/ethereumBaseFee.ts'
import { ethereumDifficulty } from '../header/ethereumDifficulty.ts'
import { excessBlobGas } from '../header/excessBlobGas.ts'
import { hashOfAncestor } from '../header/hashOfAncestor.ts'
import type { BlockDepartures } from './BlockDepartures.ts'
import type { EthereumBlockInput } from './EthereumBlockInput.ts'

/** What follows from a block's parent and its input before any transaction. */
export interface EthereumBlockContext {
  readonly fork: Fork
  readonly block: BlockContext & { readonly difficulty: bigint }
  readonly blobs: BlobParameters
  readonly excessBlobGas: bigint
}

/** Fork, fees, difficulty and all else that a block's transactions run in. */
export function ethereumBlockContext(
  parent: EthereumParent,
  input: Omit<EthereumBlockInput, 'transactions'>,
  profile: EthereumProfile,
  departures: BlockDepartures,
): EthereumBlockContext {
  const { header } = parent
  const { timestamp, coinbase, gasLimit, mixHash } = input
  const number = departures.number ?? header.number + 1
  const place = { number, timestamp }
  const isStaked = input.isStaked ?? header.difficulty === 0n
  const fork = profile.forkAt(isStaked ? { ...place, difficulty: 0n } : place)
  const blobs = profile.blobsAt?.(place) ?? blobParametersOf(fork)
  const excess = isSince(fork, 'cancun') ? excessBlobGas(header, fork, blobs) : 0n
  return {
    fork,
    blobs,
    excessBlobGas: excess,
    block: {
      chainId: profile.chainId,
      number,
      timestamp,
      coinbase,
      gasLimit,
      baseFeePerGas: isSince(fork, 'london')
        ? (departures.baseFeePerGas ?? ethereumBaseFee(header))
        : 0n,
      prevRandao: mixHash,
      difficulty: isSince(fork, 'paris')
        ? 0n
        : ethereumDifficulty(header, timestamp, fork, profile.bombDelayAt?.(number) ?? 0),
      blobBaseFee: isSince(fork, 'cancun')
        ? (departures.blobBaseFee ?? blobBaseFee(excess, blobs.baseFeeUpdateFraction))
        : 0n,
      l1BaseFeePerGas: 0n,
      feeScalar: 0n,
      blockHash: (ancestor) => fromHex(hashOfAncestor(parent, ancestor)),
    },
  }
}
