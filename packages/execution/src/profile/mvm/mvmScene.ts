import { type BlockOverride, nextBaseFee } from '@mvm/protocol'
import { historicHash } from '../../block/historicHash.ts'
import type { ParentBlock } from '../../block/ParentBlock.ts'
import { writeHistory } from '../../block/writeHistory.ts'
import type { SimulationScene } from '../../simulation/SimulationScene.ts'
import { MVM_FORK } from '../engineFor.ts'
import type { MvmProfile } from '../Profile.ts'
import { CharterReader } from './CharterReader.ts'
import { mvmRules } from './mvmRules.ts'

/** A DAC's block for simulations, which charge no l1Fee. */
export function mvmScene(
  { chainId }: MvmProfile,
  at: ParentBlock,
  isNextBlock: boolean,
  override: BlockOverride,
): SimulationScene {
  const { header } = at
  const gasLimit = override.gasLimit ?? header.gasLimit
  return {
    stateRoot: header.stateRoot,
    fork: MVM_FORK,
    keepsEmptyAccounts: false,
    gasLimit,
    rules: () => mvmRules(new CharterReader()),
    prepare: (world) => {
      if (isNextBlock) writeHistory(world, at)
    },
    block: (world) => ({
      chainId,
      number: Number(override.number ?? BigInt(header.number + (isNextBlock ? 1 : 0))),
      timestamp: Number(override.timestamp ?? BigInt(header.timestamp)),
      coinbase: override.coinbase ?? header.coinbase,
      gasLimit,
      baseFeePerGas:
        override.baseFeePerGas ?? (isNextBlock ? nextBaseFee(header) : header.baseFeePerGas),
      prevRandao: override.prevRandao ?? header.prevRandao,
      blobBaseFee: 1n,
      l1BaseFeePerGas: 0n,
      feeScalar: 0n,
      blockHash: (ancestor) => historicHash(world, ancestor),
    }),
  }
}
