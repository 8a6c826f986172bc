import { join } from 'node:path'
import {
  BlockTrace,
  ContentStore,
  cutPositions,
  faultyBlockMachine,
  initialState,
  Kind,
  keepSources,
  pickedPart,
} from '@mvm/fraud-proof'
import { derivedTrace, LevelOwnState, readBatchesAgain } from '@mvm/node'
import { asHash, keccak256Hex, type OutputRoot } from '@mvm/protocol'
import { type AttackGround, CHALLENGERS_FAULT } from './AttackGround.ts'
import type { PickRule } from './PickRule.ts'

/** The whole trace of a block as another machine has it: a challenger that stands by it lies without ever contradicting itself. */
export class LiarsTrace {
  /** What the liar says the block's output root is. */
  readonly challengerRoot: OutputRoot
  readonly #trace: BlockTrace
  readonly #close: () => Promise<void>

  private constructor(trace: BlockTrace, close: () => Promise<void>) {
    const last = trace.stateAt(2 ** 38)
    if (last.kind !== Kind.HALT) throw new Error('a trace ends')
    this.#trace = trace
    this.#close = close
    this.challengerRoot = asHash(last.outputRoot)
  }

  /** Derives the chain from L1 up to the block and steps through it. */
  static async open(
    { source, stage, devnet }: AttackGround,
    blockNumber: number,
  ): Promise<LiarsTrace> {
    const { client, contracts, signal } = source
    const { chainId, creation } = stage.chain
    const batches = readBatchesAgain({ client, contracts, creationOf: () => creation })
    const folder = join(devnet.dataFolder, `liars-trace-${blockNumber}`)
    const block = { chainId, blockNumber }
    const { request, dispose } = await derivedTrace(block, client, { batches }, folder, signal)
    const state = await LevelOwnState.read(folder)
    const close = async () => {
      await state.close()
      await dispose()
    }
    const store = new ContentStore(state)
    keepSources(store, request.sources)
    const machine = faultyBlockMachine(CHALLENGERS_FAULT, store)
    return new LiarsTrace(new BlockTrace(initialState(request.start), machine, { signal }), close)
  }

  /** Picks where the asserter's states and the liar's part. */
  readonly pick: PickRule = ({ segment: { position, round } }, cuts) =>
    pickedPart(cuts, this.#trace.hashesAt(cutPositions(position, round)))

  close(): Promise<void> {
    return this.#close()
  }
}

/** A root that is nobody's. */
export function inventedRoot(name: string): OutputRoot {
  return asHash(keccak256Hex(new TextEncoder().encode(`invented ${name}`)))
}
