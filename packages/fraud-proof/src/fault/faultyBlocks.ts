import {
  decodeBlockHeader,
  encodeDeposit,
  fromHex,
  type Hash,
  hashWords,
  keccak256Hex,
} from '@mvm/protocol'
import { originOf } from '../block/originOf.ts'
import { encodeWords } from '../state/encodeWords.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { Words } from '../state/Words.ts'
import { blockBeginStep } from '../step/blockBeginStep.ts'
import { blockEndStep } from '../step/blockEndStep.ts'
import { transactionOf } from '../step/transactionOf.ts'
import { txNextStep } from '../step/txNextStep.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_LIST } from '../transaction/listChain.ts'
import type { StepFault } from './StepFault.ts'

const GWEI = 1_000_000_000n
/** Words of a queue element; an invented one has its source behind them. */
const ELEMENT_WORDS = 10
const DATA_HASH = 9
const SOURCE = ELEMENT_WORDS

/** Machines that begin or end a block another way, by fault. */
export const faultyBlocks = {
  /** L1's base fee in whole gwei. */
  'wrong-origin': {
    kinds: {
      [Kind.BLOCK_BEGIN]: (state, store, tape) =>
        blockBeginStep(state, store, tape, (header) => {
          const origin = originOf(header)
          return { ...origin, baseFee: (origin.baseFee / GWEI) * GWEI }
        }),
    },
  },
  /** The withdrawals of the state before the block. */
  'wrong-withdrawal-root': {
    kinds: {
      [Kind.BLOCK_END]: (state, store, tape) =>
        blockEndStep(
          state,
          store,
          tape,
          ({ block }) => decodeBlockHeader(store.preimage(block.parentHash)).stateRoot,
        ),
    },
  },
  /** The last deposit of a block once more, from a source that L1's queue does not have. */
  'invented-transaction': {
    kinds: { [Kind.BLOCK_BEGIN]: beginWithOneMore, [Kind.TX_NEXT]: nextOfAnySource },
  },
} as const satisfies Readonly<Record<string, StepFault>>

function beginWithOneMore(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const after = blockBeginStep(state, store, tape)
  const elements: Hash[] = []
  let chain = after.block.depositHash
  while (chain !== EMPTY_LIST) {
    const link = new Words(store.preimage(chain))
    elements.push(link.hash(0))
    chain = link.hash(1)
  }
  const last = elements.at(-1)
  if (last === undefined) return after
  const element = store.preimage(last)
  const words = new Words(element)
  const trueSource = hashWords<Hash>(words.integer(0), words.integer(1))
  const source = fromHex(keccak256Hex(fromHex(trueSource)))
  elements.push(store.keepPreimage(Buffer.concat([element, source])))
  for (const hash of elements.toReversed()) chain = store.keepPreimage(encodeWords([hash, chain]))
  const block = { ...after.block, depositHash: chain, inputCount: after.block.inputCount + 1 }
  return { ...after, block }
}

/** A deposit's hash follows from its source, which an invented element names itself. */
function nextOfAnySource(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const after = txNextStep(state, store, tape)
  const { depositHash } = state.block
  if (depositHash === EMPTY_LIST) return after
  const element = store.preimage(new Words(store.preimage(depositHash)).hash(0))
  if (element.length === 32 * ELEMENT_WORDS) return after
  const words = new Words(element)
  const transaction = transactionOf(after)
  const { origin, to, mint, value, gasLimit, isSystem } = transaction
  const raw = encodeDeposit({
    sourceHash: words.hash(SOURCE),
    from: origin,
    to,
    mint,
    value,
    gasLimit,
    isSystem,
    data: store.preimage(words.hash(DATA_HASH)),
  })
  return { ...after, transaction: { ...transaction, hash: keccak256Hex(raw) as Hash } }
}
