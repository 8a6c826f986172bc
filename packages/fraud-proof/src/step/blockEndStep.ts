import {
  blockExtraData,
  encodeBlockHeader,
  type Hash,
  hashBlockHeader,
  type OutputRoot,
  outputRoot,
  predeploys,
  type StateRoot,
  type StorageRoot,
  toHex,
} from '@mvm/protocol'
import { openAccount } from '../account/Account.ts'
import { Kind } from '../state/Kind.ts'
import type { HaltedState, RunningState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'

/** Which state's L2ToL1MessagePasser a block commits to. */
export type WithdrawalsOf = (state: RunningState, store: ContentStore) => StateRoot

/** The block's header and its output root, of which nothing else is left (spec 2.1, 2.6). */
export function blockEndStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  withdrawalsOf: WithdrawalsOf = ({ world }) => world.stateRoot,
): HaltedState {
  const { block, world } = state
  const { stateRoot } = world
  const bloom = store.bloom(block.bloomHash)
  tape?.append(bloom)
  const passer = openAccount(
    store,
    withdrawalsOf(state, store),
    predeploys.l2ToL1MessagePasser,
    tape,
  )
  const messagePasserStorageRoot = passer.account.storageRoot as StorageRoot
  const header = {
    parentHash: block.parentHash,
    coinbase: block.coinbase,
    stateRoot,
    transactionsRoot: block.txAcc,
    receiptsRoot: block.receiptAcc,
    logsBloom: toHex(bloom),
    number: block.number,
    gasLimit: block.gasLimit,
    gasUsed: block.cumulativeGas,
    timestamp: block.timestamp,
    extraData: blockExtraData(block.chainId),
    prevRandao: block.prevRandao as Hash<'randao'>,
    baseFeePerGas: block.baseFee,
    withdrawalsRoot: messagePasserStorageRoot,
  }
  store.keepPreimage(encodeBlockHeader(header))
  const blockHash = hashBlockHeader(header)
  const root: OutputRoot = outputRoot({ stateRoot, messagePasserStorageRoot, blockHash })
  return { kind: Kind.HALT, outputRoot: root }
}
