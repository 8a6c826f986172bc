import type { L1Origin } from '@mvm/protocol'
import { BlockExecution } from '../../block/BlockExecution.ts'
import type { ParentBlock } from '../../block/ParentBlock.ts'
import type { SimulationStage } from '../../simulation/simulateBlocks.ts'
import { MVM_FORK } from '../engineFor.ts'
import type { MvmProfile } from '../Profile.ts'

/** What a DAC's simulated blocks take over from the block that they stand on. */
export interface MvmStageOptions {
  readonly origin: L1Origin
  readonly feeScalar: bigint
  readonly isValidated: boolean
}

/** How a DAC's blocks are simulated: under its charter and its taxes, without the l1Fee. Without validation gas is free. */
export function mvmStage(
  profile: MvmProfile,
  parent: ParentBlock,
  { origin, feeScalar, isValidated }: MvmStageOptions,
): SimulationStage<ParentBlock> {
  return {
    profile,
    parent,
    fork: () => MVM_FORK,
    begin: async (reader, on, { blockOverride, accountOverrides }, tools) => {
      const { header } = on
      const { coinbase, gasLimit, prevRandao } = blockOverride
      const baseFeePerGas = blockOverride.baseFeePerGas ?? (isValidated ? undefined : 0n)
      const input = {
        chainId: profile.chainId,
        number: header.number + 1,
        timestamp: Number(blockOverride.timestamp),
        origin,
        feeScalar,
        coinbase: coinbase ?? header.coinbase,
        deposits: [],
      }
      const departures = {
        accountOverrides,
        isUnchecked: !isValidated,
        ...(gasLimit === undefined ? {} : { gasLimit }),
        ...(baseFeePerGas === undefined ? {} : { baseFeePerGas }),
        ...(prevRandao === undefined ? {} : { prevRandao }),
      }
      const execution = await BlockExecution.begin(reader, on, input, profile, {
        ...tools,
        departures,
      })
      return {
        get gasUsed() {
          return execution.gasUsed
        },
        gasLimit: execution.gasLimit,
        nonce: (address) => execution.nonce(address),
        tryCall: ({ transaction }) => execution.tryUnsigned(transaction),
        finish: async () => {
          const { header: sealed, hash, changes } = execution.finish()
          return {
            block: { kind: 'mvm', header: sealed },
            hash,
            parent: { header: sealed, hash },
            changes,
          }
        },
      }
    },
  }
}
