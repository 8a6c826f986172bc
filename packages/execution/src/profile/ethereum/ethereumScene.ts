import { asHash, type BlockOverride, fromHex, type Hash } from '@mvm/protocol'
import { isSince } from '../../engine/isSince.ts'
import type { SimulationScene } from '../../simulation/SimulationScene.ts'
import type { EthereumProfile } from '../Profile.ts'
import { blobBaseFee } from './blobBaseFee.ts'
import { blobParametersOf } from './blobParametersOf.ts'
import { type EthereumBlockContext, ethereumBlockContext } from './block/ethereumBlockContext.ts'
import { ethereumRules } from './ethereumRules.ts'
import type { EthereumParent } from './header/EthereumParent.ts'
import { hashOfAncestor } from './header/hashOfAncestor.ts'

/** What a node takes to pass until the next block, in seconds. */
const SLOT = 12

/** An Ethereum block for simulations: the one of a header, or the one that would follow it. */
export function ethereumScene(
  profile: EthereumProfile,
  at: EthereumParent,
  isNextBlock: boolean,
  override: BlockOverride,
): SimulationScene {
  const { fork, blobs, block } = isNextBlock ? next(profile, at) : itself(profile, at)
  const gasLimit = override.gasLimit ?? block.gasLimit
  return {
    stateRoot: at.header.stateRoot,
    fork,
    keepsEmptyAccounts: !isSince(fork, 'spuriousDragon'),
    gasLimit,
    rules: () => ethereumRules(fork, { blobs }),
    prepare: () => {},
    block: () => ({
      ...block,
      gasLimit,
      number: override.number === undefined ? block.number : Number(override.number),
      timestamp: override.timestamp === undefined ? block.timestamp : Number(override.timestamp),
      coinbase: override.coinbase ?? block.coinbase,
      prevRandao: override.prevRandao ?? block.prevRandao,
      baseFeePerGas: override.baseFeePerGas ?? block.baseFeePerGas,
      blobBaseFee: override.blobBaseFee ?? block.blobBaseFee,
    }),
  }
}

function next(profile: EthereumProfile, at: EthereumParent): EthereumBlockContext {
  const { timestamp, coinbase, gasLimit, mixHash } = at.header
  const input = { coinbase, gasLimit, mixHash, extraData: '0x' } as const
  return ethereumBlockContext(at, { ...input, timestamp: timestamp + SLOT }, profile, {})
}

function itself(profile: EthereumProfile, at: EthereumParent): EthereumBlockContext {
  const { header } = at
  const fork = profile.forkAt(header)
  const blobs = profile.blobsAt?.(header) ?? blobParametersOf(fork)
  const excess = header.excessBlobGas ?? 0n
  const isCancun = isSince(fork, 'cancun')
  return {
    fork,
    blobs,
    excessBlobGas: excess,
    block: {
      chainId: profile.chainId,
      number: header.number,
      timestamp: header.timestamp,
      coinbase: header.coinbase,
      gasLimit: header.gasLimit,
      baseFeePerGas: header.baseFeePerGas ?? 0n,
      prevRandao: asHash<Hash>(header.mixHash),
      difficulty: header.difficulty,
      blobBaseFee: isCancun ? blobBaseFee(excess, blobs.baseFeeUpdateFraction) : 0n,
      l1BaseFeePerGas: 0n,
      feeScalar: 0n,
      blockHash: (ancestor) => fromHex(hashOfAncestor(at, ancestor)),
    },
  }
}
