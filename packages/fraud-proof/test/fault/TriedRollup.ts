import { executeBlock, type Machine, readAccount } from '@mvm/execution'
import {
  type Address,
  type Charter,
  encodeInitialize,
  genesisAccounts,
  type OutputRoot,
  predeploys,
  systemSenders,
} from '@mvm/protocol'
import type { StageChain } from '../../../../scripts/scenario/ranger/faultStories.ts'
import type { Enqueued } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import type { Wallet } from '../../../../scripts/scenario/ranger/Wallet.ts'
import { CHAIN_ID } from '../../../execution/test/chain/TestChain.ts'
import { type SteppedBlock, TestRollup } from '../block/TestRollup.ts'

/** Never whole gwei. */
const L1_BASE_FEE = 3_000_000_007n

/** A DAC from its genesis on, whose blocks are stepped through: a stage for the stories of faults. */
export class TriedRollup implements StageChain {
  readonly chainId = CHAIN_ID
  readonly #rollup = new TestRollup(new Map(genesisAccounts()))

  async open(charter: Charter, wallets: readonly Wallet[]): Promise<void> {
    const initialize: Enqueued = {
      from: systemSenders.comCo,
      to: predeploys.dacMaster,
      gasLimit: 10_000_000n,
      isSystem: true,
      data: encodeInitialize(charter),
    }
    const funds = wallets.map(({ address }) => ({ from: address, mint: 1_000n * 10n ** 18n }))
    await this.block([], [initialize, ...funds])
  }

  block(
    transactions: readonly Uint8Array[],
    enqueued: readonly Enqueued[] = [],
    l1BaseFee = L1_BASE_FEE,
  ): Promise<SteppedBlock> {
    return this.#rollup.block(transactions, { deposits: enqueued, l1BaseFee })
  }

  /** The output root that a machine's executor gives for one of the blocks. */
  async outputRootBy(machine: Machine, { parent, input }: SteppedBlock): Promise<OutputRoot> {
    const { store, profile } = this.#rollup.chain
    return (await executeBlock(store, parent, input, profile, { machine })).outputRoot
  }

  nonce(address: Address): bigint {
    const { store, head } = this.#rollup.chain
    return readAccount(store, head.header.stateRoot, address)?.nonce ?? 0n
  }
}
