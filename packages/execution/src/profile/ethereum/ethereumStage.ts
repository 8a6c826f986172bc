import { asHash, type Hash } from '@mvm/protocol'
import type { SimulationStage } from '../../simulation/simulateBlocks.ts'
import type { EthereumProfile } from '../Profile.ts'
import { EthereumBlockExecution } from './block/EthereumBlockExecution.ts'
import type { EthereumParent } from './header/EthereumParent.ts'

const ZERO_WORD = asHash<Hash>(`0x${'00'.repeat(32)}`)

/** How Ethereum's blocks are simulated. Without validation gas is free. */
export function ethereumStage(
  profile: EthereumProfile,
  parent: EthereumParent,
  isValidated: boolean,
): SimulationStage<EthereumParent> {
  return {
    profile,
    parent,
    fork: ({ header }, { blockOverride }) =>
      profile.forkAt({
        number: header.number + 1,
        timestamp: Number(blockOverride.timestamp),
        difficulty: header.difficulty,
      }),
    begin: async (reader, on, { blockOverride, accountOverrides }, tools) => {
      const { header } = on
      const { coinbase, gasLimit, prevRandao, withdrawals, parentBeaconBlockRoot } = blockOverride
      const baseFeePerGas = blockOverride.baseFeePerGas ?? (isValidated ? undefined : 0n)
      const { blobBaseFee } = blockOverride
      const input = {
        timestamp: Number(blockOverride.timestamp),
        coinbase: coinbase ?? header.coinbase,
        gasLimit: gasLimit ?? header.gasLimit,
        extraData: '0x' as const,
        mixHash: prevRandao === undefined ? ZERO_WORD : asHash<Hash>(prevRandao),
        ...(withdrawals === undefined ? {} : { withdrawals }),
        ...(parentBeaconBlockRoot === undefined
          ? {}
          : { parentBeaconBlockRoot: asHash<Hash>(parentBeaconBlockRoot) }),
      }
      const departures = {
        ...(baseFeePerGas === undefined ? {} : { baseFeePerGas }),
        ...(blobBaseFee === undefined ? {} : { blobBaseFee }),
        accountOverrides,
        isUnchecked: !isValidated,
      }
      const execution = await EthereumBlockExecution.begin(reader, on, input, profile, {
        ...tools,
        departures,
      })
      return {
        get gasUsed() {
          return execution.gasUsed
        },
        gasLimit: execution.gasLimit,
        nonce: (address) => execution.nonce(address),
        tryCall: async (call) => {
          const result = await execution.tryTransaction(call)
          return result.status === 'skipped'
            ? { skip: result.reason }
            : { executed: result.executed }
        },
        finish: async () => {
          const { block, hash, changes } = await execution.finish()
          const ancestorHash = (number: number) =>
            number === header.number ? on.hash : on.ancestorHash(number)
          return {
            block: { kind: 'ethereum', block },
            hash,
            parent: { header: block.header, hash, ancestorHash },
            changes,
          }
        },
      }
    },
  }
}
