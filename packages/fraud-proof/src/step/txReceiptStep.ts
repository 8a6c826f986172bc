import { type Accumulator, asHash, type Hash } from '@mvm/protocol'
import type { Block } from '../state/Block.ts'
import { hashOfWords } from '../state/encodeWords.ts'
import { initialWorld } from '../state/initialWorld.ts'
import type { RunningState } from '../state/MachineState.ts'
import { type ContentStore, EMPTY_BLOOM_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { afterInput } from './afterInput.ts'
import { endingOf } from './transactionOf.ts'

/** Takes the transaction into the block's accumulators and bloom (spec 4.6). Words: status, gas used. */
export function txReceiptStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { transaction, pending } = endingOf(state)
  const { world, block } = state
  const [status, gasUsed] = pending.words as readonly [number, bigint]
  const cumulativeGas = block.cumulativeGas + gasUsed
  const after: Block = {
    ...block,
    cumulativeGas,
    txAcc: hashOfWords<Accumulator>([block.txAcc, transaction.hash]),
    receiptAcc: hashOfWords<Accumulator>([
      block.receiptAcc,
      transaction.type,
      status,
      cumulativeGas,
      world.bloomHash,
      world.logAcc,
      world.logCount,
      transaction.hash,
    ]),
    bloomHash: united(store, block.bloomHash, world.bloomHash, tape),
  }
  return afterInput(initialWorld(world.stateRoot), after)
}

/** The block's bloom with the transaction's in it: both are opened, unless the transaction's has no bits. */
function united(store: ContentStore, block: Hash, one: Hash, tape: TapeRecorder | null): Hash {
  if (one === EMPTY_BLOOM_HASH) return block
  const [a, b] = [store.bloom(block), store.bloom(one)]
  tape?.append(a)
  tape?.append(b)
  return asHash(store.keepBloom(a.map((byte, i) => byte | (b[i] as number))))
}
